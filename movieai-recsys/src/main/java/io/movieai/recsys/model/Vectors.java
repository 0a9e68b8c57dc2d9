package io.movieai.recsys.model;

/**
 * The inner loops. Rows are arrays of their own that are read and written at the same index, the shape that the JIT compiler
 * turns into vector instructions on every JDK from 17; four rows at once, so that the sum is loaded and stored a quarter as
 * often. The order of additions is fixed.
 */
final class Vectors {
    private Vectors() {}

    /** {@code y[i] += a·x[i]} for {@code i} in {@code [from, to)}. */
    static void addScaled(float[] y, float a, float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] += a * x[i];
        }
    }

    /** {@code y[i] += a0·x0[i] + a1·x1[i] + a2·x2[i] + a3·x3[i]} for {@code i} in {@code [from, to)}. */
    static void addScaled4(
            float[] y,
            float a0,
            float[] x0,
            float a1,
            float[] x1,
            float a2,
            float[] x2,
            float a3,
            float[] x3,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            y[i] += (a0 * x0[i] + a1 * x1[i]) + (a2 * x2[i] + a3 * x3[i]);
        }
    }

    /** {@code y[i] += x0[i] + x1[i] + x2[i] + x3[i]} for {@code i} below {@code n}. */
    static void add4(float[] y, float[] x0, float[] x1, float[] x2, float[] x3, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += (x0[i] + x1[i]) + (x2[i] + x3[i]);
        }
    }

    /** {@code y[i] += x[i]} for {@code i} below {@code n}. */
    static void add(float[] y, float[] x, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += x[i];
        }
    }

    /** {@code y[i] = x0[i] + x1[i]}. */
    static void sum2(float[] y, float[] x0, float[] x1) {
        for (int i = 0; i < y.length; i++) {
            y[i] = x0[i] + x1[i];
        }
    }

    /** {@code y[i] = x0[i] + x1[i] + x2[i]}. */
    static void sum3(float[] y, float[] x0, float[] x1, float[] x2) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (x0[i] + x1[i]) + x2[i];
        }
    }

    /** {@code y[i] = a·x[i]}. */
    static void scale(float[] y, float a, float[] x) {
        for (int i = 0; i < y.length; i++) {
            y[i] = a * x[i];
        }
    }

    /** {@code y[i] = b·y[i] + a·x[i]}. */
    static void combine(float[] y, float b, float a, float[] x) {
        for (int i = 0; i < y.length; i++) {
            y[i] = b * y[i] + a * x[i];
        }
    }

    /**
     * {@code y[i] += a0·x0[i] + a1·x1[i] + a2·x2[i] + a3·x3[i]} for {@code i} in {@code [from, to)}, in double precision.
     */
    static void addScaled4(
            double[] y,
            double a0,
            double[] x0,
            double a1,
            double[] x1,
            double a2,
            double[] x2,
            double a3,
            double[] x3,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            y[i] += (a0 * x0[i] + a1 * x1[i]) + (a2 * x2[i] + a3 * x3[i]);
        }
    }

    /** {@code y[i] += a·x[i]} for {@code i} in {@code [from, to)}, in double precision. */
    static void addScaled(double[] y, double a, double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] += a * x[i];
        }
    }

    /** Returns the scalar product; four partial sums, in a fixed order. */
    static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
