package io.movieai.recommend;

import java.util.List;
import java.util.Set;

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
     * <p>The items come from the candidates minus the excluded ones, without the items that the model knows the user to
     * have rated already and without the liked ones of the request. Ids in the request that the model does not know are
     * never proposed, and change nothing else; candidates that are all unknown leave nothing to propose. For a user that
     * the model does not know, the liked items decide; without known liked items the answer is what is popular, marked
     * {@link ScoredItem.Basis#POPULARITY}, or empty when the recommender has no notion of popularity.
     *
     * @return at most {@code request.limit()} items without repetition, greatest score first, ties in the order of the
     *     ids, as {@link String#compareTo} has it
     * @throws IllegalStateException if the recommender is closed
     * @throws io.movieai.MovieAiException if the model or its service fails
     */
    List<ScoredItem> recommend(CandidateRequest request);

    /**
     * Returns the items that the model knows a user to have rated: what {@link #recommend} leaves out for them, so that other
     * sources can leave it out too.
     *
     * @return empty for a user that the model does not know, and from a recommender that does not keep what was rated
     * @throws IllegalStateException if the recommender is closed
     * @throws io.movieai.MovieAiException if the model or its service fails
     */
    default Set<ItemId> known(UserId user) {
        return Set.of();
    }

    /** Releases what the recommender holds. Idempotent. */
    @Override
    default void close() {}
}
