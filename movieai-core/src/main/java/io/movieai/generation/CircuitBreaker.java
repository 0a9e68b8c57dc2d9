package io.movieai.generation;

import io.movieai.AuthenticationException;
import io.movieai.Deadline;
import io.movieai.MalformedResponseException;
import io.movieai.MovieAiException;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Stops asking a generator that is down: after a number of failures one after the other, calls fail at once for a while,
 * until one of them is let through to find out whether the generator is back.
 *
 * <p><em>Closed</em>, it lets every call through. {@value #DEFAULT_FAILURES} failures in a row <em>open</em> it for 30
 * seconds, or as long as a service that limits the rate asks for, at most five minutes. Then it is <em>half-open</em>: one
 * call is let through, which closes or opens it again, and the others still fail at once.
 *
 * <p>A failure is that the service is unavailable or slow, does not accept the key, or answers what cannot be read. Content
 * that it rejects, and other mistakes in a call, show that it is there. What ends before it succeeds or fails, because the
 * listener throws or the thread is interrupted, counts as neither; nor does a failure when a caller's deadline of less than
 * two seconds has passed, which may be the caller's haste.
 *
 * <p>Safe for use by several threads. Closing it closes the generator.
 */
public final class CircuitBreaker implements Generator {
    /** How many failures in a row open it by default. */
    public static final int DEFAULT_FAILURES = 5;

    /** How long it stays open by default. */
    public static final Duration DEFAULT_OPEN_TIME = Duration.ofSeconds(30);

    private static final Duration LONGEST_OPEN_TIME = Duration.ofMinutes(5);
    private static final Duration HASTE = Duration.ofSeconds(2);

    /** Whether calls are let through. */
    public enum State {
        /** Every call is. */
        CLOSED,
        /** None is. */
        OPEN,
        /** One is, to find out whether the generator is back. */
        HALF_OPEN
    }

    private final Generator generator;
    private final int failures;
    private final Duration openTime;
    private final LongSupplier nanoClock;

    private State state = State.CLOSED;
    private int failed;
    private Deadline reopening = Deadline.NONE;
    private String lastFailure = "";

    private CircuitBreaker(Generator generator, int failures, Duration openTime, LongSupplier nanoClock) {
        this.generator = Objects.requireNonNull(generator, "generator");
        this.failures = failures;
        this.openTime = openTime;
        this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
    }

    /** Returns a breaker before a generator, with the default limits. */
    public static CircuitBreaker of(Generator generator) {
        return of(generator, DEFAULT_FAILURES, DEFAULT_OPEN_TIME, System::nanoTime);
    }

    /**
     * Returns a breaker before a generator.
     *
     * @param failures how many failures in a row open it, at least 1
     * @param openTime how long it stays open, above 0 and at most five minutes
     * @param nanoClock counts nanoseconds from an arbitrary moment, as {@link System#nanoTime()} does
     * @throws IllegalArgumentException if a number is outside its range
     */
    public static CircuitBreaker of(Generator generator, int failures, Duration openTime, LongSupplier nanoClock) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures: expected at least 1, found " + failures);
        }
        if (openTime.isNegative() || openTime.isZero() || openTime.compareTo(LONGEST_OPEN_TIME) > 0) {
            throw new IllegalArgumentException(
                    "openTime: expected above 0 and at most " + LONGEST_OPEN_TIME + ", found " + openTime);
        }
        return new CircuitBreaker(generator, failures, openTime, nanoClock);
    }

    /**
     * {@inheritDoc}
     *
     * @throws PortUnavailableException at once, while it is open
     */
    @Override
    public Completion generate(Prompt prompt, Consumer<String> onText) {
        boolean probe = enter();
        boolean hasty = prompt.deadline()
                .remaining()
                .map(left -> left.compareTo(HASTE) < 0)
                .orElse(false);
        boolean settled = false;
        try {
            Completion completion = generator.generate(prompt, onText);
            settled = true;
            succeeded();
            return completion;
        } catch (MovieAiException e) {
            settled = true;
            if (!isFailure(e)) {
                succeeded();
            } else if (hasty && prompt.deadline().expired()) {
                settled = false;
            } else {
                failed(e);
            }
            throw e;
        } finally {
            if (!settled && probe) {
                giveBack();
            }
        }
    }

    private static boolean isFailure(MovieAiException e) {
        return e instanceof PortUnavailableException
                || e instanceof MalformedResponseException
                || e instanceof AuthenticationException;
    }

    /** Lets a call through or not, and returns whether it is the one that finds out. */
    private synchronized boolean enter() {
        if (state == State.CLOSED) {
            return false;
        }
        if (state == State.OPEN && reopening.expired()) {
            state = State.HALF_OPEN;
            return true;
        }
        throw closedToCalls();
    }

    private PortUnavailableException closedToCalls() {
        String wait = state == State.HALF_OPEN
                ? "another call is finding out whether it is back"
                : "trying again in "
                        + reopening.remaining().map(Duration::toMillis).orElse(0L) + " ms";
        return new PortUnavailableException(
                "Generator",
                generator.model(),
                "not asked, for it failed " + failed + " times in a row; " + wait + "; the last failure: "
                        + lastFailure,
                null);
    }

    private synchronized void succeeded() {
        state = State.CLOSED;
        failed = 0;
        lastFailure = "";
    }

    private synchronized void failed(MovieAiException e) {
        failed++;
        lastFailure = String.valueOf(e.getMessage());
        Optional<Duration> told = e instanceof RateLimitedException limited ? limited.retryAfter() : Optional.empty();
        // A service that says when to come back is not asked before.
        if (state == State.HALF_OPEN || failed >= failures || told.isPresent()) {
            Duration asked = told.orElse(openTime);
            Duration wait = asked.compareTo(openTime) < 0 ? openTime : asked;
            state = State.OPEN;
            reopening = Deadline.after(wait.compareTo(LONGEST_OPEN_TIME) > 0 ? LONGEST_OPEN_TIME : wait, nanoClock);
        }
    }

    /** The call that was to find out did not; the next one may. */
    private synchronized void giveBack() {
        if (state == State.HALF_OPEN) {
            state = State.OPEN;
        }
    }

    /** Returns whether calls are let through. */
    public synchronized State state() {
        return state;
    }

    @Override
    public void check() {
        synchronized (this) {
            if (state != State.CLOSED && !reopening.expired()) {
                throw closedToCalls();
            }
        }
        generator.check();
    }

    @Override
    public String model() {
        return generator.model();
    }

    @Override
    public void close() {
        generator.close();
    }
}
