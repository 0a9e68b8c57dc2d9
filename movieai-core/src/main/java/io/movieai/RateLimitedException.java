package io.movieai;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The port asked for fewer calls. Try again after {@link #retryAfter()}. */
public final class RateLimitedException extends PortUnavailableException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /**
     * @param port the port that failed, for example {@code Generator}
     * @param target what it talked to, without secrets: a host, a path, a model
     * @param message what was expected, what was found, what to do
     * @param retryAfter how long the port asked to wait, or null if it did not say
     * @param cause what the adapter caught, or null
     */
    public RateLimitedException(
            String port, String target, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(port, target, message, cause);
        this.retryAfter = retryAfter;
    }

    /** Returns how long the port asked to wait, or empty if it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
