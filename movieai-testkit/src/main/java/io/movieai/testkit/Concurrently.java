package io.movieai.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the same work on eight threads at once. */
final class Concurrently {
    static final int THREADS = 8;

    /** Long enough for a slow server; a suite that waits this long has met a deadlock. */
    private static final long LIMIT_MINUTES = 5;

    private Concurrently() {}

    /** Work of one thread. */
    @FunctionalInterface
    interface Work<T> {
        T run(int thread) throws Exception;
    }

    /**
     * Runs the work on every thread, all starting together, and waits for all of them.
     *
     * @return what the threads returned, in the order of their numbers
     * @throws AssertionError if one of them failed or did not end
     */
    static <T> List<T> run(Work<T> work) {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                Callable<T> task = () -> {
                    start.await(LIMIT_MINUTES, TimeUnit.MINUTES);
                    return work.run(thread);
                };
                running.add(threads.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                results.add(result(running.get(i), i));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T result(Future<T> running, int thread) {
        try {
            return running.get(LIMIT_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new AssertionError("thread " + thread + " of " + THREADS + " failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("thread " + thread + " did not end within " + LIMIT_MINUTES + " minutes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for thread " + thread, e);
        }
    }
}
