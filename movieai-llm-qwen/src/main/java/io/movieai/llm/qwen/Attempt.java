package io.movieai.llm.qwen;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder;
import io.movieai.Deadline;
import io.movieai.MovieAiException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. LangChain4j writes the request's JSON and reads that of each chunk; the connection between the
 * two is this class, on the calling thread. Serves once.
 */
final class Attempt implements HttpClient, StreamingChatResponseHandler {
    /** How long the end of a body may take to follow the last event. */
    private static final Duration LAST_MOMENT = Duration.ofMillis(100);

    private final ChatHttp http;
    private final Deadline deadline;
    private final AnswerText text;
    private @Nullable Throwable thrownByListener;
    private @Nullable Throwable unreadable;
    private @Nullable ChatResponse response;
    private @Nullable Duration askedToWait;
    private boolean cut;

    Attempt(ChatHttp http, Deadline deadline, AnswerText text) {
        this.http = http;
        this.deadline = deadline;
        this.text = text;
    }

    /** Returns how long the server asked to wait before another attempt, or null. */
    @Nullable
    Duration askedToWait() {
        return askedToWait;
    }

    /** Returns whether the answer broke off. */
    boolean cut() {
        return cut;
    }

    /**
     * Makes the request and hands out its answer.
     *
     * @param model set up for this request but for its transport
     * @throws MovieAiException if there is no answer or no whole one
     */
    ChatResponse run(OpenAiStreamingChatModelBuilder model, ChatRequest request) {
        model.httpClientBuilder(new Builder(this)).build().chat(request, this);
        if (response == null) {
            throw new IllegalStateException("the chat model ended without an answer");
        }
        return response;
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try (EventStream stream = http.post(request.body(), deadline, wait -> askedToWait = wait)) {
            ServerSentEventContext context = new ServerSentEventContext(new NoHandle());
            String event;
            try {
                for (event = stream.next(); event != null && !event.equals(EventStream.DONE); event = stream.next()) {
                    take(event, stream, listener, context);
                }
            } finally {
                cut = stream.broken();
            }
            stream.finish(LAST_MOMENT);
            listener.onClose();
            // Some servers end without saying so; a reason for the end is as good.
            if (event == null && (response == null || response.metadata().finishReason() == null)) {
                cut = true;
                throw http.failures().malformed("a whole answer", "that it ended after: " + stream.head(), null);
            }
        }
    }

    private void take(
            String event, EventStream stream, ServerSentEventListener listener, ServerSentEventContext context) {
        MovieAiException reported = http.failures().ofData(event, stream.requestId());
        if (reported != null) {
            throw reported;
        }
        listener.onEvent(new ServerSentEvent(null, event), context);
        if (thrownByListener instanceof RuntimeException thrown) {
            throw thrown;
        } else if (thrownByListener instanceof Error thrown) {
            throw thrown;
        } else if (unreadable != null) {
            throw http.failures().malformed("a chunk of a chat completion", event, unreadable);
        } else if (text.length() > AnswerText.LONGEST) {
            throw http.failures()
                    .malformed("at most " + AnswerText.LONGEST + " characters", "more, from: " + stream.head(), null);
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedFeatureException("answers are streamed");
    }

    /** LangChain4j would report what the listener throws back to it and read on; it is kept until it can be thrown on. */
    @Override
    public void onPartialResponse(String piece) {
        try {
            text.add(piece);
        } catch (RuntimeException | Error e) {
            thrownByListener = e;
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse completed) {
        response = completed;
    }

    /** Takes what went wrong while a chunk was read. */
    @Override
    public void onError(Throwable error) {
        unreadable = error;
    }

    /** Hands over the transport; its time limits are set elsewhere. */
    private record Builder(HttpClient client) implements HttpClientBuilder {
        @Override
        public @Nullable Duration connectTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public @Nullable Duration readTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return client;
        }
    }

    /** Nothing is cancelled this way: whoever wants to stop throws. */
    private static final class NoHandle implements ServerSentEventParsingHandle {
        @Override
        public void cancel() {
            throw new UnsupportedFeatureException("throw from the listener, or interrupt the thread");
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }
}
