package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.Deadline;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.generation.Completion;
import io.movieai.generation.ContextFilm;
import io.movieai.generation.Generator;
import io.movieai.generation.Message;
import io.movieai.generation.Prompt;
import io.movieai.query.Reading;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The suite that every {@link Generator} passes. The test class of an adapter extends it and hands over a generator; one
 * that talks to a server hands over a generator for a local server that speaks the real protocol and streams its answer in
 * at least two pieces. No test can be left out.
 */
public abstract class GeneratorContract {
    private static final List<Movie> MOVIES = List.of(
            Movie.builder("1", "The Godfather")
                    .titleZh("教父")
                    .year(1972)
                    .genres(List.of(Genre.CRIME, Genre.DRAMA))
                    .synopsis("纽约黑手党家族的老族长遇刺之后，小儿子接过了家族的权力。")
                    .rating(4.6, 120)
                    .build(),
            Movie.builder("2", "The Matrix").titleZh("黑客帝国").year(1999).build(),
            Movie.builder("3", "Alien").build());

    private @Nullable Generator opened;

    /** Opens a generator. The suite calls it once in a test at most, and closes what it returns. */
    protected abstract Generator open();

    private Generator generator() {
        Generator generator = open();
        opened = generator;
        return generator;
    }

    @AfterEach
    final void closeGenerator() {
        if (opened != null) {
            opened.close();
        }
    }

    private static Prompt prompt(Language language, int films, OptionalInt maxTokens) {
        String request = language == Language.CHINESE ? "推荐几部好看的电影" : "recommend a few good films";
        List<ContextFilm> context = new ArrayList<>();
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < films; i++) {
            Movie movie = MOVIES.get(i);
            context.add(new ContextFilm(i + 1, movie, language == Language.CHINESE ? "评分很高" : "rated highly"));
            list.append(i + 1).append(". ").append(movie.title(language)).append('\n');
        }
        return new Prompt(
                new Reading(
                        request,
                        language,
                        List.of(),
                        List.of(),
                        OptionalInt.empty(),
                        request,
                        Reading.Intent.FIND,
                        List.of(),
                        List.of(),
                        false),
                context,
                List.of(),
                List.of(
                        new Message(Message.Role.SYSTEM, "Recommend only these films:\n" + list),
                        new Message(Message.Role.USER, request)),
                OptionalDouble.of(0),
                maxTokens,
                Deadline.NONE);
    }

    private static Prompt prompt() {
        return prompt(Language.CHINESE, MOVIES.size(), OptionalInt.empty());
    }

    @ParameterizedTest
    @EnumSource
    void generate_prompt_handsOutTheTextInPieces(Language language) {
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());

        Completion completion = generator().generate(prompt(language, MOVIES.size(), OptionalInt.empty()), pieces::add);

        assertThat(completion.text()).as("text").isNotBlank().isEqualTo(String.join("", pieces));
        assertThat(pieces).as("pieces").isNotEmpty().doesNotContain("");
        assertThat(completion.model()).as("model").isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void generate_promptWithoutFilms_answersAllTheSame(Language language) {
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());

        Completion completion = generator().generate(prompt(language, 0, OptionalInt.empty()), pieces::add);

        assertThat(completion.text()).isEqualTo(String.join("", pieces));
        assertThat(pieces).as("pieces").doesNotContain("");
    }

    @Test
    void generate_maxTokens_areNotExceeded() {
        Completion completion = generator().generate(prompt(Language.ENGLISH, 3, OptionalInt.of(16)), piece -> {});

        assertThat(completion.usage().completionTokens()).isLessThanOrEqualTo(16);
    }

    @Test
    void generate_listener_isCalledByOneThreadAtATimeAndNotAfterwards() {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicBoolean returned = new AtomicBoolean();
        AtomicBoolean late = new AtomicBoolean();

        generator().generate(prompt(), piece -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            threads.add(Thread.currentThread());
            if (returned.get()) {
                late.set(true);
            }
            inside.decrementAndGet();
        });
        returned.set(true);
        closeGenerator();

        assertThat(most.get()).as("calls at a time").isEqualTo(1);
        assertThat(threads.stream().distinct()).as("threads that called").hasSize(1);
        assertThat(late.get()).as("called after the return").isFalse();
    }

    @Test
    void generate_listenerThrows_endsAndThrowsThatOn() {
        RuntimeException thrown = new IllegalCallerException("thrown by the listener");
        AtomicInteger calls = new AtomicInteger();
        Generator generator = generator();

        assertThatThrownBy(() -> generator.generate(prompt(), piece -> {
                    calls.incrementAndGet();
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(calls.get()).as("calls of the listener").isEqualTo(1);
        assertThat(generator.generate(prompt(), piece -> {}).text())
                .as("the next answer")
                .isNotBlank();
    }

    @Test
    void generate_listenerThrowsAnError_throwsThatOn() {
        Error thrown = new AssertionError("thrown by the listener");

        assertThatThrownBy(() -> generator().generate(prompt(), piece -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void generate_interruptedBefore_isCancelled() {
        AtomicInteger calls = new AtomicInteger();

        assertCancelled(piece -> calls.incrementAndGet(), true);

        assertThat(calls.get()).as("calls of the listener").isZero();
    }

    @Test
    void generate_interruptedWhileWriting_isCancelled() {
        Thread caller = Thread.currentThread();
        AtomicInteger calls = new AtomicInteger();

        assertCancelled(
                piece -> {
                    calls.incrementAndGet();
                    caller.interrupt();
                },
                false);

        assertThat(calls.get()).as("calls of the listener").isEqualTo(1);
    }

    private void assertCancelled(Consumer<String> onText, boolean interruptFirst) {
        Generator generator = generator();
        boolean interrupted;
        try {
            if (interruptFirst) {
                Thread.currentThread().interrupt();
            }
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> generator.generate(prompt(), onText));
        } finally {
            interrupted = Thread.interrupted();
        }
        assertThat(interrupted).as("interrupt flag").isTrue();
        assertThat(generator.generate(prompt(), piece -> {}).text())
                .as("the next answer")
                .isNotBlank();
    }

    @Test
    void generate_fromEightThreads_keepsTheAnswersApart() {
        Generator generator = generator();

        List<Completion> completions = Concurrently.run(thread -> {
            Language language = thread % 2 == 0 ? Language.CHINESE : Language.ENGLISH;
            List<String> pieces = Collections.synchronizedList(new ArrayList<>());
            Completion completion =
                    generator.generate(prompt(language, 1 + thread % 3, OptionalInt.empty()), pieces::add);
            assertThat(completion.text()).as("thread %d", thread).isNotBlank().isEqualTo(String.join("", pieces));
            return completion;
        });

        assertThat(completions).hasSize(Concurrently.THREADS);
    }

    @Test
    void check_anOpenGenerator_findsItReady() {
        Generator generator = generator();

        assertThatCode(generator::check).doesNotThrowAnyException();
        assertThat(generator.generate(prompt(), piece -> {}).text())
                .as("the next answer")
                .isNotBlank();
    }

    @Test
    void model_always_isTheSameName() {
        Generator generator = generator();
        String model = generator.model();

        assertThat(model).isNotBlank();
        generator.generate(prompt(), piece -> {});
        assertThat(generator.model()).isEqualTo(model);
    }

    @Test
    void close_twice_doesNothingMore() {
        Generator generator = generator();
        String model = generator.model();

        generator.close();
        generator.close();

        assertThat(generator.model()).as("model of the closed generator").isEqualTo(model);
        try {
            assertThat(generator.generate(prompt(), piece -> {}).text())
                    .as("answer of a closed generator that holds nothing")
                    .isNotBlank();
        } catch (IllegalStateException e) {
            assertThat(e).as("refusal of the closed generator").hasMessageContaining("closed");
        }
    }
}
