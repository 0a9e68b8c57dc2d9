package io.movieai.retrieval;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.TextRole;
import java.util.List;

/**
 * How much likelier a request's vector is among requests for anything else than among requests for films.
 *
 * <p>The density of each kind is estimated from examples with the kernel {@code exp(κ·cos)} (the kernel of the von
 * Mises–Fisher distribution; Hall, Watson and Cabrera, "Kernel density estimation with spherical data", Biometrika 74,
 * 1987). Nothing in it is a cosine of one model: κ is 2 over the standard deviation of the cosines between the examples,
 * and the ratio of the densities becomes log odds by where it lies between the two kinds of examples, each measured against
 * the examples without itself. In a space in which the examples cannot be told apart, the log odds are near zero.
 *
 * <p>Immutable and thread-safe. One request costs as many dot products as there are examples.
 */
final class RequestLikelihood {
    private static final double SHARPNESS = 2;
    /** Beyond this, the examples are too few to say more. */
    private static final double MOST = 4;

    private final int dimension;
    private final float[] films;
    private final float[] others;
    private final double kappa;
    private final double middle;
    private final double slope;

    private RequestLikelihood(int dimension, float[] films, float[] others) {
        this.dimension = dimension;
        this.films = films;
        this.others = others;
        this.kappa = SHARPNESS / Math.max(1e-3, deviation());
        double[] ofFilms = ratios(films);
        double[] ofOthers = ratios(others);
        double filmMean = mean(ofFilms);
        double otherMean = mean(ofOthers);
        double variance = (variance(ofFilms, filmMean) + variance(ofOthers, otherMean)) / 2;
        this.middle = (filmMean + otherMean) / 2;
        this.slope = Math.max(0, otherMean - filmMean) / Math.max(1e-6, variance);
    }

    /**
     * Embeds the examples.
     *
     * @throws io.movieai.MovieAiException if the embedder fails
     */
    static RequestLikelihood of(Embedder embedder, RequestExamples examples) {
        return new RequestLikelihood(
                embedder.space().dimension(), embed(embedder, examples.films()), embed(embedder, examples.others()));
    }

    private static float[] embed(Embedder embedder, List<String> texts) {
        List<Embedding> vectors = embedder.embed(TextRole.QUERY, texts);
        int dimension = embedder.space().dimension();
        float[] packed = new float[vectors.size() * dimension];
        for (int i = 0; i < vectors.size(); i++) {
            vectors.get(i).copyTo(packed, i * dimension);
        }
        return packed;
    }

    /**
     * Returns the log odds that a request is not for films, if it had been as likely one as the other: positive for
     * something else, negative for films, in [-4, 4].
     */
    double logOdds(Embedding request) {
        float[] vector = request.toArray();
        double odds = slope * (ratio(vector, 0, films, -1, others, -1) - middle);
        return Math.max(-MOST, Math.min(MOST, odds));
    }

    private double[] ratios(float[] kind) {
        double[] ratios = new double[kind.length / dimension];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ratio(kind, i * dimension, films, kind == films ? i : -1, others, kind == others ? i : -1);
        }
        return ratios;
    }

    private double ratio(float[] vector, int at, float[] films, int leftOutFilm, float[] others, int leftOutOther) {
        return Math.log(density(vector, at, others, leftOutOther)) - Math.log(density(vector, at, films, leftOutFilm));
    }

    private double density(float[] vector, int at, float[] examples, int leftOut) {
        double sum = 0;
        int count = examples.length / dimension;
        for (int i = 0; i < count; i++) {
            if (i != leftOut) {
                // Measured from the greatest possible cosine, so that no κ overflows.
                sum += Math.exp(kappa * (dot(vector, at, examples, i * dimension) - 1));
            }
        }
        return Math.max(Double.MIN_NORMAL, sum / (leftOut < 0 ? count : count - 1));
    }

    /** In four sums, so that one addition need not wait for the one before. */
    private double dot(float[] a, int atA, float[] b, int atB) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i + 3 < dimension; i += 4) {
            sum0 += a[atA + i] * b[atB + i];
            sum1 += a[atA + i + 1] * b[atB + i + 1];
            sum2 += a[atA + i + 2] * b[atB + i + 2];
            sum3 += a[atA + i + 3] * b[atB + i + 3];
        }
        for (; i < dimension; i++) {
            sum0 += a[atA + i] * b[atB + i];
        }
        return sum0 + sum1 + sum2 + sum3;
    }

    /** Returns the standard deviation of the cosines between examples of both kinds. */
    private double deviation() {
        double sum = 0;
        double squares = 0;
        long pairs = 0;
        for (int i = 0; i < films.length; i += dimension) {
            for (int j = 0; j < others.length; j += dimension) {
                double cosine = dot(films, i, others, j);
                sum += cosine;
                squares += cosine * cosine;
                pairs++;
            }
        }
        double mean = sum / pairs;
        return Math.sqrt(Math.max(0, squares / pairs - mean * mean));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }
}
