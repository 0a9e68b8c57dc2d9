package io.movieai.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.MovieAiException;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered when something goes wrong: {@code {"success": false, "error": …, "code": …}}. */
final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final Duration LATER = Duration.ofSeconds(5);

    private ErrorAnswers() {}

    /** Returns the answer to a failure. Failures that are not the client's are logged; their messages stay here. */
    static ApiException of(Throwable failure, String requestId) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApiException known) {
            return known;
        }
        if (cause instanceof CancellationException) {
            return ApiException.busy("stopped", "the answer was stopped; try again", LATER);
        }
        LOG.error("request {} failed", requestId, cause);
        if (cause instanceof RateLimitedException limited) {
            return unavailable(limited, limited.retryAfter().orElse(LATER));
        }
        if (cause instanceof PortUnavailableException unavailable) {
            return unavailable(unavailable, LATER);
        }
        return ApiException.of(500, "internal", "Internal server error");
    }

    private static ApiException unavailable(MovieAiException e, Duration retryAfter) {
        return ApiException.busy("unavailable", e.port() + " is not available; try again later", retryAfter);
    }

    /** Returns the body of an error. */
    static ObjectNode body(String error, String code) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("success", false)
                .put("error", error)
                .put("code", code);
    }
}
