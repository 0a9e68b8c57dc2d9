package io.movieai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final Deadline deadline = Deadline.after(Duration.ofNanos(100), clock::get);

    @Test
    void remaining_asTimePasses_shrinksToZeroAcrossTheClocksOverflow() {
        assertThat(deadline.remaining()).contains(Duration.ofNanos(100));
        clock.addAndGet(99);
        assertThat(deadline.remaining()).contains(Duration.ofNanos(1));
        assertThat(deadline.expired()).isFalse();
        clock.addAndGet(1);
        assertThat(deadline.remaining()).contains(Duration.ZERO);
        assertThat(deadline.expired()).isTrue();
        clock.addAndGet(1_000);
        assertThat(deadline.remaining()).contains(Duration.ZERO);
    }

    @Test
    void bound_ofAWait_isTheShorterOne() {
        assertThat(deadline.bound(Duration.ofNanos(40))).isEqualTo(Duration.ofNanos(40));
        assertThat(deadline.bound(Duration.ofSeconds(1))).isEqualTo(Duration.ofNanos(100));
        clock.addAndGet(500);
        assertThat(deadline.bound(Duration.ofSeconds(1))).isEqualTo(Duration.ZERO);
        assertThat(deadline).hasToString("0 ms left");
    }

    @Test
    void none_always_leavesAnyTime() {
        assertThat(Deadline.NONE.remaining()).isEmpty();
        assertThat(Deadline.NONE.expired()).isFalse();
        assertThat(Deadline.NONE.bound(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
        assertThat(Deadline.NONE).hasToString("no deadline");
    }

    @Test
    void after_noTime_hasExpired() {
        assertThat(Deadline.after(Duration.ZERO).expired()).isTrue();
        assertThat(Deadline.after(Duration.ofSeconds(-1)).expired()).isTrue();
        assertThat(Deadline.after(Duration.ofHours(1)).expired()).isFalse();
    }
}
