package io.movieai.store.chroma;

import java.util.Locale;
import java.util.Optional;

/** The distance that a collection's index measures, as hnswlib defines it. */
enum Metric {
    /** 1 − cosine. */
    COSINE {
        @Override
        double similarity(double distance) {
            return 1 - distance;
        }
    },
    /** Squared Euclidean distance: |a − b|² = 2 − 2·cosine for vectors of unit length. */
    L2 {
        @Override
        double similarity(double distance) {
            return 1 - distance / 2;
        }
    },
    /** 1 − inner product: 1 − cosine for vectors of unit length. */
    IP {
        @Override
        double similarity(double distance) {
            return 1 - distance;
        }
    };

    /** Returns the cosine that a distance between two vectors of unit length stands for; beyond [-1, 1] by rounding. */
    abstract double similarity(double distance);

    /** Returns the name that the server uses. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the metric of that name, or empty if it is none. */
    static Optional<Metric> named(String wireName) {
        for (Metric metric : values()) {
            if (metric.wireName().equals(wireName)) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }
}
