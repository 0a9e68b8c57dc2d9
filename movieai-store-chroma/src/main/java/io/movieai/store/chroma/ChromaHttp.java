package io.movieai.store.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import io.movieai.AuthenticationException;
import io.movieai.MalformedResponseException;
import io.movieai.MovieAiException;
import io.movieai.PortRejectedException;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one server: the time limit, the retries, and every failure as an exception of the library. Thread-safe.
 *
 * <p>Every request of Chroma's protocol can be made twice with the effect of once, so every one is tried again when the
 * server could not be reached, did not answer in time, or had an error of its own.
 */
final class ChromaHttp {
    static final String PORT = "VectorStore";

    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);
    private static final int SHOWN = 200;

    /** Shorter words are no secret, and to hide them would hide the message. */
    private static final int SHORTEST_SECRET = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final String base;
    private final String target;
    private final Duration timeout;
    private final Supplier<Map<String, String>> headers;
    private final HttpClient client;
    private final int attempts;
    private final RetryPolicy<Answer> retries;

    /** By {@link System#nanoTime()}, when the time for all requests is over; null if there is no such limit. */
    private final @Nullable Long end;

    /** A whole answer of any status that retrying does not change. */
    static final class Answer {
        private final int status;
        private final byte[] body;
        private final String shown;

        private Answer(int status, byte[] body, String shown) {
            this.status = status;
            this.body = body;
            this.shown = shown;
        }

        int status() {
            return status;
        }

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** Returns the beginning of the body, without secrets. */
        String shown() {
            return shown;
        }
    }

    /**
     * @param server scheme, host, port and an optional path prefix
     * @param collection name for error messages
     * @param timeout for one attempt, from connecting to the last byte of the answer
     * @param retries most attempts after the first
     * @param headers sent with every request; asked for each
     */
    ChromaHttp(URI server, String collection, Duration timeout, int retries, Supplier<Map<String, String>> headers) {
        this.server = server;
        String text = server.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.target = base + ", collection " + collection;
        this.timeout = timeout;
        this.headers = headers;
        // Cleartext HTTP/2 begins with an upgrade, over which some servers lose the request's body.
        this.client = HttpClient.newBuilder()
                .version(server.getScheme().equals("https") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
        this.attempts = retries;
        this.retries = policy(retries).build();
        this.end = null;
    }

    private ChromaHttp(ChromaHttp other, Duration limit) {
        this.server = other.server;
        this.base = other.base;
        this.target = other.target;
        this.timeout = other.timeout;
        this.headers = other.headers;
        this.client = other.client;
        this.attempts = other.attempts;
        // Failsafe takes no limit that is not longer than the first delay; the attempts are cut short in any case.
        this.retries = policy(attempts)
                .withMaxDuration(limit.compareTo(FIRST_DELAY) > 0 ? limit : FIRST_DELAY.plusMillis(1))
                .build();
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** Returns the same server, for requests that may take no longer than this from now on, all of them together. */
    ChromaHttp within(Duration limit) {
        return new ChromaHttp(this, limit);
    }

    private static RetryPolicyBuilder<Answer> policy(int retries) {
        return RetryPolicy.<Answer>builder()
                .handleIf(ChromaHttp::isWorthRetrying)
                .withMaxRetries(retries)
                .withBackoff(FIRST_DELAY, LONGEST_DELAY)
                .withJitter(0.25)
                .withDelayFnOn(
                        context -> context.getLastException() instanceof RateLimitedException limited
                                ? limited.retryAfter().orElse(Duration.ofNanos(-1))
                                : Duration.ofNanos(-1),
                        RateLimitedException.class);
    }

    /** Returns how long the next attempt may take. */
    private Duration left(String what) {
        if (end == null) {
            return timeout;
        }
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw new PortUnavailableException(
                    PORT, target, "expected to come to " + what + " in time, found no time left", null);
        }
        return left.compareTo(timeout) < 0 ? left : timeout;
    }

    private static boolean isWorthRetrying(Throwable failure) {
        if (failure instanceof RateLimitedException limited
                && limited.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_DELAY) > 0) {
            return false;
        }
        return failure instanceof MovieAiException ours && ours.isRetryable();
    }

    /** Returns the server and the collection, as error messages name them. */
    String target() {
        return target;
    }

    /**
     * Makes a request until it is answered.
     *
     * @param path from {@code /api} on
     * @param body JSON, or null for none
     * @return the answer, whatever its status but those that throw
     * @throws PortUnavailableException if every attempt found no server, no whole answer in time, or an error of the server
     * @throws AuthenticationException if the server refuses the credentials
     * @throws CancellationException if the thread is interrupted; its flag stays set
     */
    Answer ask(String method, String path, byte @Nullable [] body) {
        try {
            return Failsafe.with(retries).get(() -> attempt(method, path, body));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw cancelled(interrupted);
            }
            throw e;
        }
    }

    /**
     * Makes a request until it succeeds.
     *
     * @return the JSON of the answer
     * @throws PortRejectedException if the server refuses the request
     * @throws MalformedResponseException if the answer is not JSON
     */
    JsonNode call(String method, String path, byte @Nullable [] body) {
        Answer answer = ask(method, path, body);
        if (!answer.isSuccess()) {
            throw new PortRejectedException(
                    PORT,
                    target,
                    "expected " + method + " " + path + " to succeed, found status " + answer.status + ": "
                            + answer.shown,
                    null);
        }
        return json(answer, method + " " + path);
    }

    /** Reads an answer as JSON. */
    JsonNode json(Answer answer, String what) {
        try {
            JsonNode json = JSON.readTree(answer.body);
            if (json == null || json.isMissingNode()) {
                throw new MalformedResponseException(
                        PORT, target, "expected JSON in the answer to " + what + ", found nothing", null);
            }
            return json;
        } catch (IOException e) {
            throw new MalformedResponseException(
                    PORT,
                    target,
                    "expected JSON in the answer to " + what + ", found: " + answer.shown
                            + "; check that the address is a Chroma server's",
                    e);
        }
    }

    /** Returns whether an answer is a success and holds a JSON object with that field. */
    static boolean holds(Answer answer, String field) {
        try {
            return answer.isSuccess() && JSON.readTree(answer.body).has(field);
        } catch (IOException e) {
            return false;
        }
    }

    private Answer attempt(String method, String path, byte @Nullable [] body) {
        Map<String, String> sent = Map.copyOf(headers.get());
        HttpRequest request = request(method, path, body, sent);
        String what = method + " " + path;
        Duration limit = left(what);
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request, BodyHandlers.ofByteArray());
        HttpResponse<byte[]> response;
        try {
            // The request's own timeout ends with the answer's first line; this one covers the body as well.
            response = exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw cancelled(e);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new PortUnavailableException(
                    PORT, target, "expected a whole answer to " + what + " within " + shown(limit) + ", found none", e);
        } catch (ExecutionException e) {
            throw failed(what, e.getCause() == null ? e : e.getCause());
        }
        return judge(what, response, sent);
    }

    /** Rounds a time to milliseconds. */
    private static Duration shown(Duration time) {
        return time.compareTo(Duration.ofMillis(1)) < 0 ? time : time.truncatedTo(ChronoUnit.MILLIS);
    }

    private HttpRequest request(String method, String path, byte @Nullable [] body, Map<String, String> sent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        sent.forEach((name, value) -> {
            try {
                request.setHeader(name, value);
            } catch (IllegalArgumentException e) {
                // The message of the cause may hold the value.
                throw new IllegalArgumentException(
                        "headers: expected a name and a value that HTTP allows, found another in header '" + name
                                + "'");
            }
        });
        return request.build();
    }

    private RuntimeException failed(String what, Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        String found = cause instanceof ConnectException
                ? "no connection; check that the server runs and that its address is right"
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new PortUnavailableException(PORT, target, "expected an answer to " + what + ", found " + found, cause);
    }

    private Answer judge(String what, HttpResponse<byte[]> response, Map<String, String> sent) {
        int status = response.statusCode();
        String shown = shown(response.body(), sent);
        String found = "expected " + what + " to succeed, found status " + status + ": " + shown;
        if (status == 401 || status == 403) {
            throw new AuthenticationException(PORT, target, found + "; check the headers for authentication", null);
        } else if (status == 429) {
            throw new RateLimitedException(PORT, target, found, retryAfter(response), null);
        } else if (status == 408 || (status >= 500 && !isFinal(shown))) {
            throw new PortUnavailableException(PORT, target, found, null);
        }
        return new Answer(status, response.body(), shown);
    }

    /** Chroma 0.4 answers with status 500 to what a second attempt does not change. */
    private static boolean isFinal(String body) {
        return ChromaApi.saysMissing(body) || ChromaApi.saysTooFewNeighbours(body);
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("").strip();
        // The header may be a date instead; then the usual delay serves.
        return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    /** Returns the beginning of a body without what the headers hold. */
    private static String shown(byte[] body, Map<String, String> sent) {
        String text = new String(body, 0, Math.min(body.length, 4 * SHOWN), StandardCharsets.UTF_8);
        for (String value : sent.values()) {
            String secret = value.substring(value.lastIndexOf(' ') + 1);
            if (secret.length() >= SHORTEST_SECRET) {
                text = text.replace(secret, "***");
            }
        }
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static CancellationException cancelled(InterruptedException cause) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("interrupted while waiting for the Chroma server");
        cancelled.initCause(cause);
        return cancelled;
    }

    /** Returns the server's address; headers are not shown. */
    @Override
    public String toString() {
        return server.toString();
    }
}
