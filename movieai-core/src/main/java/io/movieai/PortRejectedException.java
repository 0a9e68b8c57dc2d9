package io.movieai;

import org.jspecify.annotations.Nullable;

/** The port understood the call and refused it for a reason on our side. Trying again as it was does not help. */
public class PortRejectedException extends MovieAiException {
    private static final long serialVersionUID = 1L;

    /**
     * @param port the port that failed, for example {@code VectorStore}
     * @param target what it talked to, without secrets: a host, a path, a model
     * @param message what was expected, what was found, what to do
     * @param cause what the adapter caught, or null
     */
    public PortRejectedException(String port, String target, String message, @Nullable Throwable cause) {
        super(port, target, message, cause);
    }

    @Override
    public boolean isRetryable() {
        return false;
    }
}
