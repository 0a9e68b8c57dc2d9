package io.movieai;

import org.jspecify.annotations.Nullable;

/** The port could not be reached or did not answer in time: refused, timed out, server error, disk full. Try again later. */
public class PortUnavailableException extends MovieAiException {
    private static final long serialVersionUID = 1L;

    /**
     * @param port the port that failed, for example {@code VectorStore}
     * @param target what it talked to, without secrets: a host, a path, a model
     * @param message what was expected, what was found, what to do
     * @param cause what the adapter caught, or null
     */
    public PortUnavailableException(String port, String target, String message, @Nullable Throwable cause) {
        super(port, target, message, cause);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
