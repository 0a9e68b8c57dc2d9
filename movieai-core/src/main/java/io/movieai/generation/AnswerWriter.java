package io.movieai.generation;

import io.movieai.ContentRejectedException;
import io.movieai.Degradation;
import io.movieai.Degradation.Fallback;
import io.movieai.MovieAiException;
import io.movieai.Stage;
import io.movieai.catalog.Movie;
import io.movieai.generation.Completion.Finish;
import io.movieai.generation.Grounding.AnswerEndedException;
import io.movieai.query.Reading.Intent;
import io.movieai.query.TitleMatcher;
import io.movieai.recommend.ItemId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes answers, by a ladder that always ends in one: the language model; when it rejects the content, the model once more
 * with the films' titles, genres and years alone; and templates. The deadline holds over all of them: nothing is started that
 * has no time left, and a generator that outlasts it is not waited for. Retrying a call that failed is the generator's own
 * affair.
 *
 * <p>What was handed out is never taken back: when a model fails in the middle, templates go on behind what it wrote.
 *
 * <p>Safe for use by several threads.
 */
public final class AnswerWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);

    /** What is kept of a deadline for the templates. */
    private static final Duration TEMPLATE_TIME = Duration.ofMillis(20);

    private final @Nullable Generator generator;
    private final TemplateGenerator template = new TemplateGenerator();
    private final int tokens;

    private AnswerWriter(@Nullable Generator generator, int tokens) {
        this.generator = generator;
        this.tokens = tokens;
    }

    /**
     * Returns a writer of answers.
     *
     * @param generator the language model, which is put behind a {@link CircuitBreaker} unless it is one; or a template
     *     generator, for answers without one
     * @param tokens how many tokens a prompt may have
     */
    public static AnswerWriter of(Generator generator, int tokens) {
        if (generator instanceof TemplateGenerator) {
            return new AnswerWriter(null, tokens);
        }
        Generator breaker =
                generator instanceof CircuitBreaker ? generator : CircuitBreaker.of(new DeadlineKeeper(generator));
        return new AnswerWriter(breaker, tokens);
    }

    /** Returns what is asked: the language model behind its breaker, or the templates. */
    public Generator generator() {
        return generator == null ? template : generator;
    }

    /**
     * An answer. Immutable.
     *
     * @param text all that was handed out
     * @param cited the films that it names, in the order of their first mention
     * @param degraded the steps down that it took
     * @param rejected whether the model rejected the content of the request or the films
     * @param model what wrote the text, or its end
     * @param usage what it cost
     */
    public record Answer(
            String text,
            List<ItemId> cited,
            List<Degradation> degraded,
            boolean rejected,
            String model,
            TokenUsage usage) {
        public Answer {
            cited = List.copyOf(cited);
            degraded = List.copyOf(degraded);
        }
    }

    /**
     * Writes an answer.
     *
     * @param titles where the titles of all films are spelt, so that others than the given ones are known as such
     * @param onText takes each new piece of the text, in order; what it throws ends the answer and is thrown on
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Answer write(AnswerRequest request, TitleMatcher titles, Consumer<String> onText) {
        if (generator == null) {
            return fromTemplate(request, new Attempts(), onText);
        }
        Attempts attempts = new Attempts();
        AnswerRequest timed = request.withDeadline(request.deadline().before(TEMPLATE_TIME));
        boolean done = attempt(PromptWriter.write(timed, tokens), timed, titles, attempts, onText);
        if (!done
                && attempts.rejected
                && attempts.text.isEmpty()
                && !timed.deadline().expired()) {
            attempts.degrade(Fallback.LEAN_PROMPT);
            done = attempt(PromptWriter.writeLean(timed, tokens), timed, titles, attempts, onText);
        }
        return done ? attempts.answer() : fromTemplate(request, attempts, onText);
    }

    /** Has the model write, and returns whether the answer can stand as it is. */
    private boolean attempt(
            Prompt prompt, AnswerRequest request, TitleMatcher titles, Attempts attempts, Consumer<String> onText) {
        Generator model = Objects.requireNonNull(generator);
        if (prompt.deadline().expired()) {
            attempts.failure = "no time left for " + model.model();
            return false;
        }
        Grounding grounding = new Grounding(
                prompt.films(),
                furtherFilms(request, prompt.films().size()),
                titles,
                request.reading().text(),
                request.reading().language(),
                onText);
        try {
            Completion completion = model.generate(prompt, grounding);
            grounding.finish();
            attempts.took(grounding, completion.model(), completion.usage());
            if (completion.finish() == Finish.CONTENT_FILTER) {
                attempts.rejected = true;
                attempts.failure = completion.model() + " was cut off by its content filter";
                return false;
            }
        } catch (AnswerEndedException e) {
            grounding.finish();
            attempts.took(grounding, model.model(), TokenUsage.NONE);
        } catch (MovieAiException e) {
            attempts.took(grounding, model.model(), TokenUsage.NONE);
            attempts.rejected |= e instanceof ContentRejectedException;
            attempts.failure = String.valueOf(e.getMessage());
            return false;
        }
        if (grounding.cut() > 0) {
            LOG.warn("{}: {} sentences were left out", attempts.model, grounding.cut());
        }
        return suffices(grounding, request, attempts);
    }

    private static List<Movie> furtherFilms(AnswerRequest request, int numbered) {
        List<Movie> further = new ArrayList<>(request.further());
        request.films().stream().skip(numbered).map(ContextFilm::movie).forEach(further::add);
        return further;
    }

    /** An answer that recommends has to name a film; what is said about one film need not. */
    private static boolean suffices(Grounding grounding, AnswerRequest request, Attempts attempts) {
        boolean empty = grounding.text().isBlank();
        boolean about = request.reading().intent() == Intent.ABOUT_FILM && grounding.cut() == 0;
        if (!empty && (about || !grounding.cited().isEmpty())) {
            return true;
        }
        attempts.failure = attempts.model
                + (empty && grounding.cut() == 0 ? " wrote nothing" : " named none of the films that it was given");
        return false;
    }

    private Answer fromTemplate(AnswerRequest request, Attempts attempts, Consumer<String> onText) {
        Prompt prompt = new Prompt(
                request.reading(),
                request.films(),
                request.notes(),
                List.of(),
                request.temperature(),
                request.maxTokens(),
                request.deadline());
        if (generator != null) {
            LOG.warn("answering from templates: {}", attempts.failure);
            attempts.degrade(Fallback.TEMPLATE_PROSE);
        }
        if (!attempts.text.isEmpty()) {
            attempts.text.append("\n\n");
            onText.accept("\n\n");
        }
        Completion completion = template.generate(prompt, onText);
        attempts.text.append(completion.text());
        attempts.cited.clear();
        request.films().forEach(film -> attempts.cited.add(film.movie().id()));
        attempts.model = completion.model();
        return attempts.answer();
    }

    /** What was written so far, and what was done without. */
    private static final class Attempts {
        private final StringBuilder text = new StringBuilder();
        private final List<ItemId> cited = new ArrayList<>();
        private final List<Degradation> degraded = new ArrayList<>();
        private String failure = "";
        private String model = "";
        private boolean rejected;
        private TokenUsage usage = TokenUsage.NONE;

        void took(Grounding grounding, String name, TokenUsage cost) {
            text.append(grounding.text());
            cited.addAll(grounding.cited());
            model = name;
            usage = new TokenUsage(
                    usage.promptTokens() + cost.promptTokens(), usage.completionTokens() + cost.completionTokens());
        }

        void degrade(Fallback fallback) {
            degraded.add(new Degradation(Stage.GENERATION, fallback, failure));
        }

        Answer answer() {
            return new Answer(text.toString(), cited, degraded, rejected, model, usage);
        }
    }
}
