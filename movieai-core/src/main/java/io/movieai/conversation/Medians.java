package io.movieai.conversation;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The median: the middle value, or the mean of the two in the middle. */
final class Medians {
    private Medians() {}

    /** Returns the median; empty without values. */
    static OptionalDouble of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
