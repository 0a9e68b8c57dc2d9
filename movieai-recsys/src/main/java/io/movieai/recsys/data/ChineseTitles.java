package io.movieai.recsys.data;

import io.movieai.catalog.Movie;
import io.movieai.text.Titles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Chinese titles of well-known films, found by their English titles and years. Immutable and safe to share between
 * threads.
 */
public final class ChineseTitles {
    private static final String RESOURCE = "titles-zh.tsv";
    private static final String HEADER = "title\tyear\tzh\talternatives";
    private static final Pattern TAB = Pattern.compile("\t");
    private static final Pattern BAR = Pattern.compile("\\|");

    /** Data sets and tables often differ by a year: the first showing at a festival, the release at home or abroad. */
    private static final int YEAR_TOLERANCE = 1;

    private final int size;
    private final Map<String, List<Entry>> byKey;

    private ChineseTitles(List<Entry> entries) {
        size = entries.size();
        byKey = new HashMap<>();
        for (Entry entry : entries) {
            byKey.computeIfAbsent(keyOf(entry.title), key -> new ArrayList<>()).add(entry);
        }
    }

    /** One film of the table. */
    private record Entry(String title, int year, String zh, List<String> alternatives) {
        boolean isSameFilm(Entry other) {
            return zh.equals(other.zh) && Math.abs(year - other.year) <= YEAR_TOLERANCE;
        }
    }

    /** What a film was found by; the less, the surer. */
    private enum Evidence {
        TITLE_AND_YEAR,
        TITLE_AND_NEIGHBOURING_YEAR,
        ALIAS_AND_YEAR,
        ALIAS_AND_NEIGHBOURING_YEAR;

        boolean ofYear() {
            return this == TITLE_AND_YEAR || this == ALIAS_AND_YEAR;
        }
    }

    private record Match(Entry entry, Evidence evidence, int year) {}

    /** Loads the titles that come with the library. */
    public static ChineseTitles load() {
        try (InputStream in = ChineseTitles.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("expected the resource " + RESOURCE + " beside "
                        + ChineseTitles.class.getName() + ", found none: the library's jar is incomplete");
            }
            return parse(
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())),
                    Path.of(RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /**
     * Parses a table: a header line, then a line for each film of title, year, Chinese title and alternatives joined by bars.
     *
     * @param name stands for the table in errors
     * @throws MalformedDataException if a line is none of these
     */
    static ChineseTitles parse(BufferedReader table, Path name) throws IOException {
        String header = table.readLine();
        if (!HEADER.equals(header)) {
            throw new MalformedDataException(
                    name,
                    1,
                    "expected the header " + Excerpt.of(HEADER) + ", found "
                            + Excerpt.of(Objects.requireNonNullElse(header, "")));
        }
        List<Entry> entries = new ArrayList<>();
        long number = 1;
        for (String line = table.readLine(); line != null; line = table.readLine()) {
            number++;
            String[] fields = TAB.split(line, -1);
            OptionalInt year = fields.length == 4 ? FilmTitle.yearIn(fields[1]) : OptionalInt.empty();
            if (year.isEmpty() || fields[0].isBlank() || fields[2].isBlank()) {
                throw new MalformedDataException(
                        name,
                        number,
                        "expected title, year, Chinese title and alternatives between tabs, found " + Excerpt.of(line));
            }
            List<String> alternatives = new ArrayList<>();
            for (String alternative : BAR.split(fields[3], -1)) {
                if (!alternative.isBlank()) {
                    alternatives.add(alternative.strip());
                }
            }
            entries.add(new Entry(fields[0].strip(), year.getAsInt(), fields[2].strip(), List.copyOf(alternatives)));
        }
        return new ChineseTitles(entries);
    }

    /** Returns what spellings of a title have in common. A title of signs alone is its own key. */
    private static String keyOf(String title) {
        String key = Titles.key(title.replace("&", " and "));
        return key.isEmpty() ? title : key;
    }

    /** Returns how many films have a Chinese title here. */
    public int size() {
        return size;
    }

    /**
     * Returns the films in their order, those that are known here with their Chinese title and with further names as aliases.
     * A film that has a Chinese title already stays as it is.
     *
     * <p>A film is known by its title, or else by one of its aliases, in any spelling that {@link Titles} takes for the same or
     * that has the ampersand for "and", together with its year: the same, or else one that is off by one. A film without a year
     * stays as it is. So does one that two films of the table could be, or that competes with a surer one of the list for a
     * film of the table: a remake must not take the name of the original. Films of the list with one title and one year count as
     * one film.
     */
    public List<Movie> enrich(Collection<Movie> movies) {
        List<Optional<Match>> matches = movies.stream().map(this::match).toList();
        Map<Entry, Evidence> accepted = accepted(matches.stream()
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Match::entry))
                .values());
        List<Movie> enriched = new ArrayList<>(movies.size());
        Iterator<Optional<Match>> matchOf = matches.iterator();
        for (Movie movie : movies) {
            Optional<Entry> entry = matchOf.next()
                    .filter(match -> accepted.get(match.entry) == match.evidence)
                    .map(Match::entry);
            enriched.add(entry.isPresent() && movie.titleZh().isEmpty() ? withTitles(movie, entry.get()) : movie);
        }
        return enriched;
    }

    /** Returns for each film of the table how sure a match has to be to count; not at all where it cannot be told. */
    private static Map<Entry, Evidence> accepted(Collection<List<Match>> matchesOfEachEntry) {
        Map<Entry, Evidence> accepted = new HashMap<>();
        for (List<Match> matches : matchesOfEachEntry) {
            Evidence surest = matches.stream()
                    .map(Match::evidence)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            long years = matches.stream()
                    .filter(match -> match.evidence == surest)
                    .map(Match::year)
                    .distinct()
                    .count();
            // One a year early and one a year late: at most one of them can be meant.
            if (years == 1) {
                accepted.put(matches.get(0).entry, surest);
            }
        }
        return accepted;
    }

    private Optional<Match> match(Movie movie) {
        if (movie.year().isEmpty()) {
            return Optional.empty();
        }
        int year = movie.year().getAsInt();
        List<String> titleKey = List.of(keyOf(movie.title()));
        List<String> aliasKeys =
                movie.aliases().stream().map(ChineseTitles::keyOf).toList();
        for (Evidence evidence : Evidence.values()) {
            boolean byTitle = evidence.compareTo(Evidence.ALIAS_AND_YEAR) < 0;
            List<Entry> found = new ArrayList<>();
            for (String key : byTitle ? titleKey : aliasKeys) {
                for (Entry entry : byKey.getOrDefault(key, List.of())) {
                    int off = Math.abs(entry.year - year);
                    if (evidence.ofYear() ? off == 0 : off > 0 && off <= YEAR_TOLERANCE) {
                        found.add(entry);
                    }
                }
            }
            if (!found.isEmpty()) {
                Entry first = found.get(0);
                return found.stream().allMatch(first::isSameFilm)
                        ? Optional.of(new Match(first, evidence, year))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Movie withTitles(Movie movie, Entry entry) {
        Set<String> aliases = new LinkedHashSet<>(movie.aliases());
        aliases.addAll(entry.alternatives);
        aliases.remove(movie.title());
        aliases.remove(entry.zh);
        return movie.toBuilder().titleZh(entry.zh).aliases(List.copyOf(aliases)).build();
    }
}
