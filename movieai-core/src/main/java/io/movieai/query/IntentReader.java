package io.movieai.query;

import io.movieai.query.Reading.Intent;
import io.movieai.query.Signal.Kind;
import io.movieai.query.Signal.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides what kind of request it is. A request is off topic only if something in it speaks of another matter and nothing
 * in it that outweighs that speaks of films: whether an unknown subject is one that films are about is left to retrieval.
 */
final class IntentReader {
    /** What outweighs each signal for another matter. */
    private static final Set<Kind> NAMES_FILMS = Set.of(Kind.TITLE, Kind.FILM_WORD);

    private static final Set<Kind> SPEAKS_OF_FILMS =
            Set.of(Kind.TITLE, Kind.FILM_WORD, Kind.PERSON, Kind.SUBJECT, Kind.WATCHING, Kind.GENRE);
    private static final Set<Kind> SAYS_ANYTHING = Set.of(
            Kind.TITLE,
            Kind.FILM_WORD,
            Kind.PERSON,
            Kind.SUBJECT,
            Kind.WATCHING,
            Kind.GENRE,
            Kind.QUALITY,
            Kind.ASKING);
    private static final Set<Kind> OUTWEIGHS_INSTRUCTION = Set.of(Kind.TITLE, Kind.FILM_WORD, Kind.PERSON, Kind.GENRE);

    /** What is asked of a war that is in the news. */
    private static final Pattern NEWS = Pattern.compile(
            ".*(?:进展|消息|情况|动态|战况|局势|战局)|停火|谈判结果|进展如何|打到.*|伤亡人数|制裁|ceasefire|latest.*|breaking news|peace talks|casualties");

    private IntentReader() {}

    /** Returns what in the marks speaks for films or asks for anything, in the order of the text. */
    static List<Signal> signals(MarkedText marked, List<Signal> others) {
        List<Mark> marks = marked.marks();
        List<Signal> signals = new ArrayList<>(others);
        signals.removeIf(other -> marks.stream()
                .anyMatch(mark -> mark.isTarget()
                        && mark.overlaps(other.span().start(), other.span().end())
                        && (mark.meanings().get(0) instanceof Target.Title || !covers(other, mark))));
        List<Signal> apart = List.copyOf(signals);
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            boolean spoken = others.stream().anyMatch(other -> covers(other, mark));
            boolean elsewhere = isOfOther(marked, mark, apart);
            for (Kind read : kinds(marked, mark)) {
                Kind kind = elsewhere && read == Kind.GENRE ? Kind.QUALITY : read;
                boolean own = kind == Kind.TITLE || kind == Kind.FILM_WORD || kind == Kind.PERSON;
                if (own || !spoken) {
                    signals.add(new Signal(mark.span(), kind));
                }
            }
        }
        signals.sort(Comparator.comparingInt(signal -> signal.span().start()));
        return signals;
    }

    /**
     * Returns whether a genre is said of another kind of thing or of a piece of work, which stands beside it in its clause with
     * nothing between them that speaks of films: 悬疑类的小说, a book of science fiction, 写个恐怖故事.
     */
    private static boolean isOfOther(MarkedText marked, Mark mark, List<Signal> others) {
        for (Signal other : others) {
            int start = other.span().start();
            int end = other.span().end();
            if (other.kind() == Kind.OTHER_MATTER
                    && mark.end() <= start
                    && NEWS.matcher(marked.between(start, end)).matches()
                    && isJoined(marked, mark.end(), start, false)) {
                return true;
            }
            boolean behind = other.kind() == Kind.OTHER_THING && mark.end() <= start;
            boolean before = (other.kind() == Kind.OTHER_THING || other.kind() == Kind.TASK) && end <= mark.start();
            if ((behind && isJoined(marked, mark.end(), start, true))
                    || (before && isJoined(marked, end, mark.start(), other.kind() == Kind.OTHER_THING))) {
                return true;
            }
        }
        return false;
    }

    /** @param closely whether no word that is not known may stand between */
    private static boolean isJoined(MarkedText marked, int from, int to, boolean closely) {
        if (marked.clauseEnds(from, to) || (closely && marked.uncovered(from, to) > 0)) {
            return false;
        }
        return !marked.has(Cue.FILM, from, to)
                && !marked.has(Cue.WATCH, from, to)
                && (!closely || !(marked.has(Cue.ASK, from, to) || marked.has(Cue.WANT, from, to)));
    }

    /** A word inside a phrase of another matter is no signal of its own: 看病, 写一首爱情诗. */
    private static boolean covers(Signal other, Mark mark) {
        return other.span().start() <= mark.start()
                && mark.end() <= other.span().end();
    }

    private static Set<Kind> kinds(MarkedText marked, Mark mark) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Meaning meaning : mark.meanings()) {
            if (meaning instanceof Target.Title title) {
                kinds.add(title.films().isEmpty() ? Kind.FILM_WORD : Kind.TITLE);
            } else if (meaning instanceof Target.People) {
                kinds.add(Kind.PERSON);
            } else if (meaning instanceof Target.Genres genres) {
                kinds.add(genres.words() == Target.Words.NAME ? Kind.GENRE : Kind.QUALITY);
                if (mark.end() < marked.text().length() && marked.text().charAt(mark.end()) == '片') {
                    kinds.add(Kind.FILM_WORD);
                }
            } else if (meaning instanceof Target) {
                kinds.add(Kind.QUALITY);
            }
        }
        if (mark.is(Cue.FILM)) {
            kinds.add(Kind.FILM_WORD);
        }
        if (mark.is(Cue.WATCH) || mark.is(Cue.PERSONAL)) {
            kinds.add(Kind.WATCHING);
        }
        if (mark.is(Cue.SUBJECT_BEFORE) || mark.is(Cue.SUBJECT_AFTER)) {
            kinds.add(Kind.SUBJECT);
        }
        if (mark.is(Cue.ASK) || mark.is(Cue.COUNT)) {
            kinds.add(Kind.ASKING);
        }
        return kinds;
    }

    /** Returns the intent. */
    static Intent intent(
            MarkedText marked, List<Signal> signals, List<TitleMention> titles, List<Constraint> constraints) {
        if (isOffTopic(signals) && !isDescribed(signals, constraints)) {
            return Intent.OFF_TOPIC;
        }
        if (titles.stream().anyMatch(title -> title.role() == TitleMention.Role.LIKE)) {
            return Intent.SIMILAR;
        }
        if (titles.stream().anyMatch(title -> title.role() == TitleMention.Role.ABOUT)) {
            return Intent.ABOUT_FILM;
        }
        boolean similar = marked.has(Cue.SIMILAR, 0, marked.text().length());
        if (similar && titles.isEmpty() && constraints.isEmpty()) {
            return Intent.SIMILAR;
        }
        boolean personal = marked.marks().stream().anyMatch(mark -> mark.is(Cue.PERSONAL));
        boolean bare =
                !marked.marks().isEmpty() && marked.uncovered(0, marked.text().length()) == 0;
        boolean said = marked.marks().stream().anyMatch(Mark::isTarget);
        return !said && (personal || bare) ? Intent.PERSONAL : Intent.FIND;
    }

    /** Returns whether a genre or several other conditions were read, which words of other matters only speak against. */
    private static boolean isDescribed(List<Signal> signals, List<Constraint> constraints) {
        if (signals.stream().anyMatch(signal -> signal.kind() == Kind.INSTRUCTION)) {
            return false;
        }
        long conditions = constraints.stream()
                .filter(constraint -> !(constraint instanceof Constraint.Genres)
                        && constraint.strength() == Constraint.Strength.STATED)
                .count();
        return conditions > 1 || signals.stream().anyMatch(signal -> signal.kind() == Kind.GENRE);
    }

    private static boolean isOffTopic(List<Signal> signals) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        signals.forEach(signal -> kinds.add(signal.kind()));
        if (kinds.stream().noneMatch(kind -> kind.side() == Side.OTHER)) {
            return false;
        }
        if (kinds.contains(Kind.INSTRUCTION)) {
            return !intersects(kinds, OUTWEIGHS_INSTRUCTION);
        }
        if (kinds.contains(Kind.TASK) || kinds.contains(Kind.OTHER_THING)) {
            return !intersects(kinds, NAMES_FILMS);
        }
        if (kinds.contains(Kind.OTHER_MATTER)) {
            return !intersects(kinds, SPEAKS_OF_FILMS);
        }
        return !intersects(kinds, SAYS_ANYTHING);
    }

    private static boolean intersects(Set<Kind> kinds, Set<Kind> others) {
        return kinds.stream().anyMatch(others::contains);
    }
}
