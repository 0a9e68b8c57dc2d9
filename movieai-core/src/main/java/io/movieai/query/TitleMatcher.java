package io.movieai.query;

import io.movieai.catalog.Movie;
import io.movieai.recommend.ItemId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the stretches of a text that spell a title, whether or not they are meant as one: that is for whoever asks to judge.
 * Titles are compared as requests are read: whatever their letter case, width, punctuation, spaces and article, in
 * traditional or simplified characters, with numbers in any notation.
 *
 * <p>Time is in proportion to the text's length, times at most {@value TitleIndex#LONGEST_KEY} steps for a position.
 * Immutable and thread-safe.
 */
public final class TitleMatcher {
    private final TitleIndex index;

    TitleMatcher(TitleIndex index) {
        this.index = index;
    }

    /** Loaded when it is first needed, for a matcher of a few films is made for every answer. */
    private static final class Ordinary {
        private static final Set<String> WORDS = Vocabulary.rows("ordinary-words.txt", 1).stream()
                .flatMap(row -> Stream.of(row.cells().get(0).split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns a matcher of every title of these films. */
    public static TitleMatcher of(Collection<Movie> movies) {
        return new TitleMatcher(TitleIndex.of(List.copyOf(movies)));
    }

    /**
     * A stretch of a text that spells a title.
     *
     * @param start where it starts in the text
     * @param end where it ends, exclusive
     * @param weight how much of a title it is, in (0, 1]: 1 for a whole one, less for the part before a subtitle
     * @param key the number of the title, for {@link #films}
     */
    public record Match(int start, int end, float weight, int key) {}

    /** Returns every stretch of whole words that spells a title, overlapping ones too, by start and then by length. */
    public List<Match> find(String text) {
        RequestText source = RequestText.of(text);
        TitleText reduced = TitleText.of(source.text());
        List<Match> matches = new ArrayList<>();
        for (int from = 0; from < reduced.length(); from++) {
            if (!reduced.startsWord(from)) {
                continue;
            }
            int hash = 0;
            int last = Math.min(reduced.length(), from + index.longest());
            for (int to = from + 1; to <= last; to++) {
                hash = 31 * hash + reduced.charAt(to - 1);
                int key = reduced.endsWord(to - 1) ? index.find(reduced, from, to, hash) : -1;
                if (key >= 0) {
                    Span span = source.original(new Span(reduced.start(from), reduced.end(to - 1)));
                    matches.add(new Match(span.start(), span.end(), index.weight(key), key));
                }
            }
        }
        return matches;
    }

    /** Returns the films that go by the title of a match of this matcher, best first. */
    public List<ItemId> films(Match match) {
        return index.films(match.key(), null, Edition.ANY);
    }

    /** Returns whether an English word is an ordinary one although films are called so, such as "heat". */
    public boolean isOrdinary(String word) {
        return Ordinary.WORDS.contains(word.toLowerCase(Locale.ROOT));
    }
}
