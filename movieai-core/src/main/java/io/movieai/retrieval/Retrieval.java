package io.movieai.retrieval;

import io.movieai.Degradation;
import io.movieai.query.Constraint;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The films for a request, ordered.
 *
 * @param films the films, best first; empty when nothing suits
 * @param relaxed conditions that were given up because too few films fulfil them all, in the order in which they were
 * @param other whether the request was found to be for something other than films; then there are no films
 * @param degraded what had to be done without
 * @param embedding how long embedding the request took
 * @param ranking how long fusing and ordering took
 */
public record Retrieval(
        List<RankedFilm> films,
        List<Constraint> relaxed,
        boolean other,
        List<Degradation> degraded,
        Duration embedding,
        Duration ranking) {
    public Retrieval {
        films = List.copyOf(films);
        relaxed = List.copyOf(relaxed);
        degraded = List.copyOf(degraded);
        Objects.requireNonNull(embedding, "embedding");
        Objects.requireNonNull(ranking, "ranking");
    }
}
