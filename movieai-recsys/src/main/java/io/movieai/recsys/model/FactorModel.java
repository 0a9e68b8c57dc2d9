package io.movieai.recsys.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores an item by the scalar product of a user's and the item's factors. LightGCN, BPR and iALS learn such models.
 *
 * <p>Somebody new who likes the items {@code J} gets the factors {@code M Σ_{j in J} q_j} with {@code M = (QᵀQ + λI)^-1}, the
 * ridge regression on factors that treats the unseen items as zeros, with one Gram matrix for everybody. So the score of an item
 * is a sum with a term {@code q_iᵀ M q_j} for each liked item, which is what it contributes (Hu, Koren and Volinsky 2008,
 * section 5, explain in this way).
 */
public final class FactorModel implements FoldInModel {
    /** Items scored at a time: a block of 64 dimensions is 256 KB and stays in the second-level cache. */
    private static final int ITEMS_PER_BLOCK = 1024;
    /** The same for one user alone: factors are read once, so long runs of memory count; the scores stay in the cache. */
    private static final int ITEMS_PER_BLOCK_ALONE = 8192;

    /** λ relative to the mean of the diagonal of QᵀQ. */
    private static final double FOLD_IN_REGULARISATION = 0.1;

    private final float[][] userFactors;
    /** One row per item. */
    private final float[][] itemFactors;
    /** The same, transposed: one row per dimension. */
    private final float[][] byDimension;
    /** M q_i, one row per item; computed when somebody new is first asked for, so that validation does without. */
    private volatile float @Nullable [][] foldIn;

    private final Profiles profiles;

    /**
     * Makes a model.
     *
     * @param profiles what the users have met; may be empty for each
     * @param userFactors one row per user; becomes part of the model
     * @param itemFactors one row per item, of the same dimension; becomes part of the model
     * @throws IllegalArgumentException if rows differ in length, are empty or are missing
     */
    public FactorModel(Profiles profiles, float[][] userFactors, float[][] itemFactors) {
        this.profiles = Objects.requireNonNull(profiles, "profiles");
        this.userFactors = userFactors;
        this.itemFactors = itemFactors;
        if (itemFactors.length == 0 || itemFactors[0].length == 0 || userFactors.length != profiles.userCount()) {
            throw new IllegalArgumentException("factors: expected items, dimensions and " + profiles.userCount()
                    + " users, found " + itemFactors.length + " items and " + userFactors.length + " users");
        }
        int d = itemFactors[0].length;
        requireLength(userFactors, d);
        requireLength(itemFactors, d);
        byDimension = new float[d][itemFactors.length];
        for (int i = 0; i < itemFactors.length; i++) {
            for (int k = 0; k < d; k++) {
                byDimension[k][i] = itemFactors[i][k];
            }
        }
    }

    private static void requireLength(float[][] rows, int d) {
        for (float[] row : rows) {
            if (row.length != d) {
                throw new IllegalArgumentException(
                        "factors: expected " + d + " dimensions everywhere, found a row of " + row.length);
            }
        }
    }

    @Override
    public int userCount() {
        return userFactors.length;
    }

    @Override
    public int itemCount() {
        return itemFactors.length;
    }

    /** Returns the number of dimensions. */
    public int dimension() {
        return byDimension.length;
    }

    /** Returns what the users have met. */
    public Profiles profiles() {
        return profiles;
    }

    /** Returns a copy of a user's factors. */
    public float[] userFactors(int user) {
        return userFactors[user].clone();
    }

    /** Returns a copy of an item's factors. */
    public float[] itemFactors(int item) {
        return itemFactors[item].clone();
    }

    @Override
    public void score(int[] users, int from, int to, float[][] scores) {
        if (to - from == 1) {
            score(userFactors[users[from]], scores[0]);
            return;
        }
        int n = itemCount();
        for (int block = 0; block < n; block += ITEMS_PER_BLOCK) {
            int end = Math.min(n, block + ITEMS_PER_BLOCK);
            for (int r = 0; r < to - from; r++) {
                product(userFactors[users[from + r]], scores[r], block, end);
            }
        }
    }

    private float[][] foldIn() {
        float[][] solved = foldIn;
        if (solved == null) {
            // Two threads may both compute it: they get the same numbers.
            solved = SmallCholesky.solveGram(itemFactors, FOLD_IN_REGULARISATION);
            foldIn = solved;
        }
        return solved;
    }

    @Override
    public void scoreLiked(int[] liked, float[] scores) {
        float[][] solved = foldIn();
        float[] p = new float[dimension()];
        for (int j : liked) {
            Vectors.add(p, solved[j], p.length);
        }
        score(p, scores);
    }

    private void score(float[] p, float[] scores) {
        int n = itemCount();
        for (int block = 0; block < n; block += ITEMS_PER_BLOCK_ALONE) {
            product(p, scores, block, Math.min(n, block + ITEMS_PER_BLOCK_ALONE));
        }
    }

    private void product(float[] p, float[] y, int from, int to) {
        Arrays.fill(y, from, to, 0);
        int k = 0;
        for (; k + 3 < p.length; k += 4) {
            Vectors.addScaled4(
                    y,
                    p[k],
                    byDimension[k],
                    p[k + 1],
                    byDimension[k + 1],
                    p[k + 2],
                    byDimension[k + 2],
                    p[k + 3],
                    byDimension[k + 3],
                    from,
                    to);
        }
        for (; k < p.length; k++) {
            Vectors.addScaled(y, p[k], byDimension[k], from, to);
        }
    }

    @Override
    public void contributions(int[] liked, int item, float[] contributions) {
        float[] explained = foldIn()[item];
        for (int j = 0; j < liked.length; j++) {
            contributions[j] = Vectors.dot(itemFactors[liked[j]], explained);
        }
    }
}
