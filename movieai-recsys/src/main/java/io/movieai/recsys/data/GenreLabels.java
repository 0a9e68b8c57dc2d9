package io.movieai.recsys.data;

import io.movieai.catalog.Genre;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the genre labels of a file into genres, and remembers the labels that are none. */
final class GenreLabels {
    /** What data sets write where a film has no genre. */
    private static final Set<String> NO_GENRE = Set.of("", "(no genres listed)", "no genres listed", "unknown", "none");

    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Map<String, Unknown> unknown = new LinkedHashMap<>();

    private record Unknown(long firstLine, long films) {}

    /** Returns the genres of a film whose labels are separated by bars. */
    Set<Genre> parseBars(String text, long line) {
        return parse(text, BAR, line);
    }

    /** Returns the genres of a film whose labels are separated by bars, by commas, or as RecBole has it by spaces. */
    Set<Genre> parseAny(String text, long line) {
        return parse(text, text.contains("|") ? BAR : text.contains(",") ? COMMA : SPACES, line);
    }

    private Set<Genre> parse(String text, Pattern separator, long line) {
        // The whole text first: "(no genres listed)" holds spaces.
        if (isNone(text)) {
            return Set.of();
        }
        return of(List.of(separator.split(text)), line);
    }

    /** Returns the genres of a film that has these labels. */
    Set<Genre> of(List<String> labels, long line) {
        Set<Genre> genres = new LinkedHashSet<>();
        for (String label : labels) {
            String stripped = label.strip();
            if (isNone(stripped)) {
                continue;
            }
            Genre.parse(stripped)
                    .ifPresentOrElse(
                            genres::add,
                            () -> unknown.merge(
                                    stripped,
                                    new Unknown(line, 1),
                                    (known, one) -> new Unknown(known.firstLine, known.films + 1)));
        }
        return genres;
    }

    private static boolean isNone(String text) {
        return NO_GENRE.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** Warns once of each label that is no genre. */
    void warnOfUnknown(Path file, ProblemLog log) {
        unknown.forEach((label, of) -> log.warn(
                file,
                of.firstLine,
                "expected a genre of MovieLens' vocabulary, found " + Excerpt.of(label) + " here and in "
                        + (of.films - 1) + " further lines: left out"));
    }
}
