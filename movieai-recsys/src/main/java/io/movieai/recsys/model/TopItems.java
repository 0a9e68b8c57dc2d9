package io.movieai.recsys.model;

import java.util.Arrays;

/**
 * Selects the greatest of many scores: a bounded heap whose root is the worst that is kept, so that most scores cost one
 * comparison. Greater scores first, ties by the smaller item number; NaN and negative infinity are never selected.
 *
 * <p>Holds arrays for one selection at a time: reuse it, but not by several threads at once.
 */
public final class TopItems {
    private final int[] item;
    private final float[] score;
    private int size;

    /**
     * Makes a selector of up to {@code k} items.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     */
    public TopItems(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k: expected at least 1, found " + k);
        }
        item = new int[k];
        score = new float[k];
    }

    /** Selects from {@code scores[from .. from + count)}, whose first belongs to item 0; the previous selection is forgotten. */
    public void select(float[] scores, int from, int count) {
        size = 0;
        int at = 0;
        for (; at < count && size < item.length; at++) {
            if (scores[from + at] > Float.NEGATIVE_INFINITY) {
                push(at, scores[from + at]);
            }
        }
        if (size == item.length) {
            float worst = score[0];
            for (; at < count; at++) {
                float value = scores[from + at];
                // Items come in ascending order, so an equal score loses against what is kept.
                if (value > worst) {
                    replaceRoot(at, value);
                    worst = score[0];
                }
            }
        }
        sort();
    }

    /**
     * Selects from all scores; the previous selection is forgotten. Items are known by their places, which are what {@link #item}
     * returns: ties go to the smaller place.
     *
     * @param places the place of each item, each number once
     */
    public void select(float[] scores, int[] places) {
        size = 0;
        int at = 0;
        for (; at < scores.length && size < item.length; at++) {
            if (scores[at] > Float.NEGATIVE_INFINITY) {
                push(places[at], scores[at]);
            }
        }
        if (size == item.length) {
            float worst = score[0];
            for (; at < scores.length; at++) {
                float value = scores[at];
                if (value >= worst && worse(worst, item[0], value, places[at])) {
                    replaceRoot(places[at], value);
                    worst = score[0];
                }
            }
        }
        sort();
    }

    /** Returns how many items were selected: fewer than {@code k} when there were not more. */
    public int size() {
        return size;
    }

    /** Returns the item at a rank, from 0. */
    public int item(int rank) {
        return item[rank];
    }

    /** Returns the score at a rank, from 0. */
    public float score(int rank) {
        return score[rank];
    }

    /** Returns a copy of the selected items, best first. */
    public int[] toArray() {
        return Arrays.copyOf(item, size);
    }

    private static boolean worse(float scoreA, int itemA, float scoreB, int itemB) {
        return scoreA < scoreB || (scoreA == scoreB && itemA > itemB);
    }

    private void push(int newItem, float newScore) {
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!worse(newScore, newItem, score[parent], item[parent])) {
                break;
            }
            item[at] = item[parent];
            score[at] = score[parent];
            at = parent;
        }
        item[at] = newItem;
        score[at] = newScore;
    }

    private void replaceRoot(int newItem, float newScore) {
        siftDown(newItem, newScore, size);
    }

    private void siftDown(int newItem, float newScore, int end) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= end) {
                break;
            }
            if (child + 1 < end && worse(score[child + 1], item[child + 1], score[child], item[child])) {
                child++;
            }
            if (!worse(score[child], item[child], newScore, newItem)) {
                break;
            }
            item[at] = item[child];
            score[at] = score[child];
            at = child;
        }
        item[at] = newItem;
        score[at] = newScore;
    }

    /** Turns the heap into a list, best first: the worst goes to the end, again and again. */
    private void sort() {
        for (int end = size - 1; end > 0; end--) {
            int worstItem = item[0];
            float worstScore = score[0];
            siftDown(item[end], score[end], end);
            item[end] = worstItem;
            score[end] = worstScore;
        }
    }
}
