package io.movieai.app.http;

import java.time.Duration;
import java.util.Objects;

/**
 * What the service takes on at most.
 *
 * @param workers how many requests are answered at a time, at least 1
 * @param waiting how many requests wait for a worker; those beyond are refused with 503
 * @param longestWait how long a request waits for a worker before it is refused with 503
 * @param longestAnswer how long a worker is given for an answer before it is interrupted
 * @param bodyBytes the longest request body; longer ones are refused with 413
 * @param longestBody how long a client may take to send its body before it is refused with 408
 * @param idle how long a connection may be silent, and a client keep from reading, before it is closed
 * @param connections how many connections are open at a time; those beyond wait in the system's backlog
 * @param threads how many threads serve connections
 * @param heartbeat how often a stream of which nothing was heard sends a comment, which shows whether the client is there
 * @param drain how long the service waits, when it stops, for requests that it has begun
 */
public record Limits(
        int workers,
        int waiting,
        Duration longestWait,
        Duration longestAnswer,
        int bodyBytes,
        Duration longestBody,
        Duration idle,
        int connections,
        int threads,
        Duration heartbeat,
        Duration drain) {
    /** Limits for a machine of any size: two workers a processor, and at least four. */
    public static final Limits DEFAULT = new Limits(
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
            1_024,
            Duration.ofSeconds(3),
            Duration.ofSeconds(60),
            256 * 1_024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            4_096,
            64,
            Duration.ofSeconds(2),
            Duration.ofSeconds(25));

    /** @throws IllegalArgumentException if a number is less than 1 (waiting: 0) or a duration is not above 0 */
    public Limits {
        atLeast(1, workers, "workers");
        atLeast(0, waiting, "waiting");
        atLeast(1, bodyBytes, "bodyBytes");
        atLeast(1, connections, "connections");
        // Jetty needs some for accepting and selecting before it serves anybody.
        atLeast(8, threads, "threads");
        positive(longestWait, "longestWait");
        positive(longestAnswer, "longestAnswer");
        positive(longestBody, "longestBody");
        positive(idle, "idle");
        positive(heartbeat, "heartbeat");
        positive(drain, "drain");
    }

    /** Returns the same limits with other numbers of workers and of waiting requests. */
    public Limits withWorkers(int newWorkers, int newWaiting) {
        return new Limits(
                newWorkers,
                newWaiting,
                longestWait,
                longestAnswer,
                bodyBytes,
                longestBody,
                idle,
                connections,
                threads,
                heartbeat,
                drain);
    }

    /** Returns the same limits with other times for waiting and answering. */
    public Limits withTimes(Duration newLongestWait, Duration newLongestAnswer) {
        return new Limits(
                workers,
                waiting,
                newLongestWait,
                newLongestAnswer,
                bodyBytes,
                longestBody,
                idle,
                connections,
                threads,
                heartbeat,
                drain);
    }

    /** Returns the same limits with other patience for clients: to send a body, to be silent, to be there. */
    public Limits withPatience(Duration newLongestBody, Duration newIdle, Duration newHeartbeat) {
        return new Limits(
                workers,
                waiting,
                longestWait,
                longestAnswer,
                bodyBytes,
                newLongestBody,
                newIdle,
                connections,
                threads,
                newHeartbeat,
                drain);
    }

    private static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", found " + value);
        }
    }

    private static void positive(Duration value, String name) {
        if (Objects.requireNonNull(value, name).isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": expected a time above 0, found " + value);
        }
    }
}
