package io.movieai.llm.qwen;

import io.movieai.generation.Completion;
import io.movieai.generation.Generator;
import io.movieai.generation.Prompt;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has answers written by Qwen on DashScope, or by any model on a server that speaks the protocol of OpenAI's chat
 * completions (vLLM, llama.cpp, LM Studio), which only takes another base URL.
 *
 * <p>Every answer is streamed, also for a caller that wants it whole. A failed call is made again while nothing of the
 * answer has reached the listener, a few times, with growing waits, and only as far as the prompt's deadline allows; a
 * refusal that a second attempt does not change is thrown at once. Reasoning of a thinking model is kept out of the text.
 *
 * <p>{@link #generate} throws, with the messages that the service gave:
 *
 * <ul>
 *   <li>{@link io.movieai.AuthenticationException} for a key that the service does not accept (401, 403);
 *   <li>{@link io.movieai.RateLimitedException} for too many calls (429), with the wait that the service asked for;
 *   <li>{@link io.movieai.ContentRejectedException} where the provider's content filter refused the request or the answer;
 *   <li>{@link io.movieai.PortRejectedException} for every other refusal (4xx);
 *   <li>{@link io.movieai.PortUnavailableException} for a server that cannot be reached, fails (5xx) or stays silent longer
 *       than the read timeout or the deadline;
 *   <li>{@link io.movieai.MalformedResponseException} for an answer that cannot be read or that breaks off.
 * </ul>
 *
 * <p>On {@code http://} addresses HTTP/1.1 is spoken; HTTP/2 over TLS only. Safe for use by several threads.
 */
public final class QwenGenerator implements Generator {
    /** The model that is asked when none is set. */
    public static final String DEFAULT_MODEL = "qwen-max-latest";

    private final QwenOptions options;
    private final ChatHttp http;
    private volatile boolean closed;

    private QwenGenerator(QwenOptions options) {
        this.options = options;
        this.http = new ChatHttp(options);
    }

    /** Returns a builder for Qwen on DashScope (Beijing). */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a generator as the environment sets it.
     *
     * @throws IllegalArgumentException if a variable has a value that is not usable, or the key is missing and the server is
     *     DashScope; the message names the variable
     * @see #fromEnvironment(Map)
     */
    public static QwenGenerator fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * Returns a generator as these variables set it: {@code QWEN_API_KEY}, {@code QWEN_API_URL} (base URL), {@code QWEN_MODEL},
     * {@code QWEN_TEMPERATURE} (0 to 2) and {@code QWEN_MAX_TOKENS} (from 1 on). One that is absent or empty has the builder's
     * default.
     *
     * @param environment values by the variables' names
     * @throws IllegalArgumentException if a variable has a value that is not usable, or the key is missing and the server is
     *     DashScope; the message names the variable
     */
    public static QwenGenerator fromEnvironment(Map<String, String> environment) {
        return QwenEnvironment.read(environment).build();
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<String> onText) {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(onText, "onText");
        ensureOpen("generate");
        return new Generation(options, http, prompt, onText).run();
    }

    /**
     * Asks the server for its list of models ({@code GET /models}), which costs nothing. A server that has no such list is
     * there all the same, and whether it knows the model is not looked at. Takes at most 4 seconds, or as long as connecting
     * and reading may take if that is less.
     *
     * @throws io.movieai.AuthenticationException if the server does not accept the key (401, 403)
     * @throws io.movieai.RateLimitedException if it takes no more calls for now (429)
     * @throws io.movieai.PortUnavailableException if it cannot be reached, fails (5xx) or stays silent
     * @throws io.movieai.PortRejectedException if it refuses otherwise, for example by leading to another address
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its flag stays set
     */
    @Override
    public void check() {
        ensureOpen("check");
        http.check();
    }

    private void ensureOpen(String call) {
        if (closed) {
            throw new IllegalStateException(call + ": expected an open generator, found it closed");
        }
    }

    /** Returns the name of the model as it is asked for. */
    @Override
    public String model() {
        return options.model();
    }

    /** Returns the server's address, to which {@code /chat/completions} is added. */
    public URI baseUrl() {
        return options.baseUrl();
    }

    /** Returns whether there is a key to send. */
    public boolean hasApiKey() {
        return options.key() != null;
    }

    /** Ends the use of this generator: later calls are refused, running ones go on to their end. Idempotent. */
    @Override
    public void close() {
        closed = true;
    }

    /** Returns the model and the server's address. */
    @Override
    public String toString() {
        return "QwenGenerator(" + options.target() + ")";
    }

    /** Sets up a generator. Not safe for use by several threads; can be used again after {@link #build()}. */
    public static final class Builder {
        private static final int MOST_RETRIES = 10;

        private @Nullable ApiKey apiKey;
        private URI baseUrl = QwenOptions.DASHSCOPE;
        private String model = DEFAULT_MODEL;
        private double temperature = 0.7;
        private int maxTokens = 1000;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(60);
        private int maxRetries = 2;
        private Thinking thinking = Thinking.MODEL_DEFAULT;

        private Builder() {}

        /** Sets the key. Required by DashScope; other servers may need none. It is only ever sent to the base URL. */
        public Builder apiKey(ApiKey value) {
            apiKey = Objects.requireNonNull(value, "apiKey");
            return this;
        }

        /**
         * Sets the server's address, to which {@code /chat/completions} is added; by default {@code
         * https://dashscope.aliyuncs.com/compatible-mode/v1}. A key of DashScope is valid in its own region only.
         *
         * @throws IllegalArgumentException if it is not an http or https address, or has a user, a query or a fragment
         */
        public Builder baseUrl(URI value) {
            baseUrl = QwenOptions.checkedUrl(value.toString(), "baseUrl");
            return this;
        }

        /**
         * Sets the model by the service's name for it; by default {@value #DEFAULT_MODEL}.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder model(String value) {
            model = QwenOptions.checkedModel(value, "model");
            return this;
        }

        /**
         * Sets the sampling temperature of prompts that set none, 0 to 2; by default 0.7.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder temperature(double value) {
            temperature = QwenOptions.checkedTemperature(value, "temperature");
            return this;
        }

        /**
         * Sets the greatest number of tokens to write for prompts that set none, from 1 on; by default 1000.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxTokens(int value) {
            maxTokens = QwenOptions.checkedMaxTokens(value, "maxTokens");
            return this;
        }

        /**
         * Sets how long a connection may take; by default 10 seconds.
         *
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder connectTimeout(Duration value) {
            connectTimeout = QwenOptions.checkedTimeout(value, "connectTimeout");
            return this;
        }

        /**
         * Sets how long the server may stay silent, before the answer begins and between its pieces; by default 60 seconds.
         *
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder readTimeout(Duration value) {
            readTimeout = QwenOptions.checkedTimeout(value, "readTimeout");
            return this;
        }

        /**
         * Sets how many attempts may follow a first one that failed before any text, 0 to 10; by default 2.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxRetries(int value) {
            if (value < 0 || value > MOST_RETRIES) {
                throw new IllegalArgumentException(
                        "maxRetries: expected a number from 0 to " + MOST_RETRIES + ", found " + value);
            }
            maxRetries = value;
            return this;
        }

        /** Sets whether the model reasons before it answers; by default as the model does by itself. */
        public Builder thinking(Thinking value) {
            thinking = Objects.requireNonNull(value, "thinking");
            return this;
        }

        /**
         * Returns the generator. Does no I/O.
         *
         * @throws IllegalStateException if there is no key and the server is DashScope
         */
        public QwenGenerator build() {
            if (apiKey == null && QwenOptions.isAlibabaCloud(baseUrl)) {
                throw new IllegalStateException("API key: expected one for " + baseUrl
                        + ", found none; call apiKey(...), or" + " baseUrl(...) with a server that needs none");
            }
            return new QwenGenerator(new QwenOptions(
                    apiKey, baseUrl, model, temperature, maxTokens, connectTimeout, readTimeout, maxRetries, thinking));
        }
    }
}
