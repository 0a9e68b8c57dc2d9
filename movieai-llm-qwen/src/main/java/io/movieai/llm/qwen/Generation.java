package io.movieai.llm.qwen;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder;
import dev.langchain4j.model.output.FinishReason;
import io.movieai.MovieAiException;
import io.movieai.generation.Completion;
import io.movieai.generation.Message;
import io.movieai.generation.Prompt;
import io.movieai.generation.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writing of one answer, with as many attempts as it takes and may take. Serves once, on one thread. */
final class Generation {
    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    private final QwenOptions options;
    private final ChatHttp http;
    private final Prompt prompt;
    private final ChatRequest request;
    private final AnswerText text;
    private Duration pause = Duration.ZERO;
    private boolean again;

    Generation(QwenOptions options, ChatHttp http, Prompt prompt, Consumer<String> onText) {
        this.options = options;
        this.http = http;
        this.prompt = prompt;
        this.text = new AnswerText(onText);
        List<ChatMessage> messages =
                prompt.messages().stream().map(Generation::message).toList();
        this.request = ChatRequest.builder().messages(messages).build();
    }

    private static ChatMessage message(Message message) {
        return switch (message.role()) {
            case SYSTEM -> SystemMessage.from(message.text());
            case USER -> UserMessage.from(message.text());
            case ASSISTANT -> AiMessage.from(message.text());
        };
    }

    /**
     * Writes the answer.
     *
     * @throws MovieAiException if the last attempt failed
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its flag stays set
     */
    Completion run() {
        RetryPolicy<Completion> policy = RetryPolicy.<Completion>builder()
                .withMaxRetries(options.maxRetries())
                .withDelayFn(context -> pause)
                .abortOn(failure -> !again)
                .onRetry(event -> LOG.info(
                        "asking again after: {}", event.getLastException().getMessage()))
                .build();
        try {
            return Failsafe.with(policy).get(context -> once(context.getAttemptCount() + 1));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw ChatHttp.cancelled();
            }
            throw e;
        }
    }

    private Completion once(int number) {
        again = false;
        text.restart();
        Attempt attempt = new Attempt(http, prompt.deadline(), text);
        try {
            ChatResponse response = attempt.run(model(), request);
            text.end();
            if (Thread.currentThread().isInterrupted()) {
                throw ChatHttp.cancelled();
            }
            return completion(response);
        } catch (MovieAiException e) {
            pause = Pause.after(number, attempt.askedToWait(), ThreadLocalRandom.current());
            again = (e.isRetryable() || attempt.cut()) && !text.started() && Pause.fits(pause, prompt.deadline());
            throw e;
        }
    }

    private OpenAiStreamingChatModelBuilder model() {
        return new OpenAiStreamingChatModelBuilder()
                .baseUrl(options.baseUrl().toString())
                .modelName(options.model())
                .temperature(prompt.temperature().orElse(options.temperature()))
                .maxTokens(prompt.maxTokens().orElse(options.maxTokens()))
                .customParameters(options.extraFields());
    }

    private Completion completion(ChatResponse response) {
        String model = Optional.ofNullable(response.metadata().modelName()).orElse(options.model());
        FinishReason reason = response.metadata().finishReason();
        Completion.Finish finish = reason == FinishReason.LENGTH
                ? Completion.Finish.LENGTH
                : reason == FinishReason.CONTENT_FILTER ? Completion.Finish.CONTENT_FILTER : Completion.Finish.COMPLETE;
        return new Completion(text.toString(), model, usage(response.metadata().tokenUsage()), finish);
    }

    private static TokenUsage usage(dev.langchain4j.model.output.@Nullable TokenUsage usage) {
        return usage == null
                ? TokenUsage.NONE
                : new TokenUsage(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }
}
