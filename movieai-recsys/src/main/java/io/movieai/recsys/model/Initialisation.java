package io.movieai.recsys.model;

import java.util.Random;

/** First values of parameters. {@link Random} gives the same normal numbers on every JDK. */
final class Initialisation {
    private Initialisation() {}

    /**
     * Returns embeddings of users, then items, as PyTorch's {@code xavier_uniform_} or {@code xavier_normal_} draws them for two
     * tables (Glorot and Bengio 2010).
     */
    static float[][] xavier(int users, int items, int d, boolean normal, long seed) {
        Random random = new Random(seed);
        float[][] rows = new float[users + items][d];
        for (int n = 0; n < rows.length; n++) {
            int tableSize = n < users ? users : items;
            double bound = Math.sqrt(6.0 / (tableSize + d));
            double deviation = Math.sqrt(2.0 / (tableSize + d));
            for (int k = 0; k < d; k++) {
                rows[n][k] =
                        (float) (normal ? deviation * random.nextGaussian() : bound * (2 * random.nextDouble() - 1));
            }
        }
        return rows;
    }

    /** Returns rows of normal numbers with mean 0. */
    static float[][] normal(int rows, int d, double deviation, Random random) {
        float[][] result = new float[rows][d];
        for (float[] row : result) {
            for (int k = 0; k < d; k++) {
                row[k] = (float) (deviation * random.nextGaussian());
            }
        }
        return result;
    }
}
