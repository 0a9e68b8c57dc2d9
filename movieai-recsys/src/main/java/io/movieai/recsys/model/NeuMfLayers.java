package io.movieai.recsys.model;

/** The steps of a perceptron's layer, forward and back. Weights are rows by input. */
final class NeuMfLayers {
    private NeuMfLayers() {}

    /** {@code sums += Σ_k inputs[from + k] · weights[firstRow + k]}; inputs of 0, which rectifiers make, cost little. */
    static void addInputs(float[] sums, float[] inputs, int from, int count, float[][] weights, int firstRow) {
        int k = 0;
        for (; k + 3 < count; k += 4) {
            Vectors.addScaled4(
                    sums,
                    inputs[from + k],
                    weights[firstRow + k],
                    inputs[from + k + 1],
                    weights[firstRow + k + 1],
                    inputs[from + k + 2],
                    weights[firstRow + k + 2],
                    inputs[from + k + 3],
                    weights[firstRow + k + 3],
                    0,
                    sums.length);
        }
        for (; k < count; k++) {
            Vectors.addScaled(sums, inputs[from + k], weights[firstRow + k], 0, sums.length);
        }
    }

    /** {@code x = max(0, x)}. */
    static void rectify(float[] x) {
        for (int k = 0; k < x.length; k++) {
            x[k] = Math.max(0f, x[k]);
        }
    }
}
