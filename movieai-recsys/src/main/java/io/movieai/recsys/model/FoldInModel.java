package io.movieai.recsys.model;

/** A model that also scores for people it has not learnt from, by the items that they like. */
public interface FoldInModel extends RecommenderModel {
    /**
     * Scores all items for somebody who likes these.
     *
     * @param liked numbers of items, without repetition, at least one
     * @param scores takes the scores, {@link #itemCount()} or more numbers, overwritten
     */
    void scoreLiked(int[] liked, float[] scores);

    /**
     * Tells how much each liked item contributes to the score of one item.
     *
     * @param liked numbers of items
     * @param item the item whose score is explained
     * @param contributions takes a number for each liked item; those of {@link #scoreLiked} add up to its score, except for a
     *     positive factor
     */
    void contributions(int[] liked, int item, float[] contributions);
}
