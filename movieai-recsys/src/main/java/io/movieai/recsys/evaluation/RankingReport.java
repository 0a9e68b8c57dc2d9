package io.movieai.recsys.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Metrics of the lists of many users: means, and how sure they are. Immutable and safe for use by several threads. */
public final class RankingReport {
    private final int[] cutoffs;
    private final int userCount;
    private final Map<Metric, double[][]> values;

    /** Takes for each metric {@code values[cutoff][user]}. */
    RankingReport(int[] cutoffs, int userCount, Map<Metric, double[][]> values) {
        this.cutoffs = cutoffs.clone();
        this.userCount = userCount;
        this.values = values;
    }

    /** Returns how many users were averaged over. */
    public int userCount() {
        return userCount;
    }

    /** Returns a copy of the cut-offs. */
    public int[] cutoffs() {
        return cutoffs.clone();
    }

    /**
     * Returns the unweighted mean over the users.
     *
     * @throws IllegalArgumentException if it was not measured at {@code k}
     */
    public double mean(Metric metric, int k) {
        return mean(column(metric, k));
    }

    /** Returns the mean, rounded to 4 decimals as RecBole does before it compares. */
    public double rounded(Metric metric, int k) {
        return Math.round(mean(metric, k) * 1e4) / 1e4;
    }

    /** Returns a copy of the values of the users, in the order of the evaluation's users. */
    public double[] perUser(Metric metric, int k) {
        return column(metric, k).clone();
    }

    /**
     * Returns the percentile bootstrap interval of the mean over users (Efron and Tibshirani 1993, chapter 13).
     *
     * @param confidence for example 0.95
     * @param resamples how often users are drawn with replacement, for example 1,000
     * @param seed decides the draws
     */
    public Interval bootstrap(Metric metric, int k, double confidence, int resamples, long seed) {
        if (!(confidence > 0 && confidence < 1) || resamples < 2) {
            throw new IllegalArgumentException(
                    "bootstrap: expected a confidence within (0, 1) and at least 2 resamples, found " + confidence
                            + " and " + resamples);
        }
        double[] column = column(metric, k);
        double[] means = new double[resamples];
        SplittableRandom random = new SplittableRandom(seed);
        for (int b = 0; b < resamples; b++) {
            double sum = 0;
            for (int i = 0; i < column.length; i++) {
                sum += column[random.nextInt(column.length)];
            }
            means[b] = sum / column.length;
        }
        Arrays.sort(means);
        double tail = (1 - confidence) / 2;
        return new Interval(quantile(means, tail), quantile(means, 1 - tail));
    }

    /** Returns all means by RecBole's names, for example {@code ndcg@10}, metric by metric. */
    public Map<String, Double> toMap() {
        Map<String, Double> map = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            for (int k : cutoffs) {
                map.put(metric.displayName() + "@" + k, mean(metric, k));
            }
        }
        return map;
    }

    /** Returns all means in a line, to 4 decimals. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner("  ");
        toMap().forEach((name, value) -> text.add(name + String.format(Locale.ROOT, " %.4f", value)));
        return text.toString();
    }

    private double[] column(Metric metric, int k) {
        for (int c = 0; c < cutoffs.length; c++) {
            if (cutoffs[c] == k) {
                return Objects.requireNonNull(values.get(metric))[c];
            }
        }
        throw new IllegalArgumentException("k: expected one of " + Arrays.toString(cutoffs) + ", found " + k);
    }

    private static double mean(double[] column) {
        double sum = 0;
        for (double value : column) {
            sum += value;
        }
        return sum / column.length;
    }

    private static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /**
     * An interval of a mean.
     *
     * @param low its lower end
     * @param high its upper end
     */
    public record Interval(double low, double high) {}
}
