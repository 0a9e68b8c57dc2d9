package io.movieai.recsys.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void run_againAndAgain_hasDoneEachShardOnceWhenItReturns(int threads) {
        try (WorkerPool pool = WorkerPool.start(threads)) {
            for (int round = 0; round < 2000; round++) {
                int[] calls = new int[1 + round % 40];
                pool.run(calls.length, shard -> calls[shard]++);
                assertThat(calls).as("round %d", round).containsOnly(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void run_oneShardFails_throwsThat(int threads) {
        try (WorkerPool pool = WorkerPool.start(threads)) {
            assertThatThrownBy(() -> pool.run(8, shard -> {
                        if (shard == 5) {
                            throw new IllegalStateException("shard 5");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("shard 5");
        }
    }

    @Test
    void run_oneShardFails_endsTheOthersFirst() {
        AtomicInteger ended = new AtomicInteger();
        try (WorkerPool pool = WorkerPool.start(3)) {
            assertThatThrownBy(() -> pool.run(64, shard -> {
                        if (shard == 0) {
                            throw new IllegalStateException("shard 0");
                        }
                        ended.incrementAndGet();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(ended).hasValue(63);
        }
    }
}
