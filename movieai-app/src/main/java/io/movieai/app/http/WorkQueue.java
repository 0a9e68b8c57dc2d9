package io.movieai.app.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Answers a limited number of requests at a time and lets a limited number wait, each for a limited time. What is beyond that
 * is refused at once, so that those who are taken are answered in time. Thread-safe.
 */
final class WorkQueue implements AutoCloseable {
    private final Limits limits;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor clock;

    WorkQueue(Limits limits) {
        this.limits = limits;
        BlockingQueue<Runnable> queue =
                limits.waiting() == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(limits.waiting());
        this.workers = new ThreadPoolExecutor(
                limits.workers(), limits.workers(), 1, TimeUnit.MINUTES, queue, named("movieai-worker-"));
        workers.allowCoreThreadTimeOut(true);
        this.clock = new ScheduledThreadPoolExecutor(1, named("movieai-clock-"));
        clock.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Hands work to a worker. Work that waits too long for one is given up with a 503, also while all of them are held up. Work
     * that takes too long is interrupted, and its result is then a 504.
     *
     * @return what the work returned or threw; completed by the worker, or by the clock if it waited too long
     * @throws ApiException if as much is waiting as may wait
     */
    <T> CompletableFuture<T> submit(Callable<T> work) {
        Task<T> task = new Task<>(work);
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            throw overloaded();
        }
        task.waitNoLongerThan(limits.longestWait());
        return task.result;
    }

    /** Runs something again and again until the result is cancelled. */
    ScheduledFuture<?> every(Duration period, Runnable beat) {
        return clock.scheduleWithFixedDelay(beat, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns how many requests wait for a worker. */
    int waiting() {
        return workers.getQueue().size();
    }

    /** Returns how many requests are being answered. */
    int working() {
        return workers.getActiveCount();
    }

    /** Returns whether another request would be taken. */
    boolean hasRoom() {
        return workers.getQueue().remainingCapacity() > 0 || working() < limits.workers();
    }

    private ApiException overloaded() {
        return ApiException.busy("overloaded", "too many requests are waiting; try again later", limits.longestWait());
    }

    private final class Task<T> implements Runnable {
        private final Callable<T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final long submitted = System.nanoTime();
        private @Nullable ScheduledFuture<?> patience;
        private boolean begun;
        private boolean running;
        private boolean expired;

        Task(Callable<T> work) {
            this.work = work;
        }

        /** Gives up unless a worker begins in time. */
        synchronized void waitNoLongerThan(Duration longest) {
            if (!begun) {
                patience = clock.schedule(this::giveUp, longest.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private void giveUp() {
            if (begin()) {
                workers.remove(this);
                result.completeExceptionally(overloaded());
            }
        }

        /** Ends the waiting; returns whether the caller, worker or clock, is the first to do so. */
        private synchronized boolean begin() {
            boolean isFirst = !begun;
            begun = true;
            if (patience != null) {
                patience.cancel(false);
            }
            return isFirst;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            if (System.nanoTime() - submitted > limits.longestWait().toNanos()) {
                result.completeExceptionally(overloaded());
                return;
            }
            Thread worker = Thread.currentThread();
            synchronized (this) {
                running = true;
            }
            ScheduledFuture<?> alarm =
                    clock.schedule(() -> expire(worker), limits.longestAnswer().toNanos(), TimeUnit.NANOSECONDS);
            try {
                T value = work.call();
                end(alarm);
                result.complete(value);
            } catch (Throwable e) {
                boolean late = end(alarm);
                result.completeExceptionally(late ? tooLong() : e);
            }
        }

        private synchronized void expire(Thread worker) {
            if (running) {
                expired = true;
                worker.interrupt();
            }
        }

        /** Keeps the interrupt away from the worker's next task. */
        private synchronized boolean end(ScheduledFuture<?> alarm) {
            running = false;
            alarm.cancel(false);
            Thread.interrupted();
            return expired;
        }

        private ApiException tooLong() {
            return ApiException.of(
                    504, "timeout", "no answer within " + limits.longestAnswer().toSeconds() + " s; try again later");
        }
    }

    /** Takes nothing more, interrupts what still runs, and gives up what waits. */
    @Override
    public void close() {
        workers.shutdownNow().forEach(task -> ((Task<?>) task).result.completeExceptionally(overloaded()));
        clock.shutdownNow();
    }
}
