package io.movieai.recsys.download;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The connection to the server failed, which is worth another try, unlike a failure of the local disk. */
final class ConnectionLostException extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectionLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
