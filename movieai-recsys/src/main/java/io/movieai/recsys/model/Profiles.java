package io.movieai.recsys.model;

import io.movieai.recsys.dataset.InteractionMatrix;
import java.util.Arrays;

/**
 * What each user has met, as models see it: items with weights, in compressed rows. Immutable and safe for use by several
 * threads.
 */
public final class Profiles {
    private final int[] start;
    private final int[] item;
    private final float[] weight;

    private Profiles(int[] start, int[] item, float[] weight) {
        this.start = start;
        this.item = item;
        this.weight = weight;
    }

    /** Takes the rows of a matrix, each interaction with the weight of its rating. */
    public static Profiles of(InteractionMatrix train, RatingWeights weights) {
        float[] weight = new float[train.size()];
        for (int e = 0; e < weight.length; e++) {
            weight[e] = weights.weight(train.value(e));
        }
        return new Profiles(train.starts(), train.columns(), weight);
    }

    /** Takes the rows of a matrix, each interaction with its rating as its weight. */
    public static Profiles ofRatings(InteractionMatrix train) {
        float[] rating = new float[train.size()];
        for (int e = 0; e < rating.length; e++) {
            rating[e] = train.value(e);
        }
        return new Profiles(train.starts(), train.columns(), rating);
    }

    /**
     * Takes rows that were read from a file. The arrays become part of the profiles.
     *
     * @param start the first entry of each row, and the number of entries at its end
     * @throws IllegalArgumentException if the rows do not ascend from 0 to the number of entries, an item is not in {@code [0,
     *     itemCount)}, the items of a row do not ascend, or a weight is not finite
     */
    public static Profiles of(int[] start, int[] item, float[] weight, int itemCount) {
        if (start.length == 0
                || start[0] != 0
                || start[start.length - 1] != item.length
                || item.length != weight.length) {
            throw new IllegalArgumentException(
                    "profiles: expected rows that cover " + item.length + " items and weights, found others");
        }
        for (int r = 0; r + 1 < start.length; r++) {
            if (start[r] > start[r + 1]) {
                throw new IllegalArgumentException("profiles: expected ascending rows, found row " + r + " from "
                        + start[r] + " to " + start[r + 1]);
            }
            for (int e = start[r]; e < start[r + 1]; e++) {
                boolean ascends = e == start[r] || item[e - 1] < item[e];
                if (item[e] < 0 || item[e] >= itemCount || !ascends || !Float.isFinite(weight[e])) {
                    throw new IllegalArgumentException("profiles: expected ascending items below " + itemCount
                            + " with finite weights, found item " + item[e] + " with " + weight[e] + " in row " + r);
                }
            }
        }
        return new Profiles(start, item, weight);
    }

    /** Returns profiles of nobody's items, for models whose users' items are not known. */
    public static Profiles empty(int users) {
        return new Profiles(new int[users + 1], new int[0], new float[0]);
    }

    /** Returns how many users there are. */
    public int userCount() {
        return start.length - 1;
    }

    /** Returns how many items the profiles hold in all. */
    public int size() {
        return item.length;
    }

    /** Returns the first entry of a user; the last user's is followed by {@code start(userCount()) == size()}. */
    public int start(int user) {
        return start[user];
    }

    /** Returns the item of an entry. */
    public int item(int entry) {
        return item[entry];
    }

    /** Returns the weight of an entry. */
    public float weight(int entry) {
        return weight[entry];
    }

    /** Returns a copy of a user's items, ascending. */
    public int[] items(int user) {
        return Arrays.copyOfRange(item, start[user], start[user + 1]);
    }

    /** Returns whether a user has met an item. */
    public boolean contains(int user, int wanted) {
        return Arrays.binarySearch(item, start[user], start[user + 1], wanted) >= 0;
    }

    /** Sets the scores of a user's items to negative infinity. */
    public void mask(int user, float[] scores) {
        for (int e = start[user]; e < start[user + 1]; e++) {
            scores[item[e]] = Float.NEGATIVE_INFINITY;
        }
    }

    /** Returns how many users have met each item. */
    public int[] itemCounts(int itemCount) {
        int[] counts = new int[itemCount];
        for (int i : item) {
            counts[i]++;
        }
        return counts;
    }
}
