package io.movieai.recsys.parallel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that share the shards of a piece of work with the thread that asks for it.
 *
 * <p>Work is cut into shards by the caller and never by the number of threads, so a computation whose shards write to
 * disjoint places, or whose shards are reduced in order, gives the same bits on any number of threads. Safe for use by several
 * threads; work must not start work on the same pool from within a shard.
 */
public final class WorkerPool implements AutoCloseable {
    /** How often a thread looks for what it waits for before it sleeps: some ten microseconds, about what waking it costs. */
    private static final int SPINS = 500;

    private final int threads;
    private final @Nullable ExecutorService executor;

    private WorkerPool(int threads, @Nullable ExecutorService executor) {
        this.threads = threads;
        this.executor = executor;
    }

    /**
     * Starts a pool whose work is done by that many threads, the caller's included.
     *
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public static WorkerPool start(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected at least 1, found " + threads);
        }
        if (threads == 1) {
            return new WorkerPool(1, null);
        }
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor =
                new ThreadPoolExecutor(threads - 1, threads - 1, 0, TimeUnit.SECONDS, new SpinningQueue(), task -> {
                    Thread thread = new Thread(task, "movieai-recsys-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        return new WorkerPool(threads, executor);
    }

    /** Starts a pool with as many threads as there are processors. */
    public static WorkerPool start() {
        return start(Runtime.getRuntime().availableProcessors());
    }

    /** Returns how many threads work, the caller's included. */
    public int threads() {
        return threads;
    }

    /**
     * Calls {@code work} once with each number from 0 to {@code shards - 1}, in no order, and returns when all have returned.
     * An interrupt of the caller is kept for later. What a shard throws is thrown here after the others have ended.
     */
    public void run(int shards, IntConsumer work) {
        int helpers = Math.min(threads, shards) - 1;
        if (executor == null || helpers < 1) {
            for (int shard = 0; shard < shards; shard++) {
                work.accept(shard);
            }
            return;
        }
        Region region = new Region(shards, work);
        for (int i = 0; i < helpers; i++) {
            executor.execute(region);
        }
        region.drain();
        region.await();
    }

    /** Ends the threads. Work that runs is finished. Idempotent. */
    @Override
    public void close() {
        if (executor != null) {
            executor.shutdown();
        }
    }

    /** Work follows work within microseconds while a model is trained, so threads do not sleep at once. */
    private static final class SpinningQueue extends LinkedBlockingQueue<Runnable> {
        private static final long serialVersionUID = 1;

        @Override
        public Runnable take() throws InterruptedException {
            for (int spin = 0; spin < SPINS; spin++) {
                Runnable task = poll();
                if (task != null) {
                    return task;
                }
                Thread.onSpinWait();
            }
            return super.take();
        }
    }

    /** One call of {@link #run}: the threads take shard after shard. A thread that comes when none is left is not waited for. */
    private static final class Region implements Runnable {
        private final int shards;
        private final IntConsumer work;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final CountDownLatch allDone = new CountDownLatch(1);
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Region(int shards, IntConsumer work) {
            this.shards = shards;
            this.work = work;
        }

        @Override
        public void run() {
            drain();
        }

        void drain() {
            for (int shard = next.getAndIncrement(); shard < shards; shard = next.getAndIncrement()) {
                try {
                    work.accept(shard);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
                if (done.incrementAndGet() == shards) {
                    allDone.countDown();
                }
            }
        }

        void await() {
            for (int spin = 0; spin < SPINS && allDone.getCount() > 0; spin++) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (true) {
                try {
                    allDone.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
        }
    }
}
