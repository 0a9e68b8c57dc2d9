package io.movieai.recsys.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Neural matrix factorisation, learnt. Scores are logits. */
public final class NeuMfModel implements RecommenderModel {
    private final NeuMfParameters p;
    /** The share of the first layer's sums that comes from the item, for each item: computed once. */
    private final float[][] itemSums;

    NeuMfModel(NeuMfParameters parameters) {
        this.p = parameters;
        int width = p.biases[0].length;
        int mlp = p.mlpUser[0].length;
        itemSums = new float[p.mlpItem.length][width];
        for (int i = 0; i < itemSums.length; i++) {
            NeuMfLayers.addInputs(itemSums[i], p.mlpItem[i], 0, mlp, p.weights[0], mlp);
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
        int mf = p.mfUser[0].length;
        int mlp = p.mlpUser[0].length;
        int layers = p.biases.length;
        float[] output = p.output[0];
        float[] userSums = new float[p.biases[0].length];
        float[][] hidden = new float[layers][];
        for (int l = 0; l < layers; l++) {
            hidden[l] = new float[p.biases[l].length];
        }
        for (int r = 0; r < to - from; r++) {
            int user = users[from + r];
            System.arraycopy(p.biases[0], 0, userSums, 0, userSums.length);
            NeuMfLayers.addInputs(userSums, p.mlpUser[user], 0, mlp, p.weights[0], 0);
            for (int i = 0; i < itemCount(); i++) {
                NeuMfLayers.rectifiedSum(hidden[0], userSums, itemSums[i]);
                for (int l = 1; l < layers; l++) {
                    System.arraycopy(p.biases[l], 0, hidden[l], 0, hidden[l].length);
                    NeuMfLayers.addInputs(hidden[l], hidden[l - 1], 0, hidden[l - 1].length, p.weights[l], 0);
                    NeuMfLayers.rectify(hidden[l]);
                }
                float[] u = p.mfUser[user];
                float[] v = p.mfItem[i];
                float sum = output[output.length - 1];
                for (int k = 0; k < mf; k++) {
                    sum += output[k] * u[k] * v[k];
                }
                float[] top = hidden[layers - 1];
                for (int k = 0; k < top.length; k++) {
                    sum += output[mf + k] * top[k];
                }
                scores[r][i] = sum;
            }
        }
    }
}
