package io.movieai.embedding.onnx;

/** Comparisons of vectors. */
final class Vectors {
    private Vectors() {}

    /** Returns the greatest difference between components. */
    static double distance(float[] one, float[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(one.length + " and " + other.length + " dimensions");
        }
        double greatest = 0;
        for (int i = 0; i < one.length; i++) {
            greatest = Math.max(greatest, Math.abs(one[i] - other[i]));
        }
        return greatest;
    }

    /** Returns the cosine of two vectors of unit length. */
    static double cosine(float[] one, float[] other) {
        double dot = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
        }
        return dot;
    }
}
