package io.movieai.app.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.Degradation;
import io.movieai.Recommendation;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.generation.ConstraintText;
import io.movieai.query.Reading;
import io.movieai.retrieval.RankedFilm;
import io.movieai.retrieval.ScorePart;
import io.movieai.retrieval.Source;
import io.movieai.text.Language;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * An answer as one JSON object: {@code success, query, recommendations, context, films, cited, refused, degraded,
 * understood, relaxed, timings_ms, model, usage}.
 */
public final class AnswerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerJson() {}

    /** Whom an answer is written for. */
    public enum Reader {
        /** Whoever runs the program: told which address failed and how. */
        OPERATOR,
        /** Whoever asks it: told what was done without, and not where. */
        CLIENT
    }

    /**
     * Returns an answer as a JSON object.
     *
     * @param query what the person wrote
     * @param answer the answer
     * @param catalog says what the films are called that the request names
     * @param reader whom it is for
     */
    public static ObjectNode tree(String query, Recommendation answer, Catalog catalog, Reader reader) {
        ObjectNode root = JSON.createObjectNode();
        root.put("success", true);
        root.put("query", query);
        root.put("recommendations", answer.text());
        putFilms(root, answer.films());
        ArrayNode cited = root.putArray("cited");
        answer.cited().forEach(id -> cited.add(id.value()));
        root.put("refused", answer.refused());
        ArrayNode degraded = root.putArray("degraded");
        for (Degradation degradation : answer.degraded()) {
            ObjectNode node = degraded.addObject()
                    .put("stage", lower(degradation.stage()))
                    .put("fallback", lower(degradation.fallback()));
            if (reader == Reader.OPERATOR) {
                node.put("detail", degradation.detail());
            }
        }
        putReading(root, answer.reading(), catalog);
        ArrayNode relaxed = root.putArray("relaxed");
        answer.relaxed().forEach(constraint -> relaxed.add(ConstraintText.phrase(constraint, answer.reading())));
        ObjectNode timings = root.putObject("timings_ms");
        answer.timings().forEach((stage, time) -> timings.put(lower(stage), millis(time.toNanos())));
        root.put("model", answer.model());
        root.putObject("usage")
                .put("prompt_tokens", answer.usage().promptTokens())
                .put("completion_tokens", answer.usage().completionTokens());
        return root;
    }

    /** Returns what is known of an answer before its text is written, as a JSON object: its films and the reading. */
    public static ObjectNode tree(String query, Reading reading, List<Recommendation.Film> films, Catalog catalog) {
        ObjectNode root = JSON.createObjectNode();
        root.put("query", query);
        putFilms(root, films);
        putReading(root, reading, catalog);
        return root;
    }

    /** Returns JSON as text on one line. */
    public static String write(ObjectNode tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    /** Adds {@code context} and {@code films}: the same films, as the generator was told of them and as people see them. */
    private static void putFilms(ObjectNode root, List<Recommendation.Film> films) {
        ArrayNode context = root.putArray("context");
        ArrayNode described = root.putArray("films");
        for (Recommendation.Film film : films) {
            putContext(context.addObject(), film.ranked());
            described.add(film(film));
        }
    }

    private static void putContext(ObjectNode node, RankedFilm film) {
        node.put("document", film.document());
        Movie movie = film.movie();
        ObjectNode metadata = node.putObject("metadata");
        metadata.put("movie_id", movie.id().value());
        metadata.put("title", movie.title());
        movie.titleZh().ifPresent(title -> metadata.put("title_zh", title));
        metadata.put("genres", String.join(" ", genres(movie)));
        movie.year().ifPresent(year -> metadata.put("year", year));
        putRating(metadata, movie);
        if (film.similarity().isPresent()) {
            node.put("similarity", film.similarity().getAsDouble());
        } else {
            node.putNull("similarity");
        }
    }

    /** Returns a film of an answer as a JSON object: what it is, why it is there, and what its score is made of. */
    public static ObjectNode film(Recommendation.Film film) {
        Movie movie = film.ranked().movie();
        ObjectNode node = JSON.createObjectNode();
        node.put("movie_id", movie.id().value());
        node.put("title", movie.title());
        movie.titleZh().ifPresent(title -> node.put("title_zh", title));
        movie.year().ifPresent(year -> node.put("year", year));
        ArrayNode genres = node.putArray("genres");
        genres(movie).forEach(genres::add);
        ArrayNode genresZh = node.putArray("genres_zh");
        movie.genres().forEach(genre -> genresZh.add(genre.chinese()));
        putRating(node, movie);
        node.put("reason", film.reason());
        ArrayNode because = node.putArray("because");
        film.ranked().because().forEach(item -> because.add(item.value()));
        ObjectNode score = node.putObject("score");
        score.put("total", film.ranked().score());
        score.put("taste", sum(film.ranked(), source -> source == Source.TASTE));
        score.put("request", sum(film.ranked(), source -> source != Source.TASTE && source != Source.POPULAR));
        ArrayNode parts = score.putArray("parts");
        for (ScorePart part : film.ranked().parts()) {
            parts.addObject()
                    .put("source", lower(part.source()))
                    .put("rank", part.rank())
                    .put("contribution", part.contribution());
        }
        return node;
    }

    private static double sum(RankedFilm film, Predicate<Source> sources) {
        return film.parts().stream()
                .filter(part -> sources.test(part.source()))
                .mapToDouble(ScorePart::contribution)
                .sum();
    }

    private static List<String> genres(Movie movie) {
        return movie.genres().stream().map(Genre::english).toList();
    }

    private static void putRating(ObjectNode node, Movie movie) {
        if (movie.rating().isPresent()) {
            node.put("rating", Math.round(movie.rating().getAsDouble() * 100) / 100.0);
            node.put("rating_count", movie.ratingCount());
        }
    }

    private static void putReading(ObjectNode root, Reading reading, Catalog catalog) {
        // Places in what was understood count in this text, which for a follow-up begins with what still holds.
        root.put("read_as", reading.text());
        root.put("language", reading.language() == Language.CHINESE ? "zh" : "en");
        root.put("intent", lower(reading.intent()));
        UnderstoodJson.put(root.putArray("understood"), reading, catalog);
        root.put("topic", reading.topic());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
