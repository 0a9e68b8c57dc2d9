package io.movieai.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.Degradation;
import io.movieai.Recommendation;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.generation.ConstraintText;
import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.retrieval.RankedFilm;
import io.movieai.retrieval.ScorePart;
import io.movieai.retrieval.Source;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * An answer as one JSON object: {@code success, query, recommendations, context, films, refused, degraded, timings_ms} and
 * what was understood of the request.
 */
final class AnswerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerJson() {}

    /** Returns the answer as JSON text on one line. */
    static String write(Recommendation answer) {
        ObjectNode root = JSON.createObjectNode();
        root.put("success", true);
        root.put("query", answer.reading().text());
        root.put("recommendations", answer.text());
        ArrayNode context = root.putArray("context");
        ArrayNode films = root.putArray("films");
        for (Recommendation.Film film : answer.films()) {
            putContext(context.addObject(), film.ranked());
            putFilm(films.addObject(), film);
        }
        root.put("refused", answer.refused());
        ArrayNode degraded = root.putArray("degraded");
        for (Degradation degradation : answer.degraded()) {
            degraded.addObject()
                    .put("stage", lower(degradation.stage()))
                    .put("fallback", lower(degradation.fallback()))
                    .put("detail", degradation.detail());
        }
        putUnderstood(root.putObject("understood"), answer.reading());
        ArrayNode relaxed = root.putArray("relaxed");
        answer.relaxed().forEach(constraint -> relaxed.add(ConstraintText.phrase(constraint, answer.reading())));
        ObjectNode timings = root.putObject("timings_ms");
        answer.timings().forEach((stage, time) -> timings.put(lower(stage), millis(time.toNanos())));
        root.put("model", answer.model());
        root.putObject("usage")
                .put("prompt_tokens", answer.usage().promptTokens())
                .put("completion_tokens", answer.usage().completionTokens());
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static void putContext(ObjectNode node, RankedFilm film) {
        node.put("document", film.document());
        Movie movie = film.movie();
        ObjectNode metadata = node.putObject("metadata");
        metadata.put("movie_id", movie.id().value());
        metadata.put("title", movie.title());
        movie.titleZh().ifPresent(title -> metadata.put("title_zh", title));
        ArrayNode genres = metadata.putArray("genres");
        movie.genres().stream().map(Genre::english).forEach(genres::add);
        movie.year().ifPresent(year -> metadata.put("year", year));
        if (movie.rating().isPresent()) {
            metadata.put("rating", Math.round(movie.rating().getAsDouble() * 100) / 100.0);
            metadata.put("rating_count", movie.ratingCount());
        }
        if (film.similarity().isPresent()) {
            node.put("similarity", film.similarity().getAsDouble());
        } else {
            node.putNull("similarity");
        }
    }

    private static void putFilm(ObjectNode node, Recommendation.Film film) {
        node.put("movie_id", film.ranked().movie().id().value());
        node.put("title", film.ranked().movie().title());
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
    }

    private static double sum(RankedFilm film, Predicate<Source> sources) {
        return film.parts().stream()
                .filter(part -> sources.test(part.source()))
                .mapToDouble(ScorePart::contribution)
                .sum();
    }

    private static void putUnderstood(ObjectNode node, Reading reading) {
        node.put("intent", lower(reading.intent()));
        ArrayNode constraints = node.putArray("constraints");
        for (Constraint constraint : reading.constraints()) {
            constraints
                    .addObject()
                    .put("phrase", ConstraintText.phrase(constraint, reading))
                    .put("from", constraint.span().of(reading.text()));
        }
        node.put("topic", reading.topic());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
