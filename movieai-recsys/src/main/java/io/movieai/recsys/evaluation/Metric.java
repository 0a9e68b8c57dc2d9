package io.movieai.recsys.evaluation;

import java.util.Arrays;
import java.util.Locale;

/**
 * A metric of one ranked list of {@code k} items against the items that are relevant to its user. The definitions are those of
 * RecBole 1.2 ({@code recbole/evaluator/metrics.py}).
 */
public enum Metric {
    /** Hits among the first {@code k} divided by the number of relevant items. */
    RECALL,
    /**
     * Discounted cumulative gain with a gain of {@code 1 / log2(rank + 1)} for a hit, divided by that of {@code min(k,
     * relevant)} hits in front (Järvelin and Kekäläinen 2002, binary gains).
     */
    NDCG,
    /** {@code 1 / rank} of the first hit among the first {@code k}, else 0. */
    MRR,
    /** 1 if there is a hit among the first {@code k}, else 0. */
    HIT,
    /** Hits among the first {@code k} divided by {@code k}, also where the list is shorter. */
    PRECISION,
    /** The sum over the hits among the first {@code k} of the precision at their rank, divided by {@code min(k, relevant)}. */
    MAP;

    /** Returns the name in RecBole's spelling, for example {@code ndcg}. */
    public String displayName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the metric of that name, in any case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Metric of(String name) {
        for (Metric metric : values()) {
            if (metric.name().equalsIgnoreCase(name)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("metric: expected one of " + Arrays.toString(values()) + ", found " + name);
    }

    /**
     * Returns the value at {@code k} for one list.
     *
     * @param hits whether the item at each rank is relevant, best first; may be shorter or longer than {@code k}
     * @param relevant how many items are relevant, at least 1
     */
    public double value(boolean[] hits, int relevant, int k) {
        int end = Math.min(k, hits.length);
        int found = 0;
        double gain = 0;
        double precisions = 0;
        double reciprocal = 0;
        for (int i = 0; i < end; i++) {
            if (hits[i]) {
                found++;
                gain += discount(i + 1);
                precisions += (double) found / (i + 1);
                if (found == 1) {
                    reciprocal = 1.0 / (i + 1);
                }
            }
        }
        return switch (this) {
            case RECALL -> (double) found / relevant;
            case NDCG -> gain / idealGain(Math.min(k, relevant));
            case MRR -> reciprocal;
            case HIT -> found > 0 ? 1 : 0;
            case PRECISION -> (double) found / k;
            case MAP -> precisions / Math.min(k, relevant);
        };
    }

    private static double idealGain(int hits) {
        double gain = 0;
        for (int rank = 1; rank <= hits; rank++) {
            gain += discount(rank);
        }
        return gain;
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 1.0);
    }
}
