package io.movieai.recsys.model;

/**
 * Solves positive definite systems of some dozens of unknowns, thousands of times a second and without allocation, for which a
 * library's set-up would cost more than the work. The lower triangle of a row-major matrix is used and overwritten.
 */
final class SmallCholesky {
    private SmallCholesky() {}

    /**
     * Replaces the lower triangle of {@code a} by its Cholesky factor.
     *
     * @throws ArithmeticException if the matrix is not positive definite
     */
    static void factorise(double[] a, int n) {
        for (int j = 0; j < n; j++) {
            int rowJ = j * n;
            double diagonal = a[rowJ + j];
            for (int k = 0; k < j; k++) {
                diagonal -= a[rowJ + k] * a[rowJ + k];
            }
            if (!(diagonal > 0)) {
                throw new ArithmeticException("Cholesky: expected a positive definite matrix of order " + n
                        + ", found a pivot of " + diagonal + "; raise the regularisation");
            }
            double root = Math.sqrt(diagonal);
            a[rowJ + j] = root;
            for (int i = j + 1; i < n; i++) {
                int rowI = i * n;
                double s0 = a[rowI + j];
                double s1 = 0;
                int k = 0;
                for (; k + 1 < j; k += 2) {
                    s0 -= a[rowI + k] * a[rowJ + k];
                    s1 -= a[rowI + k + 1] * a[rowJ + k + 1];
                }
                for (; k < j; k++) {
                    s0 -= a[rowI + k] * a[rowJ + k];
                }
                a[rowI + j] = (s0 + s1) / root;
            }
        }
    }

    /** Solves {@code L Lᵀ x = b} with the factor from {@link #factorise}; {@code b} becomes {@code x}. */
    static void solve(double[] factor, int n, double[] b) {
        for (int i = 0; i < n; i++) {
            double s = b[i];
            for (int k = 0; k < i; k++) {
                s -= factor[i * n + k] * b[k];
            }
            b[i] = s / factor[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double s = b[i] / factor[i * n + i];
            b[i] = s;
            for (int k = 0; k < i; k++) {
                b[k] -= factor[i * n + k] * s;
            }
        }
    }

    /** Returns {@code QᵀQ}, row-major; both triangles. */
    static double[] gram(float[][] q) {
        int d = q[0].length;
        double[] gram = new double[d * d];
        for (float[] row : q) {
            for (int a = 0; a < d; a++) {
                double factor = row[a];
                for (int b = 0; b <= a; b++) {
                    gram[a * d + b] += factor * row[b];
                }
            }
        }
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < a; b++) {
                gram[b * d + a] = gram[a * d + b];
            }
        }
        return gram;
    }

    /** Returns {@code (QᵀQ + λI)^-1 q_i} for each row, with λ relative to the mean of the diagonal of QᵀQ. */
    static float[][] solveGram(float[][] q, double relativeLambda) {
        int d = q[0].length;
        double[] gram = gram(q);
        double trace = 0;
        for (int k = 0; k < d; k++) {
            trace += gram[k * d + k];
        }
        double lambda = trace > 0 ? relativeLambda * trace / d : 1;
        for (int k = 0; k < d; k++) {
            gram[k * d + k] += lambda;
        }
        factorise(gram, d);
        float[][] solved = new float[q.length][d];
        double[] x = new double[d];
        for (int i = 0; i < q.length; i++) {
            for (int k = 0; k < d; k++) {
                x[k] = q[i][k];
            }
            solve(gram, d, x);
            for (int k = 0; k < d; k++) {
                solved[i][k] = (float) x[k];
            }
        }
        return solved;
    }
}
