package io.movieai.app.json;

import java.io.IOException;

/** A file of films holds something else. The message names file and line. */
public final class MalformedFilmsException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedFilmsException(String message, Throwable cause) {
        super(message, cause);
    }
}
