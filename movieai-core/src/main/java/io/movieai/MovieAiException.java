package io.movieai;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a port: a model, a store or a service behind one of the library's interfaces. Mistakes of the caller are
 * JDK exceptions instead ({@link NullPointerException}, {@link IllegalArgumentException}, {@link
 * IllegalStateException}).
 *
 * <p>Messages say what was expected, what was found and what to do, and never hold a secret.
 */
public abstract class MovieAiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String port;
    private final String target;

    /**
     * @param port the port that failed, for example {@code VectorStore}
     * @param target what it talked to, without secrets: a host, a path, a model
     * @param message what was expected, what was found, what to do
     * @param cause what the adapter caught, or null
     */
    protected MovieAiException(String port, String target, String message, @Nullable Throwable cause) {
        super(port + " (" + target + "): " + message, cause);
        this.port = Objects.requireNonNull(port, "port");
        this.target = Objects.requireNonNull(target, "target");
    }

    /** Returns the port that failed, for example {@code VectorStore}. */
    public String port() {
        return port;
    }

    /** Returns what the port talked to, without secrets: a host, a path, a model. */
    public String target() {
        return target;
    }

    /** Returns whether the same call may succeed when it is made again later. */
    public abstract boolean isRetryable();
}
