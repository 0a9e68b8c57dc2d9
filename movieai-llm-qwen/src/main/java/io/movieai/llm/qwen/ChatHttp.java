package io.movieai.llm.qwen;

import io.movieai.Deadline;
import io.movieai.MovieAiException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Posts chat requests to one server and opens the answers; finds out whether it is there. Thread-safe. */
final class ChatHttp {
    /** Longest time of a check, below that of all ports together, so that its own reason is told. */
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(4);

    /** How servers without a list of models answer when they are asked for it. */
    private static final Set<Integer> WITHOUT_LIST = Set.of(400, 404, 405, 501);

    private final QwenOptions options;
    private final Failures failures;
    private final HttpClient client;

    ChatHttp(QwenOptions options) {
        this.options = options;
        this.failures = new Failures(options.target(), options.key());
        this.client = HttpClient.newBuilder()
                .version(version(options.baseUrl()))
                .connectTimeout(options.connectTimeout())
                .build();
    }

    /** Cleartext HTTP/2 begins with an upgrade, over which some servers lose the request's body or hang. */
    static HttpClient.Version version(URI url) {
        return "https".equalsIgnoreCase(url.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    Failures failures() {
        return failures;
    }

    /**
     * Posts a request and waits for the beginning of its answer.
     *
     * @param json the request
     * @param askedToWait takes the wait that the server asks for, if it does
     * @return the answer, a stream of events; the caller closes it
     * @throws MovieAiException if there is no such answer
     * @throws CancellationException if the thread is interrupted; its flag stays set
     */
    EventStream post(String json, Deadline deadline, Consumer<Duration> askedToWait) {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled();
        }
        Duration limit = deadline.bound(options.connectTimeout().plus(options.readTimeout()));
        if (limit.isZero()) {
            throw failures.unavailable("expected time to ask, found that the caller's has run out", null);
        }
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(request(json), limit, deadline);
        ResponseBody body = new ResponseBody();
        response.body().subscribe(body);
        EventStream stream = new EventStream(body, failures, options.readTimeout(), deadline);
        try {
            check(response, stream, askedToWait);
            return stream;
        } catch (RuntimeException | Error e) {
            stream.close();
            throw e;
        }
    }

    /**
     * Asks for the list of models, which writes nothing and is free. A server that has no such list is there all the same.
     *
     * @throws MovieAiException if the server cannot be reached, fails, or does not accept the key
     * @throws CancellationException if the thread is interrupted; its flag stays set
     */
    void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled();
        }
        Duration most = options.connectTimeout().plus(options.readTimeout());
        Duration limit = most.compareTo(CHECK_LIMIT) < 0 ? most : CHECK_LIMIT;
        Deadline deadline = Deadline.after(limit);
        HttpRequest request = authorized(HttpRequest.newBuilder(options.models())
                .header("Accept", "application/json")
                .GET());
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(request, limit, Deadline.NONE);
        ResponseBody body = new ResponseBody();
        response.body().subscribe(body);
        try (EventStream answer = new EventStream(body, failures, options.readTimeout(), deadline)) {
            int status = response.statusCode();
            if (status < 200 || (status >= 300 && !WITHOUT_LIST.contains(status))) {
                String requestId = response.headers().firstValue("x-request-id").orElse("");
                throw failures.ofStatus(
                        status, answer.rest(), requestId, RetryAfter.of(response.headers(), Clock.systemUTC()));
            }
            answer.finish(deadline.bound(options.readTimeout()));
        }
    }

    private HttpRequest request(String json) {
        return authorized(HttpRequest.newBuilder(options.endpoint())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest authorized(HttpRequest.Builder request) {
        request.header("User-Agent", "movieai");
        ApiKey key = options.key();
        if (key != null) {
            request.header("Authorization", "Bearer " + key.value());
        }
        return request.build();
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(
            HttpRequest request, Duration limit, Deadline deadline) {
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> exchange =
                client.sendAsync(request, BodyHandlers.ofPublisher());
        try {
            return exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            abandon(exchange);
            Thread.currentThread().interrupt();
            throw cancelled();
        } catch (TimeoutException e) {
            abandon(exchange);
            throw failures.unavailable(silent(limit, deadline), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw failures.unavailable("expected an answer, found " + reason(cause), cause);
        }
    }

    /** An answer that began just before it was given up has to be closed, or its connection would stay open. */
    private static void abandon(CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> exchange) {
        exchange.cancel(true);
        CompletableFuture<Void> unused = exchange.thenAccept(response -> {
            ResponseBody body = new ResponseBody();
            body.close();
            response.body().subscribe(body);
        });
    }

    private String reason(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection within " + options.connectTimeout().toMillis() + " ms";
        }
        if (cause instanceof ConnectException) {
            return "no connection; check the network, the base URL, and that the server runs";
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** Returns the message for a server that sent nothing for some time. */
    static String silent(Duration limit, Deadline deadline) {
        return deadline.expired()
                ? "expected the answer within the caller's time, found it not complete when that ran out"
                : "expected to hear from the server within " + limit.toMillis() + " ms, found silence";
    }

    private void check(HttpResponse<?> response, EventStream stream, Consumer<Duration> askedToWait) {
        int status = response.statusCode();
        String requestId = response.headers().firstValue("x-request-id").orElse("");
        stream.requestId(requestId);
        if (status < 200 || status >= 300) {
            @Nullable Duration wait = RetryAfter.of(response.headers(), Clock.systemUTC());
            if (wait != null) {
                askedToWait.accept(wait);
            }
            throw failures.ofStatus(status, stream.rest(), requestId, wait);
        }
        String type = response.headers().firstValue("Content-Type").orElse("text/event-stream");
        if (!type.regionMatches(true, 0, "text/event-stream", 0, "text/event-stream".length())) {
            String body = stream.rest();
            MovieAiException reported = failures.ofData(body, requestId);
            throw reported != null
                    ? reported
                    : failures.malformed("a stream of events (text/event-stream)", type + ": " + body, null);
        }
    }

    static CancellationException cancelled() {
        return new CancellationException("interrupted while the model was writing");
    }

    /** Returns the exception for a body that broke off or cannot be read. */
    static String reason(IOException broken) {
        Throwable cause = broken.getCause() == null ? broken : broken.getCause();
        return String.valueOf(cause.getMessage());
    }
}
