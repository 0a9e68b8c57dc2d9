package io.movieai.recsys.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Neural matrix factorisation, learnt. Scores are logits. */
public final class NeuMfModel implements RecommenderModel {
    private static final int ITEMS_PER_BLOCK = 256;

    private final NeuMfParameters p;
    /** The share of the first layer's sums that comes from the item, a row for each output: computed once. */
    private final float[][] itemSums;

    NeuMfModel(NeuMfParameters parameters) {
        this.p = parameters;
        int width = p.biases[0].length;
        int mlp = p.mlpUser[0].length;
        itemSums = new float[width][p.mlpItem.length];
        float[] sums = new float[width];
        for (int i = 0; i < p.mlpItem.length; i++) {
            Arrays.fill(sums, 0);
            NeuMfLayers.addInputs(sums, p.mlpItem[i], 0, mlp, p.weights[0], mlp);
            for (int k = 0; k < width; k++) {
                itemSums[k][i] = sums[k];
            }
        }
    }

    /**
     * Makes a model from its parameters.
     *
     * @param rows gives the rows of a parameter by its name, as {@link #parameters} names them, and fails for an unknown one
     * @throws IllegalArgumentException if shapes do not agree
     */
    public static NeuMfModel of(Function<String, float[][]> rows) {
        float[][] mfUser = rows.apply("mf_user");
        float[][] mlpUser = rows.apply("mlp_user");
        float[][] biases = rows.apply("layers");
        List<Integer> hidden = new ArrayList<>();
        for (float size : biases[0]) {
            hidden.add((int) size);
        }
        if (mfUser.length == 0 || mlpUser.length == 0 || hidden.isEmpty()) {
            throw new IllegalArgumentException("NeuMF: expected users and layers, found none");
        }
        NeuMfParameters parameters = NeuMfParameters.zeros(
                mfUser.length, rows.apply("mf_item").length, mfUser[0].length, mlpUser[0].length, hidden);
        parameters.rows().forEach((name, target) -> {
            float[][] source = rows.apply(name);
            if (source.length != target.length || (target.length > 0 && source[0].length != target[0].length)) {
                throw new IllegalArgumentException("NeuMF: expected " + name + " of " + target.length
                        + " rows and the width of its layer, found " + source.length + " rows");
            }
            for (int r = 0; r < target.length; r++) {
                System.arraycopy(source[r], 0, target[r], 0, target[r].length);
            }
        });
        return new NeuMfModel(parameters);
    }

    /** Returns a copy of the parameters by name, with a row {@code layers} of the widths of the layers. */
    public Map<String, float[][]> parameters() {
        Map<String, float[][]> rows = new LinkedHashMap<>(p.copy().rows());
        float[] widths = new float[p.biases.length];
        for (int l = 0; l < widths.length; l++) {
            widths[l] = p.biases[l].length;
        }
        rows.put("layers", new float[][] {widths});
        return rows;
    }

    @Override
    public int userCount() {
        return p.mfUser.length;
    }

    @Override
    public int itemCount() {
        return p.mfItem.length;
    }

    @Override
    public void score(int[] users, int from, int to, float[][] scores) {
        int layers = p.biases.length;
        float[][][] hidden = new float[layers][][];
        for (int l = 0; l < layers; l++) {
            hidden[l] = new float[p.biases[l].length][Math.min(ITEMS_PER_BLOCK, itemCount())];
        }
        float[] userSums = new float[p.biases[0].length];
        for (int r = 0; r < to - from; r++) {
            int user = users[from + r];
            System.arraycopy(p.biases[0], 0, userSums, 0, userSums.length);
            NeuMfLayers.addInputs(userSums, p.mlpUser[user], 0, p.mlpUser[user].length, p.weights[0], 0);
            for (int block = 0; block < itemCount(); block += ITEMS_PER_BLOCK) {
                int count = Math.min(ITEMS_PER_BLOCK, itemCount() - block);
                for (int k = 0; k < userSums.length; k++) {
                    rectifiedSum(hidden[0][k], userSums[k], itemSums[k], block, count);
                }
                for (int l = 1; l < layers; l++) {
                    layer(hidden[l - 1], hidden[l], p.weights[l], p.biases[l], count);
                }
                combine(p.mfUser[user], hidden[layers - 1], scores[r], block, count);
            }
        }
    }

    private static void rectifiedSum(float[] result, float a, float[] b, int from, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = Math.max(0f, a + b[from + i]);
        }
    }

    /** Applies a layer to a block of items: a row for each input and each output. */
    private static void layer(float[][] in, float[][] out, float[][] weights, float[] biases, int count) {
        for (int o = 0; o < out.length; o++) {
            float[] sums = out[o];
            Arrays.fill(sums, 0, count, biases[o]);
            int k = 0;
            for (; k + 3 < in.length; k += 4) {
                Vectors.addScaled4(
                        sums,
                        weights[k][o],
                        in[k],
                        weights[k + 1][o],
                        in[k + 1],
                        weights[k + 2][o],
                        in[k + 2],
                        weights[k + 3][o],
                        in[k + 3],
                        0,
                        count);
            }
            for (; k < in.length; k++) {
                Vectors.addScaled(sums, weights[k][o], in[k], 0, count);
            }
            NeuMfLayers.rectify(sums);
        }
    }

    private void combine(float[] user, float[][] top, float[] scores, int block, int count) {
        float[] output = p.output[0];
        int mf = user.length;
        for (int i = 0; i < count; i++) {
            float[] item = p.mfItem[block + i];
            float sum = output[output.length - 1];
            for (int k = 0; k < mf; k++) {
                sum += output[k] * user[k] * item[k];
            }
            for (int k = 0; k < top.length; k++) {
                sum += output[mf + k] * top[k][i];
            }
            scores[block + i] = sum;
        }
    }
}
