package io.movieai.store.lucene;

import io.movieai.PortUnavailableException;
import org.jspecify.annotations.Nullable;

/** The index folder is open already, in another process or elsewhere in this one. The index itself is sound. */
public final class IndexInUseException extends PortUnavailableException {
    private static final long serialVersionUID = 1L;

    IndexInUseException(String port, String target, String message, @Nullable Throwable cause) {
        super(port, target, message, cause);
    }
}
