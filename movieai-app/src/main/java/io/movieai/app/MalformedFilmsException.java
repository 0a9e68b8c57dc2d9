package io.movieai.app;

import java.io.IOException;

/** A file of films holds something else. The message names file and line. */
final class MalformedFilmsException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedFilmsException(String message, Throwable cause) {
        super(message, cause);
    }
}
