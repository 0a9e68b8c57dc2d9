package io.movieai.llm.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Deadline;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PauseTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void after_failures_doublesWithinTheJitterUpToALimit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long[] expectedMillis = {250, 500, 1000, 2000, 4000, 4000};
        for (int failed = 1; failed <= expectedMillis.length; failed++) {
            for (int i = 0; i < 100; i++) {
                assertThat(Pause.after(failed, null, random))
                        .as("after %d failures, seed %d", failed, seed)
                        .isBetween(
                                Duration.ofMillis(expectedMillis[failed - 1])
                                        .multipliedBy(3)
                                        .dividedBy(4),
                                Duration.ofMillis(expectedMillis[failed - 1])
                                        .multipliedBy(5)
                                        .dividedBy(4));
            }
        }
    }

    @Test
    void after_aWaitThatTheServerAskedFor_isNeverLess() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            assertThat(Pause.after(1, Duration.ofSeconds(3), random))
                    .as("seed %d", seed)
                    .isBetween(Duration.ofSeconds(3), Duration.ofMillis(3100));
        }
    }

    @Test
    void fits_waitAndDeadline_leavesTimeForAnAttempt() {
        Duration second = Duration.ofSeconds(1);
        assertThat(Pause.fits(second, Deadline.NONE)).isTrue();
        assertThat(Pause.fits(second, Deadline.after(second.plusMillis(1), () -> 0)))
                .isTrue();
        assertThat(Pause.fits(second, Deadline.after(second, () -> 0))).isFalse();
        assertThat(Pause.fits(Duration.ofSeconds(10), Deadline.NONE)).isTrue();
        assertThat(Pause.fits(Duration.ofSeconds(11), Deadline.NONE)).isFalse();
    }

    private static HttpHeaders headers(String retryAfter, String date) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Retry-After", List.of(retryAfter));
        if (!date.isEmpty()) {
            headers.put("Date", List.of(date));
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                             | ''                            | 0
            17                            | ''                            | 17
            Sun, 01 Mar 2026 12:00:30 GMT | ''                            | 30
            Sun, 01 Mar 2026 11:00:00 GMT | ''                            | 0
            Sun, 01 Mar 2026 12:00:30 GMT | Sun, 01 Mar 2026 12:00:25 GMT | 5
            Sun, 01 Mar 2026 12:00:30 GMT | nonsense                      | 30
            """)
    void retryAfter_secondsOrDate_isTheWait(String retryAfter, String date, long seconds) {
        assertThat(RetryAfter.of(headers(retryAfter, date), CLOCK)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "99999999999", ""})
    void retryAfter_thatIsNone_isNull(String retryAfter) {
        assertThat(RetryAfter.of(headers(retryAfter, ""), CLOCK)).isNull();
    }
}
