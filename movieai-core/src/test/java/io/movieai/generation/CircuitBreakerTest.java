package io.movieai.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.AuthenticationException;
import io.movieai.ContentRejectedException;
import io.movieai.Deadline;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import io.movieai.generation.CircuitBreaker.State;
import io.movieai.generation.Completion.Finish;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitBreakerTest {
    private static final Duration OPEN = Duration.ofSeconds(30);

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
    private @Nullable RuntimeException failure;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            (prompt, onText) -> {
                calls.incrementAndGet();
                if (failure != null) {
                    throw failure;
                }
                return new Completion("", "fake", TokenUsage.NONE, Finish.COMPLETE);
            },
            3,
            OPEN,
            clock::get);

    private void call() {
        call(Deadline.NONE);
    }

    private void call(Deadline deadline) {
        breaker.generate(Prompts.prompt(deadline), text -> {});
    }

    private void fail(RuntimeException e) {
        failure = e;
        assertThatThrownBy(this::call).isSameAs(e);
    }

    private static PortUnavailableException down() {
        return new PortUnavailableException("Generator", "test", "down", null);
    }

    private void open() {
        fail(down());
        fail(down());
        fail(down());
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void generate_failuresInARow_openIt() {
        fail(down());
        fail(down());
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        fail(new AuthenticationException("Generator", "test", "no key", null));

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThatThrownBy(this::call)
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("failed 3 times in a row")
                .hasMessageContaining("trying again in 30000 ms")
                .hasMessageContaining("no key");
        assertThatThrownBy(breaker::check).isInstanceOf(PortUnavailableException.class);
        assertThat(calls).hasValue(3);
    }

    @Test
    void generate_aSuccessInBetween_startsTheCountAgain() {
        fail(down());
        fail(down());
        failure = null;
        call();
        fail(down());
        fail(down());

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void generate_afterTheOpenTime_letsOneThroughAndCloses() {
        open();
        clock.addAndGet(OPEN.toNanos() - 1);
        assertThatThrownBy(this::call).hasMessageContaining("not asked");
        clock.addAndGet(1);
        failure = null;
        assertThatCode(breaker::check).doesNotThrowAnyException();
        call();

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(calls).hasValue(4);
    }

    @Test
    void generate_aFailureWhileHalfOpen_opensItAgain() {
        open();
        clock.addAndGet(OPEN.toNanos());
        fail(down());

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThatThrownBy(this::call).hasMessageContaining("not asked");
        assertThat(calls).hasValue(4);
    }

    @Test
    void generate_whileAnotherCallFindsOut_failsAtOnce() {
        open();
        clock.addAndGet(OPEN.toNanos());
        failure = null;
        AtomicInteger refused = new AtomicInteger();
        CircuitBreaker[] holder = new CircuitBreaker[1];
        CircuitBreaker nested = CircuitBreaker.of(
                (prompt, onText) -> {
                    if (calls.incrementAndGet() > 1 && refused.get() == 0) {
                        assertThat(holder[0].state()).isEqualTo(State.HALF_OPEN);
                        refused.incrementAndGet();
                        assertThatThrownBy(() -> holder[0].generate(prompt, onText))
                                .hasMessageContaining("finding out");
                        return new Completion("", "fake", TokenUsage.NONE, Finish.COMPLETE);
                    }
                    throw down();
                },
                1,
                OPEN,
                clock::get);
        holder[0] = nested;
        calls.set(0);
        assertThatThrownBy(() -> nested.generate(Prompts.prompt(Deadline.NONE), text -> {}))
                .hasMessageContaining("down");
        clock.addAndGet(OPEN.toNanos());
        nested.generate(Prompts.prompt(Deadline.NONE), text -> {});

        assertThat(refused).hasValue(1);
        assertThat(nested.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void generate_rejectedContent_showsThatTheServiceIsThere() {
        fail(down());
        fail(down());
        fail(new ContentRejectedException("Generator", "test", "rejected", null));
        fail(down());

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void generate_anEndThatIsNoFailure_countsAsNothing() {
        open();
        clock.addAndGet(OPEN.toNanos());
        fail(new IllegalStateException("thrown by the listener"));
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        failure = null;
        call();

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"10, 30", "120, 120", "3600, 300"})
    void generate_aServiceThatAsksToWait_isNotAskedBefore(long asked, long waits) {
        fail(new RateLimitedException("Generator", "test", "slow down", Duration.ofSeconds(asked), null));

        failure = null;
        clock.addAndGet(Duration.ofSeconds(waits).toNanos() - 1);
        assertThatThrownBy(this::call).hasMessageContaining("not asked");
        clock.addAndGet(1);
        assertThatCode(this::call).doesNotThrowAnyException();
    }

    @Test
    void generate_aDeadlineThatWasShort_isTheCallersHaste() {
        failure = down();
        for (int i = 0; i < 10; i++) {
            Deadline hasty = Deadline.after(Duration.ofSeconds(1), clock::getAndIncrement)
                    .before(Duration.ofSeconds(1));
            assertThatThrownBy(() -> call(hasty)).isSameAs(failure);
        }
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void of_numbersOutOfRange_saysBothValues() {
        assertThatThrownBy(() -> CircuitBreaker.of(breaker, 0, OPEN, clock::get))
                .hasMessage("failures: expected at least 1, found 0");
        assertThatThrownBy(() -> CircuitBreaker.of(breaker, 1, Duration.ZERO, clock::get))
                .hasMessage("openTime: expected above 0 and at most PT5M, found PT0S");
    }
}
