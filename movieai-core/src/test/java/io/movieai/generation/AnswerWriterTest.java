package io.movieai.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.ContentRejectedException;
import io.movieai.Deadline;
import io.movieai.Degradation;
import io.movieai.Degradation.Fallback;
import io.movieai.Films;
import io.movieai.PortUnavailableException;
import io.movieai.catalog.Movie;
import io.movieai.generation.AnswerWriter.Answer;
import io.movieai.generation.Completion.Finish;
import io.movieai.query.TitleMatcher;
import io.movieai.recommend.ItemId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AnswerWriterTest {
    private static final TitleMatcher TITLES = TitleMatcher.of(Films.ALL);
    private static final List<Movie> GIVEN = List.of(Films.MATRIX, Films.CONTACT);

    private final List<Prompt> prompts = new ArrayList<>();
    private final StringBuilder streamed = new StringBuilder();

    private Answer write(Generator generator, Deadline deadline) {
        return write(generator, deadline, streamed::append);
    }

    private Answer write(Generator generator, Deadline deadline, Consumer<String> onText) {
        Generator recording = (prompt, listener) -> {
            prompts.add(prompt);
            return generator.generate(prompt, listener);
        };
        AnswerRequest request = Prompts.request("推荐科幻片", GIVEN).withDeadline(deadline);
        return AnswerWriter.of(recording, PromptWriter.DEFAULT_TOKENS).write(request, TITLES, onText);
    }

    private static Generator saying(String text, Finish finish) {
        return (prompt, onText) -> {
            onText.accept(text);
            return new Completion(text, "fake", new TokenUsage(3, 4), finish);
        };
    }

    private static List<Fallback> fallbacks(Answer answer) {
        return answer.degraded().stream().map(Degradation::fallback).toList();
    }

    private static ContentRejectedException rejected() {
        return new ContentRejectedException("Generator", "test", "data_inspection_failed", null);
    }

    @Test
    void write_aGoodAnswer_isHandedOutWithWhatItCites() {
        Answer answer = write(saying("推荐[2]。", Finish.COMPLETE), Deadline.NONE);

        assertThat(answer.text()).isEqualTo("推荐《超时空接触》。").isEqualTo(streamed.toString());
        assertThat(answer.cited()).containsExactly(ItemId.of("3"));
        assertThat(answer.usage()).isEqualTo(new TokenUsage(3, 4));
        assertThat(answer.degraded()).isEmpty();
        assertThat(answer.rejected()).isFalse();
    }

    @Test
    void write_rejectedContent_isAskedOnceMoreWithLess() {
        Answer answer = write(
                (prompt, onText) -> {
                    if (prompts.size() == 1) {
                        throw rejected();
                    }
                    return saying("推荐[1]。", Finish.COMPLETE).generate(prompt, onText);
                },
                Deadline.NONE);

        assertThat(answer.text()).isEqualTo("推荐《黑客帝国》。");
        assertThat(fallbacks(answer)).containsExactly(Fallback.LEAN_PROMPT);
        assertThat(answer.rejected()).isTrue();
        assertThat(prompts.get(0).messages().get(1).text()).contains("程序员");
        assertThat(prompts.get(1).messages().get(1).text()).doesNotContain("程序员");
    }

    @Test
    void write_contentRejectedTwice_comesFromTemplates() {
        Answer answer = write(
                (prompt, onText) -> {
                    throw rejected();
                },
                Deadline.NONE);

        assertThat(answer.text()).contains("《黑客帝国》", "《超时空接触》").isEqualTo(streamed.toString());
        assertThat(fallbacks(answer)).containsExactly(Fallback.LEAN_PROMPT, Fallback.TEMPLATE_PROSE);
        assertThat(answer.degraded())
                .allSatisfy(step -> assertThat(step.detail()).contains("data_inspection_failed"));
        assertThat(answer.cited()).containsExactly(ItemId.of("1"), ItemId.of("3"));
        assertThat(prompts).hasSize(2);
    }

    @Test
    void write_aFilterThatCutsInTheMiddle_isCompletedByTemplates() {
        Answer answer = write(saying("推荐[1]。后面", Finish.CONTENT_FILTER), Deadline.NONE);

        assertThat(answer.text()).startsWith("推荐《黑客帝国》。").contains("模板").isEqualTo(streamed.toString());
        assertThat(fallbacks(answer)).containsExactly(Fallback.TEMPLATE_PROSE);
        assertThat(answer.rejected()).isTrue();
        assertThat(prompts).hasSize(1);
    }

    @Test
    void write_anotherFailure_isNotAskedAgain() {
        Answer answer = write(
                (prompt, onText) -> {
                    throw new PortUnavailableException("Generator", "test", "down", null);
                },
                Deadline.NONE);

        assertThat(fallbacks(answer)).containsExactly(Fallback.TEMPLATE_PROSE);
        assertThat(prompts).hasSize(1);
        assertThat(answer.rejected()).isFalse();
    }

    @Test
    void write_withoutTimeLeft_doesNotAskTheModel() {
        Answer answer = write(saying("推荐[1]。", Finish.COMPLETE), Deadline.after(Duration.ZERO));

        assertThat(prompts).isEmpty();
        assertThat(answer.text()).contains("《黑客帝国》");
        assertThat(answer.degraded())
                .hasSize(1)
                .allSatisfy(step -> assertThat(step.detail()).contains("no time left"));
    }

    @Test
    void write_noTimeLeftAfterARejection_doesNotAskAgain() {
        AtomicLong clock = new AtomicLong();
        Thread caller = Thread.currentThread();
        Answer answer = write(
                (prompt, onText) -> {
                    // A caller that looked at the clock only now would find its time over before it hears of the
                    // rejection.
                    while (caller.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                    clock.addAndGet(Duration.ofMinutes(1).toNanos());
                    throw rejected();
                },
                Deadline.after(Duration.ofMinutes(1), clock::get));

        assertThat(prompts).hasSize(1);
        assertThat(fallbacks(answer)).containsExactly(Fallback.TEMPLATE_PROSE);
        assertThat(answer.rejected()).isTrue();
    }

    @Test
    @Timeout(60)
    void write_aGeneratorThatIgnoresItsDeadline_isLeftBehind() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean late = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        List<Thread> threads = new ArrayList<>();

        Answer answer = write(
                (prompt, onText) -> {
                    onText.accept("推荐[1]。然后");
                    awaitIgnoringInterrupts(left);
                    try {
                        onText.accept("太晚了。");
                        late.set(true);
                    } finally {
                        ended.countDown();
                    }
                    return new Completion("", "slow", TokenUsage.NONE, Finish.COMPLETE);
                },
                Deadline.after(Duration.ofMillis(300)),
                text -> {
                    threads.add(Thread.currentThread());
                    streamed.append(text);
                });
        String text = streamed.toString();
        left.countDown();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(late).isFalse();
        assertThat(streamed).hasToString(text).hasToString(answer.text());
        assertThat(text).startsWith("推荐《黑客帝国》。").contains("模板").doesNotContain("太晚了");
        assertThat(threads).containsOnly(caller);
        assertThat(answer.degraded())
                .hasSize(1)
                .allSatisfy(step -> assertThat(step.detail()).contains("time limit"));
    }

    private static void awaitIgnoringInterrupts(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // Goes on waiting: this is what the test is about.
            }
        }
    }

    @Test
    @Timeout(60)
    void write_withADeadline_throwsOnWhatTheListenerThrows() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        IllegalCallerException thrown = new IllegalCallerException("thrown by the listener");

        assertThatThrownBy(() -> write(
                        (prompt, onText) -> {
                            onText.accept("推荐[1]。然后");
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                            throw new CancellationException();
                        },
                        Deadline.after(Duration.ofMinutes(5)),
                        text -> {
                            throw thrown;
                        }))
                .isSameAs(thrown);
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Timeout(60)
    void write_interrupted_isCancelled() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> write(saying("推荐[1]。", Finish.COMPLETE), Deadline.after(Duration.ofMinutes(5))))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void write_filmsBeyondThePrompt_areStillInTheTemplate() {
        List<Movie> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(Movie.builder("m" + i, "Some Film Number " + i).year(1990).build());
        }
        AnswerRequest request = Prompts.request("推荐科幻片", many);
        Answer answer = AnswerWriter.of(
                        (prompt, onText) -> {
                            prompts.add(prompt);
                            throw new PortUnavailableException("Generator", "test", "down", null);
                        },
                        PromptWriter.LEAST_TOKENS)
                .write(request, TITLES, streamed::append);

        assertThat(prompts.get(0).films()).hasSizeLessThan(100);
        assertThat(answer.text()).contains("Some Film Number 99");
        assertThat(answer.cited()).hasSize(100);
    }
}
