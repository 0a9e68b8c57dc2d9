package io.movieai.app.http;

import io.movieai.MovieAi;
import io.movieai.recommend.CandidateRecommender;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the service answers from. It closes none of it.
 *
 * @param ai the library, with the films given to it
 * @param collection what the store's collection is called
 * @param model what writes the answers
 * @param recommender what knows users, if there is such a model
 * @param embeddings how often embeddings of requests were kept ones
 */
public record Backend(
        MovieAi ai,
        String collection,
        String model,
        Optional<CandidateRecommender> recommender,
        Supplier<CacheUse> embeddings) {
    public Backend {
        Objects.requireNonNull(ai, "ai");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(recommender, "recommender");
        Objects.requireNonNull(embeddings, "embeddings");
    }

    /**
     * How often a cache was asked since the program began.
     *
     * @param hits how often it had what was asked for
     * @param misses how often it had not
     */
    public record CacheUse(long hits, long misses) {}
}
