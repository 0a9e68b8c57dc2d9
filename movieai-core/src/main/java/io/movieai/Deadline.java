package io.movieai;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The moment by which a caller wants its answer, or none. Measured on a clock that never goes back ({@link
 * System#nanoTime()}), so it has a meaning within one process only. Immutable and safe to share between threads.
 *
 * <p>One deadline holds over everything that is done for a request: attempts, waits between them, and what is done instead
 * when they fail. Code that waits bounds each wait by {@link #bound}.
 */
public final class Deadline {
    /** The deadline of a caller that sets none: it never expires. */
    public static final Deadline NONE = new Deadline(null, 0, () -> 0);

    private final @Nullable Duration budget;
    private final long start;
    private final LongSupplier nanoClock;

    private Deadline(@Nullable Duration budget, long start, LongSupplier nanoClock) {
        this.budget = budget;
        this.start = start;
        this.nanoClock = nanoClock;
    }

    /**
     * Returns the deadline that is this far from now.
     *
     * @param budget how long from now; zero or less has expired already
     * @throws ArithmeticException if the budget is longer than about 292 years
     */
    public static Deadline after(Duration budget) {
        return after(budget, System::nanoTime);
    }

    /**
     * Returns the deadline that is this far from now on another clock, for tests.
     *
     * @param budget how long from now; zero or less has expired already
     * @param nanoClock counts nanoseconds from an arbitrary moment, as {@link System#nanoTime()} does; safe for use by
     *     several threads
     * @throws ArithmeticException if the budget is longer than about 292 years
     */
    public static Deadline after(Duration budget, LongSupplier nanoClock) {
        Objects.requireNonNull(nanoClock, "nanoClock");
        return new Deadline(Duration.ofNanos(budget.toNanos()), nanoClock.getAsLong(), nanoClock);
    }

    /** Returns how much time is left, zero when it has expired; empty if there is no deadline. */
    public Optional<Duration> remaining() {
        if (budget == null) {
            return Optional.empty();
        }
        Duration left = budget.minusNanos(nanoClock.getAsLong() - start);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    /** Returns whether no time is left; never true of {@link #NONE}. */
    public boolean expired() {
        return remaining().map(Duration::isZero).orElse(false);
    }

    /** Returns the deadline that is this much earlier, so that what is done behind it ends in time. */
    public Deadline before(Duration reserve) {
        return budget == null ? this : new Deadline(budget.minus(reserve), start, nanoClock);
    }

    /** Returns the shorter of a wait and the time that is left. */
    public Duration bound(Duration wait) {
        return remaining().filter(left -> left.compareTo(wait) < 0).orElse(wait);
    }

    /** Returns how much time is left, for people to read. */
    @Override
    public String toString() {
        return remaining().map(left -> left.toMillis() + " ms left").orElse("no deadline");
    }
}
