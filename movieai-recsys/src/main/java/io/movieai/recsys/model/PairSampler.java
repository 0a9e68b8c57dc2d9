package io.movieai.recsys.model;

import io.movieai.recsys.dataset.InteractionMatrix;
import java.util.SplittableRandom;

/**
 * Draws the training pairs of an epoch: all interactions of the training set, shuffled, each with a negative item drawn
 * uniformly from those that the user has not met in training, as RecBole does. A user who has met every item has no negatives
 * and takes no part.
 *
 * <p>An epoch's pairs depend on seed and epoch alone, so that resuming needs no generator's state.
 */
final class PairSampler {
    private final InteractionMatrix train;
    private final long seed;
    private final int[] user;
    private final int[] positive;
    private final int[] negative;

    PairSampler(InteractionMatrix train, long seed) {
        this.train = train;
        this.seed = seed;
        int usable = 0;
        for (int u = 0; u < train.rowCount(); u++) {
            usable += train.rowSize(u) < train.columnCount() ? train.rowSize(u) : 0;
        }
        if (usable == 0) {
            throw new IllegalArgumentException(
                    "train: expected users who have not met every item, found none; there is nothing to rank");
        }
        user = new int[usable];
        positive = new int[usable];
        negative = new int[usable];
    }

    /** Draws the pairs of an epoch. */
    void draw(int epoch) {
        int at = 0;
        for (int u = 0; u < train.rowCount(); u++) {
            if (train.rowSize(u) < train.columnCount()) {
                for (int e = train.start(u); e < train.start(u + 1); e++) {
                    user[at] = u;
                    positive[at++] = train.column(e);
                }
            }
        }
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch);
        for (int i = user.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int u = user[i];
            user[i] = user[j];
            user[j] = u;
            int p = positive[i];
            positive[i] = positive[j];
            positive[j] = p;
        }
        for (int i = 0; i < user.length; i++) {
            int candidate = random.nextInt(train.columnCount());
            while (train.contains(user[i], candidate)) {
                candidate = random.nextInt(train.columnCount());
            }
            negative[i] = candidate;
        }
    }

    int size() {
        return user.length;
    }

    int user(int pair) {
        return user[pair];
    }

    int positive(int pair) {
        return positive[pair];
    }

    int negative(int pair) {
        return negative[pair];
    }
}
