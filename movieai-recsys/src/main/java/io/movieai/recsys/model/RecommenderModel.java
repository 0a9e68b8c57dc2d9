package io.movieai.recsys.model;

/**
 * A fitted model: it gives every user and item a score. Users and items are numbered as in the interactions that it learnt
 * from. Immutable and safe for use by several threads.
 */
public interface RecommenderModel {
    /** Returns how many users there are. */
    int userCount();

    /** Returns how many items there are. */
    int itemCount();

    /**
     * Scores all items for some users; greater is better, comparable within a user only. Finite, unless the model was given
     * numbers that are not.
     *
     * @param users numbers of users
     * @param from the first place in {@code users} that is wanted
     * @param to the place behind the last one
     * @param scores takes the scores: {@code scores[r][i]} is the one of item {@code i} for {@code users[from + r]}; at least
     *     {@code to - from} rows of {@link #itemCount()} or more numbers, overwritten
     */
    void score(int[] users, int from, int to, float[][] scores);
}
