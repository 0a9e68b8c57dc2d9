package io.movieai;

import org.jspecify.annotations.Nullable;

/** The port did not accept the credentials, or they do not allow the call. Check the key, its region and its rights. */
public final class AuthenticationException extends PortRejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * @param port the port that failed, for example {@code VectorStore}
     * @param target what it talked to, without secrets: a host, a path, a model
     * @param message what was expected, what was found, what to do
     * @param cause what the adapter caught, or null
     */
    public AuthenticationException(String port, String target, String message, @Nullable Throwable cause) {
        super(port, target, message, cause);
    }
}
