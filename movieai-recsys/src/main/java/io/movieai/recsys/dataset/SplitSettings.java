package io.movieai.recsys.dataset;

import java.util.Locale;
import java.util.Objects;

/**
 * How interactions are divided into training, validation and test sets. A split is a function of the interactions, their
 * order, these settings and a seed.
 *
 * @param method by ratio, or the last one or two of each user
 * @param order random, or by time
 * @param grouping whether each user is divided, or all interactions at once
 */
public record SplitSettings(Method method, Order order, Grouping grouping) {
    /** RecBole's default: 80, 10 and 10 percent of each user's interactions, at random. */
    public static final SplitSettings DEFAULT =
            new SplitSettings(new Ratio(0.8, 0.1, 0.1), Order.RANDOM, Grouping.USER);

    /** @throws IllegalArgumentException if leave-one-out is not grouped by user */
    public SplitSettings {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(order, "order");
        if (method instanceof LeaveOneOut && grouping != Grouping.USER) {
            throw new IllegalArgumentException("grouping: leave-one-out expects USER, found " + grouping);
        }
    }

    /** Returns the settings in RecBole's words, for example {@code RS [0.8, 0.1, 0.1], order RO, group_by user}. */
    public String describe() {
        String words = method instanceof Ratio r
                ? String.format(Locale.ROOT, "RS [%s, %s, %s]", r.train(), r.valid(), r.test())
                : "LS " + (((LeaveOneOut) method).validation() ? "valid_and_test" : "test_only");
        return words + ", order " + (order == Order.RANDOM ? "RO" : "TO") + ", group_by "
                + (grouping == Grouping.USER ? "user" : "none");
    }

    /** What goes where. */
    public sealed interface Method permits Ratio, LeaveOneOut {}

    /**
     * Shares of the interactions. Of {@code n}, the test set has the floor of {@code n · test / (train + valid + test)}, the
     * validation set accordingly, and the training set what is left, as in RecBole.
     *
     * @param train the share of the training set, above 0
     * @param valid the share of the validation set, at least 0
     * @param test the share of the test set, at least 0
     */
    public record Ratio(double train, double valid, double test) implements Method {
        /** @throws IllegalArgumentException if a share is not a finite number in its range */
        public Ratio {
            double sum = train + valid + test;
            if (!(train > 0 && valid >= 0 && test >= 0) || Double.isInfinite(sum)) {
                throw new IllegalArgumentException(
                        "ratio: expected a train share above 0 and others of at least 0, found [" + train + ", " + valid
                                + ", " + test + "]");
            }
        }
    }

    /**
     * The last interaction of each user for the test, and the one before it for the validation if there is to be one. A user
     * with a single interaction gives it to the training set; of two, the last goes to the test set.
     *
     * @param validation whether there is a validation set
     */
    public record LeaveOneOut(boolean validation) implements Method {}

    /** In which order interactions are divided. */
    public enum Order {
        /** Shuffled by the seed. */
        RANDOM,
        /** Oldest first; at the same time, in the order of the data. */
        TIME
    }

    /** What is divided. */
    public enum Grouping {
        /** The interactions of each user. */
        USER,
        /** All interactions at once. */
        NONE
    }
}
