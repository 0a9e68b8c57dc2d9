package io.movieai.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.app.json.MalformedFilmsException;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.text.Titles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request whose right answer is known.
 *
 * @param id its name in reports
 * @param kind what is measured on it
 * @param tag a finer label, for the table
 * @param text the request
 * @param all genres that a right film has all of
 * @param any genres that a right film has one of, if there are any
 * @param none genres that a right film has none of
 * @param yearMin earliest year of a right film
 * @param yearMax latest year of a right film
 * @param ids identities of the right films
 * @param film a right film as {@code Title (year)}, where no identity is known; may be empty
 */
record EvaluationQuery(
        String id,
        Kind kind,
        String tag,
        String text,
        Set<Genre> all,
        Set<Genre> any,
        Set<Genre> none,
        int yearMin,
        int yearMax,
        Set<String> ids,
        String film) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TITLE_AND_YEAR = Pattern.compile("^(.*\\S)\\s*\\((\\d{4})\\)\\s*$");

    /** What is measured on a request. */
    enum Kind {
        /** How many of the first five films fulfil the conditions. */
        FILTER,
        /** Whether the film that is meant is there. */
        TITLE,
        /** Whether it is refused. */
        OFFTOPIC
    }

    /**
     * Reads requests, one JSON object a line: {@code id, kind, tag, q, all, any, none, ymin, ymax, ids, film}.
     *
     * @throws MalformedFilmsException at the first line that is none
     */
    static List<EvaluationQuery> read(Path file) throws IOException {
        List<EvaluationQuery> queries = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    queries.add(query(JSON.readTree(line), number));
                } catch (JsonProcessingException | IllegalArgumentException e) {
                    throw new MalformedFilmsException(
                            file + ":" + number + ": expected a request as a JSON object, found: " + e.getMessage(), e);
                }
            }
        }
        return queries;
    }

    private static EvaluationQuery query(JsonNode node, int number) {
        String kind = node.path("kind").asText();
        if (!node.path("q").isTextual()) {
            throw new IllegalArgumentException("q: expected a text, found " + node.path("q"));
        }
        return new EvaluationQuery(
                node.path("id").asText(String.valueOf(number)),
                Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                node.path("tag").asText(""),
                node.path("q").asText(),
                genres(node.path("all")),
                genres(node.path("any")),
                genres(node.path("none")),
                node.path("ymin").asInt(Integer.MIN_VALUE),
                node.path("ymax").asInt(Integer.MAX_VALUE),
                texts(node.path("ids")),
                node.path("film").asText(""));
    }

    private static Set<Genre> genres(JsonNode array) {
        Set<Genre> genres = EnumSet.noneOf(Genre.class);
        for (String label : texts(array)) {
            genres.add(Genre.parse(label).orElseThrow(() -> new IllegalArgumentException("unknown genre " + label)));
        }
        return genres;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** Returns whether a film is a right answer. */
    boolean isRight(Movie movie) {
        if (kind == Kind.TITLE) {
            return ids.contains(movie.id().value()) || isNamed(movie);
        }
        boolean years = (yearMin == Integer.MIN_VALUE && yearMax == Integer.MAX_VALUE)
                || (movie.year().isPresent()
                        && movie.year().getAsInt() >= yearMin
                        && movie.year().getAsInt() <= yearMax);
        return years
                && movie.genres().containsAll(all)
                && (any.isEmpty() || movie.genres().stream().anyMatch(any::contains))
                && movie.genres().stream().noneMatch(none::contains);
    }

    private boolean isNamed(Movie movie) {
        Matcher matcher = TITLE_AND_YEAR.matcher(film);
        return matcher.matches()
                && Titles.key(matcher.group(1)).equals(Titles.key(movie.title()))
                && movie.year().isPresent()
                && movie.year().getAsInt() == Integer.parseInt(matcher.group(2));
    }

    /** Returns how many films of a catalogue are right answers. */
    long rightFilms(Catalog catalog) {
        return catalog.movies().stream().filter(this::isRight).count();
    }
}
