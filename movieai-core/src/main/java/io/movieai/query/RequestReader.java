package io.movieai.query;

import io.movieai.catalog.Catalog;
import io.movieai.query.NegationScope.Polarity;
import io.movieai.query.Reading.Aspect;
import io.movieai.query.Reading.Unchecked;
import io.movieai.query.TitleMention.Role;
import io.movieai.text.Language;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Reads requests in Chinese and English against one catalogue: by rules and vocabulary, without a language model, so that
 * the same text always gives the same reading, each part of it with the words that it was read from.
 *
 * <p>A reader is built for a catalogue as it stands; for another catalogue, build another reader. Building takes time and
 * memory in proportion to the catalogue's titles. Reading takes time in proportion to the text. Immutable and thread-safe.
 */
public final class RequestReader {
    /** How many UTF-16 units of a text are read; what lies behind is ignored and {@link Reading#truncated()} says so. */
    public static final int LONGEST_TEXT = 2000;

    /** What makes another word of 老 behind it: 古老, 长老. */
    private static final String NOT_OLD = "古长元父衰养抗偕终变月百";

    private final Catalog catalog;
    private final CatalogFacts facts;
    private final Lexicon<Meaning> lexicon;
    private final PhrasePatterns patterns = PhrasePatterns.load();
    private final YearReader years;
    private final RatingReader ratings = new RatingReader();
    private final CountReader counts = new CountReader();
    private final PersonIndex people;
    private final TitleIndex titleIndex;
    private final TitleReader titles;
    private final OtherMatters others = new OtherMatters();

    private RequestReader(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.facts = CatalogFacts.of(catalog);
        this.lexicon = Vocabulary.load();
        this.years = new YearReader(clock, facts);
        this.people = PersonIndex.of(catalog.movies());
        this.titleIndex = TitleIndex.of(catalog.movies());
        this.titles = new TitleReader(titleIndex);
    }

    /**
     * Returns a reader of requests for films of this catalogue.
     *
     * @param clock tells what "this year" and "recent" are, in its time zone
     */
    public static RequestReader of(Catalog catalog, Clock clock) {
        return new RequestReader(Objects.requireNonNull(catalog, "catalog"), Objects.requireNonNull(clock, "clock"));
    }

    /** Returns where texts spell titles of the catalogue's films. */
    public TitleMatcher titleMatcher() {
        return new TitleMatcher(titleIndex);
    }

    /**
     * Returns what was understood of a text. Any text can be read: one that says nothing gives a reading without
     * constraints and titles.
     *
     * @throws NullPointerException if {@code text} is null
     */
    public Reading read(String text) {
        return read(text, folded -> folded);
    }

    /** Reads a text through a view of its folded form, which a test uses to count how often characters are looked at. */
    Reading read(String text, UnaryOperator<CharSequence> view) {
        Objects.requireNonNull(text, "text");
        boolean truncated = text.length() > LONGEST_TEXT;
        String request = truncated ? text.substring(0, LONGEST_TEXT) : text;
        RequestText source = RequestText.of(request);
        CharSequence folded = view.apply(source.text());

        List<Mark> yearMarks = years.read(folded);
        List<Mark> ratingMarks = ratings.read(folded);
        List<CountReader.Count> countMarks = counts.read(folded);
        List<Mark> numbers = countMarks.stream().map(CountReader.Count::mark).toList();
        List<Mark> words = words(folded, List.of(ratingMarks, yearMarks, numbers));
        MarkedText known = MarkedText.of(folded, List.of(ratingMarks, yearMarks, numbers, words));

        TitleText reduced = TitleText.of(folded);
        List<Mark> quoted = titles.quoted(source.written(), known);
        List<Mark> bare = titles.bare(source.written(), known, reduced, quoted);
        List<Mark> named = people.read(known, reduced);
        List<UnknownPeople.Name> strangers =
                facts.hasPeople() ? List.of() : UnknownPeople.read(source.written(), known);
        List<Mark> compared = new ArrayList<>(YearComparison.read(folded, quoted, catalog));
        compared.addAll(YearComparison.read(folded, bare, catalog));
        MarkedText marked = MarkedText.of(
                folded,
                List.of(
                        quoted,
                        bare,
                        questions(known, quoted, bare),
                        named,
                        strangers.stream().map(UnknownPeople.Name::mark).toList(),
                        compared,
                        withoutYearsOf(known, quoted, bare, ratingMarks, yearMarks),
                        numbers,
                        aboutTitles(known, quoted, bare, words)));

        List<Polarity> polarities = NegationScope.resolve(marked);
        ConstraintAssembler assembler = new ConstraintAssembler(facts, years.recent(), marked, polarities).assemble();
        List<Unchecked> unchecked = new ArrayList<>(assembler.unchecked());
        strangers.stream()
                .filter(name -> marked.marks().contains(name.mark()))
                .forEach(name -> unchecked.add(new Unchecked(name.name(), Aspect.PEOPLE)));
        List<TitleMention> mentions = mentions(marked, polarities);
        List<Signal> signals = IntentReader.signals(marked, others.read(folded));
        OptionalInt count = countMarks.stream()
                .filter(read -> marked.marks().contains(read.mark()))
                .mapToInt(CountReader.Count::count)
                .findFirst();
        Originals originals = new Originals(source);
        return new Reading(
                text,
                Language.of(request),
                originals.constraints(assembler.constraints()),
                originals.titles(mentions),
                count,
                TopicWriter.write(source.written(), marked, polarities, signals, unchecked),
                IntentReader.intent(marked, signals, mentions, assembler.constraints()),
                originals.signals(signals),
                originals.unchecked(unchecked),
                truncated);
    }

    /** Returns the words outside of what was read as numbers. */
    private List<Mark> words(CharSequence folded, List<List<Mark>> read) {
        BitSet taken = new BitSet();
        read.forEach(marks -> marks.forEach(mark -> taken.set(mark.start(), mark.end())));
        Map<Integer, Mark> phrases = patterns.find(folded);
        List<Mark> marks = new ArrayList<>();
        int at = 0;
        while (at < folded.length()) {
            if (taken.get(at)) {
                at++;
                continue;
            }
            Lexicon.Match<Meaning> match = lexicon.longestAt(folded, at);
            Mark phrase = phrases.get(at);
            Mark word = match == null ? phrase : new Mark(match.start(), match.end(), match.meanings());
            if (word == null && isOldGenre(folded, at)) {
                word = Mark.of(at, at + 1, Target.Quality.OLD);
            }
            if (word == null) {
                at++;
            } else {
                Mark mark = PhrasePatterns.longer(word, phrase);
                marks.add(mark);
                at = mark.end();
            }
        }
        return marks;
    }

    /** Returns whether 老 stands before the name of a genre: 老科幻. What such words mean otherwise, as 老战友, is in the vocabulary. */
    private boolean isOldGenre(CharSequence folded, int at) {
        if (folded.charAt(at) != '老'
                || at + 1 == folded.length()
                || (at > 0 && NOT_OLD.indexOf(folded.charAt(at - 1)) >= 0)) {
            return false;
        }
        Lexicon.Match<Meaning> next = lexicon.longestAt(folded, at + 1);
        return next != null
                && next.end() - next.start() > 1
                && next.meanings().get(0) instanceof Target.Genres genres
                && genres.words() == Target.Words.NAME;
    }

    /** A year that tells which film of a title is meant is no condition of its own. */
    private static List<Mark> withoutYearsOf(
            MarkedText known, List<Mark> quoted, List<Mark> bare, List<Mark> ratings, List<Mark> years) {
        List<Mark> kept = new ArrayList<>(ratings);
        kept.addAll(years);
        for (List<Mark> titles : List.of(quoted, bare)) {
            for (Mark title : titles) {
                Mark beside = YearsBeside.mark(known, title.start(), title.end());
                if (beside != null && kept.remove(beside)) {
                    kept.add(Mark.of(beside.start(), beside.end(), Cue.FILLER));
                }
            }
        }
        return kept;
    }

    /** What is asked about a film is no condition: 某片适合情侣看吗. */
    private static List<Mark> questions(MarkedText known, List<Mark> quoted, List<Mark> bare) {
        List<Mark> questions = new ArrayList<>();
        for (List<Mark> titles : List.of(quoted, bare)) {
            for (Mark title : titles) {
                int question = FilmQuestion.end(known.text(), title.end());
                int end = LeadingTitle.isDescribed(known, title.start(), title.end())
                        ? known.text().length()
                        : question;
                if (end > 0 && title.meanings().get(0) instanceof Target.Title named && named.role() == Role.ABOUT) {
                    questions.add(Mark.of(title.end(), end, Cue.ABOUT_AFTER));
                }
            }
        }
        return questions;
    }

    /** A word that asks about the title before it names no genre: 低俗小说的剧情. */
    private static List<Mark> aboutTitles(MarkedText known, List<Mark> quoted, List<Mark> bare, List<Mark> words) {
        List<Mark> result = new ArrayList<>(words);
        for (List<Mark> titles : List.of(quoted, bare)) {
            for (Mark title : titles) {
                Mark after = RoleReader.after(known, title.end());
                if (after != null && after.is(Cue.ABOUT_AFTER) && after.isTarget()) {
                    result.set(result.indexOf(after), Mark.of(after.start(), after.end(), Cue.ABOUT_AFTER));
                }
            }
        }
        return result;
    }

    private static List<TitleMention> mentions(MarkedText marked, List<Polarity> polarities) {
        List<TitleMention> mentions = new ArrayList<>();
        Optional<TitleMention> called = Optional.empty();
        for (int i = 0; i < marked.marks().size(); i++) {
            Mark mark = marked.marks().get(i);
            if (mark.meanings().get(0) instanceof Target.Title title) {
                Role role = polarities.get(i) == Polarity.UNWANTED ? Role.EXCLUDED : title.role();
                TitleMention mention = new TitleMention(mark.span(), title.films(), role, title.confidence());
                mentions.add(mention);
                if (called.isEmpty() && role == Role.ABOUT && FilmQuestion.isCalled(marked.text(), mark.end())) {
                    called = Optional.of(mention);
                }
            }
        }
        // 有华莱士的那部，好像叫《…》: what it is said to be called is meant, and other names only describe it.
        called.ifPresent(meant -> mentions.removeIf(mention -> mention.role() == Role.ABOUT && !mention.equals(meant)));
        return mentions;
    }
}
