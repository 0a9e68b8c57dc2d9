package io.movieai.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.app.json.MalformedFilmsException;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.recommend.ItemId;
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
 * @param turns the requests of the conversation before it, oldest first
 * @param text the request
 * @param all genres that a right film has all of
 * @param any genres that a right film has one of, if there are any
 * @param none genres that a right film has none of
 * @param yearMin earliest year of a right film
 * @param yearMax latest year of a right film
 * @param ids identities of the right films
 * @param film a right film as {@code Title (year)}, where no identity is known; may be empty
 * @param fresh whether a right film was not shown before in the conversation
 * @param nth the place in the list shown last of the film that is meant, from 1; negative from the end; 0 if none is meant
 */
record EvaluationQuery(
        String id,
        Kind kind,
        String tag,
        List<String> turns,
        String text,
        Set<Genre> all,
        Set<Genre> any,
        Set<Genre> none,
        int yearMin,
        int yearMax,
        Set<String> ids,
        String film,
        boolean fresh,
        int nth) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TITLE_AND_YEAR = Pattern.compile("^(.*\\S)\\s*\\((\\d{4})\\)\\s*$");

    private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");

    /** What is measured on a request. */
    enum Kind {
        /** How many of the first five films fulfil the conditions. */
        FILTER,
        /** Whether the film that is meant is there. */
        TITLE,
        /** How many of the first five films are like the film that is named, which is not among them. */
        LIKE,
        /** Whether it is answered; any film will do. */
        OPEN,
        /** Whether it is refused, because the catalogue does not have the film that is named. */
        ABSENT,
        /** Whether it is refused, because it is not about films. */
        OFFTOPIC;

        /** Returns whether a refusal is the right answer. */
        boolean isRefused() {
            return this == ABSENT || this == OFFTOPIC;
        }
    }

    /**
     * What was so when the request was made.
     *
     * @param catalog the films
     * @param last what was shown last
     * @param shown all that was shown
     * @param example the genres of the film that is named
     */
    record Situation(Catalog catalog, List<ItemId> last, Set<ItemId> shown, Set<Genre> example) {}

    /**
     * Reads requests, one JSON object a line: {@code id, kind, tag, turns, q, all, any, none, ymin, ymax, ids,
     * film, fresh, nth}.
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
                list(node.path("turns")),
                node.path("q").asText(),
                genres(node.path("all")),
                genres(node.path("any")),
                genres(node.path("none")),
                node.path("ymin").asInt(Integer.MIN_VALUE),
                node.path("ymax").asInt(Integer.MAX_VALUE),
                texts(node.path("ids")),
                node.path("film").asText(""),
                node.path("fresh").asBoolean(),
                node.path("nth").asInt());
    }

    private static Set<Genre> genres(JsonNode array) {
        Set<Genre> genres = EnumSet.noneOf(Genre.class);
        for (String label : texts(array)) {
            genres.add(Genre.parse(label).orElseThrow(() -> new IllegalArgumentException("unknown genre " + label)));
        }
        return genres;
    }

    private static List<String> list(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** Returns whether a film is a right answer. */
    boolean isRight(Movie movie, Situation situation) {
        if (fresh && situation.shown().contains(movie.id())) {
            return false;
        }
        return switch (kind) {
            case TITLE -> nth == 0 ? isNamed(movie) : isShownAt(movie, situation.last());
            case LIKE -> isLike(movie, situation.example()) && fulfils(movie);
            default -> fulfils(movie);
        };
    }

    private boolean fulfils(Movie movie) {
        boolean years = (yearMin == Integer.MIN_VALUE && yearMax == Integer.MAX_VALUE)
                || (movie.year().isPresent()
                        && movie.year().getAsInt() >= yearMin
                        && movie.year().getAsInt() <= yearMax);
        return years
                && movie.genres().containsAll(all)
                && (any.isEmpty() || movie.genres().stream().anyMatch(any::contains))
                && movie.genres().stream().noneMatch(none::contains);
    }

    private boolean isShownAt(Movie movie, List<ItemId> last) {
        int at = nth > 0 ? nth - 1 : last.size() + nth;
        return at >= 0 && at < last.size() && last.get(at).equals(movie.id());
    }

    /** Returns whether a film is another one than the film that is named and has at least half of that film's genres. */
    private boolean isLike(Movie movie, Set<Genre> example) {
        long shared = example.stream().filter(movie.genres()::contains).count();
        return 2 * shared >= example.size() && !example.isEmpty() && !isNamed(movie);
    }

    /** Returns the genres of the film that is named. */
    Set<Genre> example(Catalog catalog) {
        return catalog.movies().stream()
                .filter(this::isNamed)
                .findFirst()
                .map(Movie::genres)
                .orElse(Set.of());
    }

    private boolean isNamed(Movie movie) {
        if (ids.contains(movie.id().value())) {
            return true;
        }
        Matcher matcher = TITLE_AND_YEAR.matcher(film);
        return matcher.matches()
                && key(matcher.group(1)).equals(key(movie.title()))
                && movie.year().isPresent()
                && movie.year().getAsInt() == Integer.parseInt(matcher.group(2));
    }

    /** Data sets add other names in parentheses: "Seven (Se7en)". */
    private static String key(String title) {
        String bare = PARENTHESES.matcher(title).replaceAll("");
        return Titles.key(bare.isBlank() ? title : bare);
    }

    /** Returns how many films of the catalogue are right answers. */
    long rightFilms(Situation situation) {
        return situation.catalog().movies().stream()
                .filter(movie -> isRight(movie, situation))
                .count();
    }
}
