package io.movieai.recommend;

import java.util.List;

/**
 * Proposes items for a user, or for somebody new who names items that they like.
 *
 * <p>Implementations are safe for use by several threads. Whoever opened a recommender closes it.
 */
@FunctionalInterface
public interface CandidateRecommender extends AutoCloseable {
    /**
     * Proposes items.
     *
     * <p>The items are the candidates minus the excluded ones, without the items that the model knows the user to have
     * rated already and without the liked ones of the request. Unknown ids in the request are ignored. For a user that the
     * model does not know, the liked items decide; without known liked items the answer is what is popular, marked {@link
     * ScoredItem.Basis#POPULARITY}, or empty when the recommender has no notion of popularity.
     *
     * @return at most {@code request.limit()} items without repetition, greatest score first, ties in the order of the ids
     * @throws IllegalStateException if the recommender is closed
     * @throws io.movieai.MovieAiException if the model or its service fails
     */
    List<ScoredItem> recommend(CandidateRequest request);

    /** Releases what the recommender holds. Idempotent. */
    @Override
    default void close() {}
}
