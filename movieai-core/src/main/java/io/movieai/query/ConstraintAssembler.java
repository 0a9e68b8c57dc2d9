package io.movieai.query;

import io.movieai.catalog.Genre;
import io.movieai.query.Constraint.Strength;
import io.movieai.query.NegationScope.Polarity;
import io.movieai.query.Reading.Aspect;
import io.movieai.query.Reading.Unchecked;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns what a request names, wants and does not want into constraints that the catalogue can check. */
final class ConstraintAssembler {
    /** 老片: this many years older than the newest film. */
    private static final int OLD = 25;

    private static final int OLDER = 15;
    private static final int NEW = 2;
    private static final int NEWER = 5;

    /** What nobody means by a good film, of 5. */
    private static final double POOR = 3;

    private static final int MEASURE = 6;
    private static final Pattern MEASURED =
            Pattern.compile("太|那么|过于|过分|少|(?<![a-z])(?:too|very|so(?! no)|overly|much|less)(?![a-z])");

    /** What stands between the halves of a mixture. */
    private static final Pattern JOINED = Pattern.compile("[ -]?");

    /** Who a film is watched with. */
    private static final Pattern COMPANION = Pattern.compile("男朋友|女朋友|对象|恋人|情侣|my girlfriend|my boyfriend");

    /** What may stand between a mood and the first of the genres that are the choice. */
    private static final Pattern LIST_OPENS =
            Pattern.compile("(?!.*(?:(?<![a-z])(?:and/)?or(?![a-z])|或|还是|抑或|二选一|、|/)).*", Pattern.DOTALL);

    private final CatalogFacts facts;
    private final int recent;
    private final MarkedText marked;
    private final List<Polarity> polarities;
    private final StoryOfRequest story;
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Unchecked> unchecked = new ArrayList<>();
    private final Set<Genre> wanted = EnumSet.noneOf(Genre.class);

    /** @param recent the year that "new" and "old" count from */
    ConstraintAssembler(CatalogFacts facts, int recent, MarkedText marked, List<Polarity> polarities) {
        this.facts = facts;
        this.recent = recent;
        this.marked = marked;
        this.polarities = polarities;
        this.story = new StoryOfRequest(marked, polarities);
    }

    /** Returns the constraints in the order of the text. */
    List<Constraint> constraints() {
        return constraints;
    }

    /** Returns what the catalogue has no data for. */
    List<Unchecked> unchecked() {
        return unchecked;
    }

    ConstraintAssembler assemble() {
        genres();
        List<Constraint.Years> years = new ArrayList<>();
        for (int i = 0; i < marked.marks().size(); i++) {
            Mark mark = marked.marks().get(i);
            Polarity polarity = polarities.get(i);
            if (polarity == Polarity.ALLOWED || story.isOfChosen(i)) {
                continue;
            }
            boolean excluded = polarity == Polarity.UNWANTED;
            for (Meaning meaning : mark.meanings()) {
                if (meaning instanceof Target.Without target) {
                    without(mark, target, excluded);
                } else if (meaning instanceof Target.Years target) {
                    years(mark, target, excluded, Strength.STATED, years);
                } else if (meaning instanceof Target.Rating target) {
                    rating(mark, target, excluded);
                } else if (meaning instanceof Target.Quality quality) {
                    quality(mark, quality, excluded, years);
                } else if (meaning instanceof Target.Countries target) {
                    if (check(mark, facts.hasCountries(), Aspect.COUNTRY)) {
                        constraints.add(new Constraint.Countries(mark.span(), target.codes(), excluded));
                    }
                } else if (meaning instanceof Target.People target) {
                    constraints.add(new Constraint.People(mark.span(), target.names(), excluded));
                }
            }
        }
        constraints.addAll(joined(years));
        constraints.sort((a, b) -> Integer.compare(a.span().start(), b.span().start()));
        return this;
    }

    private void without(Mark mark, Target.Without target, boolean excluded) {
        if (!excluded && check(mark, facts.hasGenres(), Aspect.GENRE)) {
            add(new Constraint.Genres(mark.span(), target.genres(), true, Strength.STATED));
        }
    }

    private boolean check(Mark mark, boolean has, Aspect aspect) {
        if (!has) {
            unchecked.add(new Unchecked(mark.span(), aspect));
        }
        return has;
    }

    private void genres() {
        List<Mark> run = new ArrayList<>();
        for (int i = 0; i < marked.marks().size(); i++) {
            Mark mark = marked.marks().get(i);
            if (genresOf(mark).isEmpty()
                    || polarities.get(i) != Polarity.WANTED
                    || isTakenBack(i)
                    || story.isTold(i)
                    || isOnlyCompany(mark)) {
                continue;
            }
            if (!run.isEmpty()
                    && (!inOneList(run.get(run.size() - 1), mark) || opensList(run.get(run.size() - 1), mark))) {
                addRun(run);
                run.clear();
            }
            run.add(mark);
        }
        addRun(run);
        for (int i = 0; i < marked.marks().size(); i++) {
            Mark mark = marked.marks().get(i);
            if (polarities.get(i) != Polarity.UNWANTED || story.isSettled(i) || story.isOfChosen(i)) {
                continue;
            }
            for (Target.Genres genres : genresOf(mark)) {
                Set<Genre> unwanted = EnumSet.noneOf(Genre.class);
                unwanted.addAll(genres.unwanted());
                unwanted.removeAll(wanted);
                if (!unwanted.isEmpty() && check(mark, facts.hasGenres(), Aspect.GENRE)) {
                    add(new Constraint.Genres(mark.span(), unwanted, true, strength(genres)));
                }
            }
        }
    }

    /** Returns whether a later clause refuses by its name the genre that is wanted here: 她要看爱情片，我不看爱情的. */
    private boolean isTakenBack(int wanted) {
        List<Mark> marks = marked.marks();
        Mark mark = marks.get(wanted);
        for (int i = wanted + 1; i < marks.size(); i++) {
            Mark later = marks.get(i);
            if (polarities.get(i) == Polarity.UNWANTED
                    && namesGenre(mark)
                    && namesGenre(later)
                    && genresOf(mark).equals(genresOf(later))
                    && marked.clauseEnds(mark.end(), later.start())
                    && !isMeasured(later)
                    && !isCompound(i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a mark names who watches too, where an example says which films are meant: 女友和我迷上《…》. */
    private boolean isOnlyCompany(Mark mark) {
        return COMPANION.matcher(marked.between(mark.start(), mark.end())).matches()
                && marked.marks().stream()
                        .anyMatch(other -> other.meanings().get(0) instanceof Target.Title title
                                && title.role() == TitleMention.Role.LIKE);
    }

    /** Returns whether a refused genre is one half of a mixture with another refused one: comedy-horror. */
    private boolean isCompound(int index) {
        return isMixed(index - 1, index) || isMixed(index, index + 1);
    }

    private boolean isMixed(int first, int second) {
        List<Mark> marks = marked.marks();
        if (first < 0 || second >= marks.size()) {
            return false;
        }
        Mark one = marks.get(first);
        Mark other = marks.get(second);
        return polarities.get(first) == Polarity.UNWANTED
                && polarities.get(second) == Polarity.UNWANTED
                && namesGenre(one)
                && namesGenre(other)
                && JOINED.matcher(marked.between(one.end(), other.start())).matches()
                && !genresOf(one).equals(genresOf(other));
    }

    private static boolean namesGenre(Mark mark) {
        return mark.meanings().get(0) instanceof Target.Genres genres && genres.words() == Target.Words.NAME;
    }

    /** Returns whether only too much of something is refused: 不要太恐怖. */
    private boolean isMeasured(Mark mark) {
        String before = marked.between(Math.max(0, mark.start() - MEASURE), mark.start());
        String after = marked.between(mark.end(), Math.min(marked.text().length(), mark.end() + MEASURE));
        return MEASURED.matcher(before).find() || MEASURED.matcher(after).find();
    }

    private static List<Target.Genres> genresOf(Mark mark) {
        List<Target.Genres> genres = new ArrayList<>(1);
        for (Meaning meaning : mark.meanings()) {
            if (meaning instanceof Target.Genres target) {
                genres.add(target);
            }
        }
        return genres;
    }

    private static Strength strength(Target.Genres genres) {
        return switch (genres.words()) {
            case NAME -> Strength.STATED;
            case THEME -> Strength.IMPLIED;
            case WISH -> Strength.PREFERRED;
        };
    }

    /** Returns whether only words that connect stand between two properties. */
    private boolean inOneList(Mark first, Mark second) {
        if (marked.uncovered(first.end(), second.start()) > 0) {
            return false;
        }
        List<Mark> marks = marked.marks();
        for (int i = marked.firstFrom(first.end());
                i < marks.size() && marks.get(i).start() < second.start();
                i++) {
            Mark between = marks.get(i);
            if (between.isTarget() || (between.is(Cue.BREAK) && !between.is(Cue.OR))) {
                return false;
            }
        }
        String gap = marked.between(first.end(), second.start());
        return gap.indexOf('.') < 0 && gap.indexOf('!') < 0 && gap.indexOf('?') < 0 && gap.indexOf(';') < 0;
    }

    /** Returns whether a list of genres begins behind a mood: mind-bending, either western or noir. */
    private boolean opensList(Mark mood, Mark genre) {
        return genresOf(mood).stream().noneMatch(genres -> genres.words() == Target.Words.NAME)
                && namesGenre(genre)
                && !marked.has(Cue.ALL_FINE, mood.end(), genre.start())
                && !marked.has(Cue.AND, mood.end(), genre.start())
                && LIST_OPENS.matcher(marked.between(mood.end(), genre.start())).matches();
    }

    /** Adds wanted genres that stand together: alternatives as one constraint, others as one each. */
    private void addRun(List<Mark> run) {
        if (run.isEmpty()) {
            return;
        }
        for (Mark mark : run) {
            // A theme that any of several genres fits leaves one of them to be refused: family-friendly, but no
            // cartoon.
            genresOf(mark).stream()
                    .filter(genres -> genres.words() == Target.Words.NAME
                            || genres.wanted().size() == 1)
                    .forEach(genres -> wanted.addAll(genres.wanted()));
        }
        if (!check(run.get(0), facts.hasGenres(), Aspect.GENRE)) {
            return;
        }
        if (run.size() > 1 && alternatives(run)) {
            Set<Genre> anyOf = EnumSet.noneOf(Genre.class);
            Strength strength = Strength.STATED;
            for (Mark mark : run) {
                for (Target.Genres genres : genresOf(mark)) {
                    anyOf.addAll(genres.wanted());
                    strength = strength.compareTo(strength(genres)) < 0 ? strength(genres) : strength;
                }
            }
            Span span = new Span(run.get(0).start(), run.get(run.size() - 1).end());
            add(new Constraint.Genres(span, anyOf, false, strength));
            return;
        }
        for (Mark mark : run) {
            for (Target.Genres genres : genresOf(mark)) {
                add(new Constraint.Genres(mark.span(), genres.wanted(), false, strength(genres)));
            }
        }
    }

    private boolean alternatives(List<Mark> run) {
        int start = run.get(0).start();
        int end = run.get(run.size() - 1).end();
        if (marked.has(Cue.OR, start, end)) {
            return true;
        }
        List<Mark> marks = marked.marks();
        for (int i = marked.firstFrom(end); i < marks.size(); i++) {
            Mark next = marks.get(i);
            if (next.isTarget() || marked.uncovered(end, next.start()) > 0) {
                return false;
            }
            if (next.is(Cue.ALL_FINE)) {
                return true;
            }
        }
        return false;
    }

    /** Adds a genre constraint; of those that say the same, the first of the strongest stays. */
    private void add(Constraint.Genres genres) {
        for (Constraint other : constraints) {
            if (other instanceof Constraint.Genres known
                    && known.anyOf().equals(genres.anyOf())
                    && known.excluded() == genres.excluded()) {
                if (known.strength().compareTo(genres.strength()) <= 0) {
                    return;
                }
                constraints.remove(known);
                break;
            }
        }
        constraints.add(genres);
    }

    private void years(
            Mark mark, Target.Years target, boolean excluded, Strength strength, List<Constraint.Years> years) {
        if (check(mark, facts.hasYears(), Aspect.YEAR)) {
            years.add(new Constraint.Years(mark.span(), target.from(), target.to(), excluded, strength));
        }
    }

    /** Years that exclude each other are alternatives: 八十年代和九十年代 is 1980 to 1999. */
    private static List<Constraint> joined(List<Constraint.Years> years) {
        List<Constraint> result = new ArrayList<>();
        Constraint.Years last = null;
        for (Constraint.Years next : years) {
            if (next.excluded() || next.strength() != Strength.STATED) {
                result.add(next);
            } else if (last != null && (next.to() < last.from() || last.to() < next.from())) {
                result.remove(last);
                last = new Constraint.Years(
                        new Span(last.span().start(), next.span().end()),
                        Math.min(last.from(), next.from()),
                        Math.max(last.to(), next.to()),
                        false,
                        Strength.STATED);
                result.add(last);
            } else {
                last = next;
                result.add(next);
            }
        }
        return result;
    }

    private void rating(Mark mark, Target.Rating target, boolean excluded) {
        if (!check(mark, facts.hasRatings(), Aspect.RATING)) {
            return;
        }
        double least = target.least();
        double greatest = target.greatest();
        if (excluded) {
            greatest = least == 0 ? 5 : least;
            least = least == 0 ? target.greatest() : 0;
        }
        constraints.add(new Constraint.Rating(mark.span(), least, greatest, Strength.STATED));
    }

    private void quality(Mark mark, Target.Quality quality, boolean excluded, List<Constraint.Years> years) {
        switch (quality) {
            case ACCLAIMED -> {
                if (!excluded && check(mark, facts.hasRatings(), Aspect.RATING)) {
                    constraints.add(new Constraint.Rating(mark.span(), facts.acclaimedFrom(), 5, Strength.IMPLIED));
                }
            }
            case CLASSIC, GOOD -> {
                if (!excluded && facts.hasRatings()) {
                    constraints.add(new Constraint.Rating(mark.span(), facts.acclaimedFrom(), 5, Strength.PREFERRED));
                }
            }
            case POOR -> {
                if (check(mark, facts.hasRatings(), Aspect.RATING)) {
                    constraints.add(
                            excluded
                                    ? new Constraint.Rating(mark.span(), POOR, 5, Strength.PREFERRED)
                                    : new Constraint.Rating(mark.span(), 0, POOR, Strength.IMPLIED));
                }
            }
            case KNOWN, HIDDEN -> {
                if (check(mark, facts.hasRatingCounts(), Aspect.POPULARITY)) {
                    boolean wellKnown = (quality == Target.Quality.KNOWN) != excluded;
                    constraints.add(new Constraint.Popularity(mark.span(), wellKnown, Strength.IMPLIED));
                }
            }
            case OLD, OLDER, NEW, NEWER -> {
                if (!namesYears()) {
                    age(mark, quality, excluded, years);
                }
            }
        }
    }

    /** Returns whether years are wanted that have an end: what is old or new then is already said. */
    private boolean namesYears() {
        for (int i = 0; i < marked.marks().size(); i++) {
            Meaning meaning = marked.marks().get(i).meanings().get(0);
            if (polarities.get(i) == Polarity.WANTED
                    && meaning instanceof Target.Years years
                    && years.from() > Target.Years.FIRST
                    && years.to() < Target.Years.LAST) {
                return true;
            }
        }
        return false;
    }

    private void age(Mark mark, Target.Quality quality, boolean excluded, List<Constraint.Years> years) {
        switch (quality) {
            case OLD -> years(mark, before(OLD), excluded, Strength.IMPLIED, years);
            case OLDER -> years(mark, before(OLDER), excluded, Strength.PREFERRED, years);
            case NEW -> years(mark, since(NEW), excluded, Strength.IMPLIED, years);
            case NEWER -> years(mark, since(NEWER), excluded, Strength.PREFERRED, years);
            default -> throw new IllegalArgumentException("expected a word for an age, found " + quality);
        }
    }

    private Target.Years before(int years) {
        return new Target.Years(Target.Years.FIRST, recent - years);
    }

    private Target.Years since(int years) {
        return new Target.Years(recent - years, Target.Years.LAST);
    }
}
