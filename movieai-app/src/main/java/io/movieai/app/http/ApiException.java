package io.movieai.app.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. The message is for the client: it holds nothing of the inside. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable Duration retryAfter;

    private ApiException(int status, String code, String message, @Nullable Duration retryAfter) {
        // Thrown for every refused request, by design: a stack trace would cost more than the refusal.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** Returns an error of that HTTP status; the code is what programs go by. */
    static ApiException of(int status, String code, String message) {
        return new ApiException(status, code, message, null);
    }

    /** Returns a 400. */
    static ApiException bad(String code, String message) {
        return of(400, code, message);
    }

    /** Returns a 503 for a client that may try again after some time. */
    static ApiException busy(String code, String message, Duration retryAfter) {
        return new ApiException(503, code, message, retryAfter);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
