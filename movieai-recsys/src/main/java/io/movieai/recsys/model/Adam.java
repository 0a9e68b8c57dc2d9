package io.movieai.recsys.model;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) with PyTorch's defaults: β₁ = 0.9, β₂ = 0.999, ε = 1e-8, applied to every parameter in
 * every step, as PyTorch does with dense gradients.
 */
final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final double learningRate;
    private float stepSize;
    private float secondScale;

    Adam(double learningRate) {
        this.learningRate = learningRate;
    }

    /** Begins step {@code number}, from 1; the same for all parameters until the next one begins. */
    void begin(long number) {
        stepSize = (float) (learningRate / (1 - Math.pow(BETA1, (double) number)));
        secondScale = (float) (1 / Math.sqrt(1 - Math.pow(BETA2, (double) number)));
    }

    /** Updates one row of parameters by its gradient, with its moments. */
    void update(float[] parameter, float[] gradient, float[] first, float[] second) {
        float size = stepSize;
        float scale = secondScale;
        for (int i = 0; i < parameter.length; i++) {
            float g = gradient[i];
            float m = BETA1 * first[i] + (1 - BETA1) * g;
            float v = BETA2 * second[i] + (1 - BETA2) * g * g;
            first[i] = m;
            second[i] = v;
            parameter[i] -= size * m / ((float) Math.sqrt(v) * scale + EPSILON);
        }
    }
}
