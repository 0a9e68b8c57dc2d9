package io.movieai;

import org.jspecify.annotations.Nullable;

/** A file or a collection is not what the code expects: another model, another dimension, another format, or broken. */
public final class IncompatibleModelException extends MovieAiException {
    private static final long serialVersionUID = 1L;

    /**
     * @param port the port that failed, for example {@code VectorStore}
     * @param target what it talked to, without secrets: a host, a path, a model
     * @param message what was expected, what was found, what to do
     * @param cause what the adapter caught, or null
     */
    public IncompatibleModelException(String port, String target, String message, @Nullable Throwable cause) {
        super(port, target, message, cause);
    }

    @Override
    public boolean isRetryable() {
        return false;
    }
}
