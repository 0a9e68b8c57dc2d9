package io.movieai.benchmarks;

import io.movieai.embedding.Embedding;
import java.util.SplittableRandom;

/**
 * A seeded source of unit vectors that lie as embeddings of texts do: around topics, on far fewer directions than they have
 * components, and all of them on one side of the origin. Independent random components would be unlike any text: every two
 * vectors would be nearly orthogonal, and no vector would have neighbours worth the name.
 *
 * <p>Vector {@code i} is
 *
 * <pre>
 *   normalized( m + W (c[k] + s g) / sqrt(L) + n e )
 * </pre>
 *
 * where {@code m} is a mean of unit length that all share, {@code k} one of {@value #TOPICS} topics, the lower ones more
 * often ({@code k = TOPICS u²} for uniform {@code u}), {@code c[k]} the topic's place among {@code L} = {@value #FACTORS}
 * factors, {@code s} = {@value #SPREAD} how far texts of a topic are apart, {@code W} an orthogonal-in-expectation map to
 * the components with columns of unit length, {@code n} = {@value #NOISE} the length of what the factors do not explain,
 * and {@code g}, {@code e} and the entries of {@code c} and {@code W} are normally distributed. Any vector can be made by
 * itself, in any order.
 */
final class ClusteredVectors {
    private static final int TOPICS = 1_000;
    private static final int FACTORS = 32;
    private static final double SPREAD = 0.5;
    private static final double NOISE = 0.1;

    private final long seed;
    private final int dimension;
    private final double[] mean;
    private final double[][] directions;
    private final double[][] topics;

    ClusteredVectors(long seed, int dimension) {
        this.seed = seed;
        this.dimension = dimension;
        SplittableRandom random = new SplittableRandom(seed);
        mean = gaussian(random, dimension, 1 / Math.sqrt(dimension));
        directions = new double[FACTORS][];
        for (int factor = 0; factor < FACTORS; factor++) {
            directions[factor] = gaussian(random, dimension, 1 / Math.sqrt(dimension));
        }
        topics = new double[TOPICS][];
        for (int topic = 0; topic < TOPICS; topic++) {
            topics[topic] = gaussian(random, FACTORS, 1);
        }
    }

    private static double[] gaussian(SplittableRandom random, int size, double deviation) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = deviation * random.nextGaussian();
        }
        return values;
    }

    /** Returns vector {@code i}; negative numbers give vectors as good as any, for queries. */
    Embedding vector(long i) {
        SplittableRandom random = new SplittableRandom(seed ^ (i * 0x9E3779B97F4A7C15L));
        double uniform = random.nextDouble();
        double[] topic = topics[(int) (TOPICS * uniform * uniform)];
        double[] sum = gaussian(random, dimension, NOISE / Math.sqrt(dimension));
        for (int j = 0; j < dimension; j++) {
            sum[j] += mean[j];
        }
        for (int factor = 0; factor < FACTORS; factor++) {
            double weight = (topic[factor] + SPREAD * random.nextGaussian()) / Math.sqrt(FACTORS);
            double[] direction = directions[factor];
            for (int j = 0; j < dimension; j++) {
                sum[j] += weight * direction[j];
            }
        }
        float[] components = new float[dimension];
        for (int j = 0; j < dimension; j++) {
            components[j] = (float) sum[j];
        }
        return Embedding.normalized(components);
    }
}
