package io.movieai.llm.qwen;

import io.movieai.Deadline;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The waits between attempts: doubling with jitter, or what the server asks for. */
final class Pause {
    /** A caller that waits longer is better told to come back. */
    static final Duration LONGEST_ASKED = Duration.ofSeconds(10);

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(4);
    /** So that callers who were all told the same do not come back at the same moment. */
    private static final Duration SPREAD = Duration.ofMillis(100);

    private Pause() {}

    /**
     * Returns how long to wait before the next attempt.
     *
     * @param failed how many attempts have failed, from 1 on
     * @param asked how long the server asked to wait, or null; never waited less
     */
    static Duration after(int failed, @Nullable Duration asked, RandomGenerator random) {
        if (asked != null) {
            return asked.plusNanos(random.nextLong(SPREAD.toNanos()));
        }
        double doubled = Math.min((double) LONGEST.toNanos(), FIRST.toNanos() * Math.pow(2, failed - 1.0));
        return Duration.ofNanos((long) (doubled * (0.75 + random.nextDouble() / 2)));
    }

    /** Returns whether a wait leaves time for another attempt. */
    static boolean fits(Duration wait, Deadline deadline) {
        return wait.compareTo(LONGEST_ASKED.plus(SPREAD)) <= 0
                && deadline.remaining().map(left -> wait.compareTo(left) < 0).orElse(true);
    }
}
