package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelTasksTest {
    private final ExecutorService executor = Executors.newFixedThreadPool(3);

    @AfterEach
    void stopHelpers() {
        executor.shutdownNow();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void run_manyTasks_runsEachOnce() {
        for (int round = 0; round < 200; round++) {
            AtomicIntegerArray runs = new AtomicIntegerArray(100);
            ParallelTasks.run(runs.length(), 3, executor, runs::incrementAndGet);
            for (int i = 0; i < runs.length(); i++) {
                assertThat(runs.get(i)).as("round %s, task %s", round, i).isEqualTo(1);
            }
        }
    }

    @Test
    void run_helpers_workBesideTheCaller() {
        CountDownLatch both = new CountDownLatch(2);
        ParallelTasks.run(2, 1, executor, number -> {
            both.countDown();
            await(both);
        });
        assertThat(both.getCount()).isZero();
    }

    @Test
    void run_helpersThatNeverBegin_areNotWaitedFor() {
        List<Runnable> waiting = new ArrayList<>();
        AtomicInteger runs = new AtomicInteger();
        ParallelTasks.run(5, 2, waiting::add, number -> runs.incrementAndGet());
        assertThat(runs).hasValue(5);

        waiting.forEach(Runnable::run);
        assertThat(waiting).hasSize(2);
        assertThat(runs).as("runs after a helper came too late").hasValue(5);
    }

    @Test
    void run_executorThatIsShutDown_isDoneByTheCaller() {
        executor.shutdown();
        AtomicInteger runs = new AtomicInteger();
        ParallelTasks.run(5, 2, executor, number -> runs.incrementAndGet());
        assertThat(runs).hasValue(5);
    }

    @Test
    void run_noTasks_doesNothing() {
        ParallelTasks.run(0, -1, executor, number -> {
            throw new IllegalStateException("a task " + number);
        });
        assertThat(executor.isShutdown()).isFalse();
    }

    @Test
    void run_failingTask_endsItAll() {
        AtomicInteger runs = new AtomicInteger();
        assertThatIllegalStateException()
                .isThrownBy(() -> ParallelTasks.run(1_000_000, 3, executor, number -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("task " + number);
                }))
                .withMessageStartingWith("task ");
        assertThat(runs).hasValueLessThan(10);
    }

    @Test
    void run_failingHelper_isReportedByTheCaller() {
        CountDownLatch failed = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ParallelTasks.run(2, 1, executor, number -> {
                    if (Thread.currentThread() != caller) {
                        failed.countDown();
                        throw new AssertionError("from the helper");
                    }
                    await(failed);
                }))
                .withMessage("from the helper");
    }

    @Test
    void run_interruptedCaller_waitsForHelpersAndKeepsTheFlag() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger runs = new AtomicInteger();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> ParallelTasks.run(1_000_000, 3, executor, number -> {
                    running.incrementAndGet();
                    runs.incrementAndGet();
                    running.decrementAndGet();
                }))
                .withMessageContaining("of 1000000 runs");
        assertThat(running).as("running after the end").hasValue(0);
        assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
    }

    @Test
    void run_interruptedCallerWithOneTask_isDone() {
        AtomicInteger runs = new AtomicInteger();
        Thread.currentThread().interrupt();
        ParallelTasks.run(1, 0, executor, number -> runs.incrementAndGet());
        assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
        assertThat(runs).hasValue(1);
    }
}
