package io.movieai.recsys.model;

import io.movieai.recsys.dataset.InteractionMatrix;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Objects;

/**
 * EASE: a linear model from what a user has met to every item, in closed form (Steck 2019, "Embarrassingly Shallow Autoencoders
 * for Sparse Data", equations 8 and 9), with optional weights.
 *
 * <p>With {@code A = diag(√w) X diag(s)}, {@code w_u = (n_u / mean n)^-userExponent}, {@code s_i ∝ n_i^itemExponent} of mean 1
 * and {@code P = (AᵀA + regWeight · I)^-1}, the similarity of a liked item {@code j} to an item {@code i} is {@code -s_j · P_ji
 * / P_ii^diagonalExponent / s_i}, and 0 on the diagonal. Exponents 0, 0, 1 and no rating weights are EASE as published. A
 * diagonal exponent of 0 is ridge regression without the constraint of a zero diagonal, whose own similarity does not matter
 * because known items are not recommended.
 *
 * @param regWeight the regularisation, above 0
 * @param userExponent how much less users with many interactions count, at least 0
 * @param itemExponent the power of an item's popularity that scales its column: below 0, popular items are regularised more
 * @param diagonalExponent the power of the diagonal that a column is divided by, from 0 to 1
 * @param ratingWeights how much a user's interactions count when their scores are summed
 */
public record Ease(
        double regWeight,
        double userExponent,
        double itemExponent,
        double diagonalExponent,
        RatingWeights ratingWeights)
        implements Algorithm {
    /** @throws IllegalArgumentException if a number is not in its range */
    public Ease {
        Objects.requireNonNull(ratingWeights, "ratingWeights");
        if (!(regWeight > 0 && Double.isFinite(regWeight))) {
            throw new IllegalArgumentException("reg_weight: expected a finite number above 0, found " + regWeight);
        }
        if (!(userExponent >= 0 && Math.abs(itemExponent) <= 1 && diagonalExponent >= 0 && diagonalExponent <= 1)) {
            throw new IllegalArgumentException(
                    "exponents: expected users' at least 0, items' from -1 to 1, the diagonal's from 0 to 1, found "
                            + userExponent + ", " + itemExponent + " and " + diagonalExponent);
        }
    }

    /** Returns EASE as published and as RecBole has it; its default is 250. */
    public static Ease of(double regWeight) {
        return new Ease(regWeight, 0, 0, 1, RatingWeights.NONE);
    }

    @Override
    public String name() {
        return "EASE";
    }

    @Override
    public TrainingRun start(Split split, long seed, WorkerPool pool) {
        return new ClosedForm(() -> fit(split.train().toMatrix(), pool));
    }

    private ItemSimilarityModel fit(InteractionMatrix train, WorkerPool pool) {
        int items = train.columnCount();
        double[] scale = itemScale(train.columnSizes());
        ScaledMatrix a = ScaledMatrix.of(train, rowScale(train), scale);
        double[][] inverse = RegularisedInverse.of(a, regWeight, pool);
        double[] divisor = new double[items];
        for (int i = 0; i < items; i++) {
            divisor[i] = -scale[i] * Math.pow(inverse[i][i], diagonalExponent);
        }
        float[][] similarity = new float[items][];
        pool.run(items, j -> {
            float[] row = new float[items];
            double[] p = inverse[j];
            for (int i = 0; i < items; i++) {
                row[i] = (float) (scale[j] * p[i] / divisor[i]);
            }
            row[j] = 0;
            similarity[j] = row;
        });
        return new ItemSimilarityModel(Profiles.of(train, ratingWeights), similarity);
    }

    private double[] rowScale(InteractionMatrix train) {
        double[] scale = new double[train.rowCount()];
        double active = 0;
        for (int u = 0; u < scale.length; u++) {
            active += train.rowSize(u) > 0 ? 1 : 0;
        }
        double mean = train.size() / active;
        for (int u = 0; u < scale.length; u++) {
            scale[u] = Math.pow(Math.max(1, train.rowSize(u)) / mean, -userExponent / 2);
        }
        return scale;
    }

    private double[] itemScale(int[] counts) {
        double[] scale = new double[counts.length];
        double sum = 0;
        for (int i = 0; i < scale.length; i++) {
            scale[i] = Math.pow(Math.max(1, counts[i]), itemExponent);
            sum += scale[i];
        }
        for (int i = 0; i < scale.length; i++) {
            scale[i] *= scale.length / sum;
        }
        return scale;
    }
}
