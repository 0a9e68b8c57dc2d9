package io.movieai.app.http;

import io.movieai.MovieAi;
import io.movieai.embedding.Embedder;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.store.VectorStore;
import java.util.Objects;
import java.util.Optional;

/**
 * What the service answers from. It closes none of it.
 *
 * @param ai the library, with the films given to it
 * @param embedder what embeds requests
 * @param store where the vectors are
 * @param collection what the store's collection is called
 * @param model what writes the answers
 * @param recommender what knows users, if there is such a model
 */
public record Backend(
        MovieAi ai,
        Embedder embedder,
        VectorStore store,
        String collection,
        String model,
        Optional<CandidateRecommender> recommender) {
    public Backend {
        Objects.requireNonNull(ai, "ai");
        Objects.requireNonNull(embedder, "embedder");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(recommender, "recommender");
    }
}
