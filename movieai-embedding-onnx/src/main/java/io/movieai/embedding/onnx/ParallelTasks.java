package io.movieai.embedding.onnx;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Numbered tasks that the calling thread works off, with what help it gets. The caller never waits for a helper that has not
 * begun, so that helpers may be few, busy or gone.
 */
final class ParallelTasks {
    private final int count;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** The caller and the helpers at work; terminated when the caller has seen all of them leave. */
    private final Phaser workers = new Phaser(1);

    private ParallelTasks(int count, IntConsumer task) {
        this.count = count;
        this.task = task;
    }

    /**
     * Runs the task for 0 to {@code count} - 1, each number once, in no order that can be relied on. When this returns or throws, no
     * task runs any more.
     *
     * @param helpers the most threads to ask for help
     * @param executor where to ask
     * @throws CancellationException if the calling thread is interrupted before the last task has begun, and after the first;
     *     the interrupt flag stays set
     * @throws RuntimeException what a task threw; no further tasks are begun then
     */
    static void run(int count, int helpers, Executor executor, IntConsumer task) {
        ParallelTasks tasks = new ParallelTasks(count, task);
        try {
            for (int i = 0; i < helpers; i++) {
                executor.execute(tasks::help);
            }
        } catch (RejectedExecutionException e) {
            // Shut down meanwhile; the tasks will say so if it matters to them.
        }
        boolean interrupted = tasks.workAsCaller();
        int phase = tasks.workers.arriveAndDeregister();
        tasks.workers.awaitAdvance(phase);
        Throwable failure = tasks.failure.get();
        if (failure instanceof RuntimeException thrown) {
            throw thrown;
        }
        if (failure instanceof Error thrown) {
            throw thrown;
        }
        if (interrupted) {
            throw new CancellationException("interrupted after " + tasks.done + " of " + count + " runs");
        }
    }

    /** Returns whether it stopped early because the thread was interrupted. */
    private boolean workAsCaller() {
        boolean began = false;
        while (failure.get() == null) {
            if (began && next.get() < count && Thread.currentThread().isInterrupted()) {
                // Nobody begins another task.
                next.set(count);
                return true;
            }
            int number = next.getAndIncrement();
            if (number >= count) {
                return false;
            }
            began = true;
            run(number);
        }
        return false;
    }

    private void help() {
        if (workers.register() < 0) {
            return;
        }
        try {
            while (failure.get() == null) {
                int number = next.getAndIncrement();
                if (number >= count) {
                    return;
                }
                run(number);
            }
        } finally {
            workers.arriveAndDeregister();
        }
    }

    private void run(int number) {
        try {
            task.accept(number);
            done.incrementAndGet();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }
}
