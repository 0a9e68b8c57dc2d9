package io.movieai.recsys.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * The parameters of neural matrix factorisation, or numbers of the same shapes: gradients, moments.
 *
 * <p>{@code weights[l][in]} holds the weights of layer {@code l} from its input {@code in} to all its outputs, so that a layer
 * adds rows. The last entry of {@code output} is its bias.
 */
final class NeuMfParameters {
    final float[][] mfUser;
    final float[][] mfItem;
    final float[][] mlpUser;
    final float[][] mlpItem;
    final float[][][] weights;
    /** One row for each layer. */
    final float[][] biases;
    /** A single row: weights of the products, then of the perceptron's outputs, then the bias. */
    final float[][] output;

    private NeuMfParameters(
            float[][] mfUser,
            float[][] mfItem,
            float[][] mlpUser,
            float[][] mlpItem,
            float[][][] weights,
            float[][] biases,
            float[][] output) {
        this.mfUser = mfUser;
        this.mfItem = mfItem;
        this.mlpUser = mlpUser;
        this.mlpItem = mlpItem;
        this.weights = weights;
        this.biases = biases;
        this.output = output;
    }

    /** Returns zeros. */
    static NeuMfParameters zeros(int users, int items, int mf, int mlp, List<Integer> hidden) {
        float[][][] weights = new float[hidden.size()][][];
        float[][] biases = new float[hidden.size()][];
        int in = 2 * mlp;
        for (int l = 0; l < weights.length; l++) {
            weights[l] = new float[in][hidden.get(l)];
            biases[l] = new float[hidden.get(l)];
            in = hidden.get(l);
        }
        return new NeuMfParameters(
                new float[users][mf],
                new float[items][mf],
                new float[users][mlp],
                new float[items][mlp],
                weights,
                biases,
                new float[1][mf + in + 1]);
    }

    /**
     * Draws first values as RecBole has them: embeddings normal with deviation 0.01, layers as PyTorch's {@code Linear}, uniform
     * within {@code 1 / √inputs}.
     */
    void initialise(long seed) {
        Random random = new Random(seed);
        for (float[][] table : List.of(mfUser, mfItem, mlpUser, mlpItem)) {
            for (float[] row : table) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = (float) (0.01 * random.nextGaussian());
                }
            }
        }
        for (int l = 0; l < weights.length; l++) {
            double bound = 1 / Math.sqrt(weights[l].length);
            for (float[] row : weights[l]) {
                fill(row, bound, random);
            }
            fill(biases[l], bound, random);
        }
        fill(output[0], 1 / Math.sqrt(output[0].length - 1.0), random);
    }

    private static void fill(float[] row, double bound, Random random) {
        for (int k = 0; k < row.length; k++) {
            row[k] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }

    /** Returns zeros of the same shapes. */
    NeuMfParameters sameShape() {
        return zeros(
                mfUser.length,
                mfItem.length,
                mfUser[0].length,
                mlpUser[0].length,
                Arrays.stream(biases).map(row -> row.length).toList());
    }

    /** Returns a copy. */
    NeuMfParameters copy() {
        NeuMfParameters copy = sameShape();
        Map<String, float[][]> target = copy.rows();
        rows().forEach((name, source) -> {
            float[][] to = Objects.requireNonNull(target.get(name));
            for (int r = 0; r < source.length; r++) {
                System.arraycopy(source[r], 0, to[r], 0, source[r].length);
            }
        });
        return copy;
    }

    /** Returns all rows by name, the live arrays. */
    Map<String, float[][]> rows() {
        Map<String, float[][]> rows = new LinkedHashMap<>();
        rows.put("mf_user", mfUser);
        rows.put("mf_item", mfItem);
        rows.put("mlp_user", mlpUser);
        rows.put("mlp_item", mlpItem);
        for (int l = 0; l < weights.length; l++) {
            rows.put("weight." + l, weights[l]);
            rows.put("bias." + l, new float[][] {biases[l]});
        }
        rows.put("output", output);
        return rows;
    }
}
