package io.movieai.store.lucene;

import io.movieai.IncompatibleModelException;
import io.movieai.MovieAiException;
import io.movieai.PortUnavailableException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong with an index folder, what is safe, and what to do. */
final class IndexFailures {
    /** The ports that a failure is reported for. */
    static final String VECTORS = "VectorStore";

    static final String KEYWORDS = "KeywordIndex";

    private final Path folder;

    IndexFailures(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    MovieAiException reading(String port, Exception cause) {
        if (cause instanceof MovieAiException known) {
            return known;
        }
        if (isBroken(cause)) {
            return broken(port, cause);
        }
        return unavailable(
                port, "cannot read the index: " + reason(cause) + "; check the folder, then call again", cause);
    }

    MovieAiException writing(String port, Exception cause) {
        if (cause instanceof MovieAiException known) {
            return known;
        }
        if (cause instanceof LockObtainFailedException) {
            return new IndexInUseException(
                    port,
                    folder.toString(),
                    "the index is open already, in another process or elsewhere in this one; close it there, or use"
                            + " another index folder",
                    cause);
        }
        if (cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException) {
            return unavailable(
                    port,
                    "no right to write to the index folder (" + reason(cause)
                            + "); grant it to this user, or use another index folder",
                    cause);
        }
        if (isBroken(cause)) {
            return broken(port, cause);
        }
        return unavailable(
                port,
                "cannot write the index: " + reason(cause) + free()
                        + "; what was stored before is safe: make room or make the folder writable, then call again",
                cause);
    }

    MovieAiException broken(String port, @Nullable Exception cause) {
        return incompatible(
                port,
                "expected an index that can be read, found a broken one" + (cause == null ? "" : ": " + reason(cause))
                        + "; nothing was changed: restore the folder, use another index folder, or delete it to index again",
                cause);
    }

    MovieAiException incompatible(String port, String message, @Nullable Exception cause) {
        return new IncompatibleModelException(port, folder.toString(), message, cause);
    }

    MovieAiException unavailable(String port, String message, @Nullable Exception cause) {
        return new PortUnavailableException(port, folder.toString(), message, cause);
    }

    private static boolean isBroken(Exception cause) {
        return cause instanceof CorruptIndexException
                || cause instanceof IndexFormatTooOldException
                || cause instanceof IndexFormatTooNewException
                || cause instanceof IndexNotFoundException
                || cause instanceof EOFException
                || cause instanceof NoSuchFileException
                || cause instanceof FileNotFoundException;
    }

    private static String reason(Throwable cause) {
        if (cause instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        // The index reports its own closing; what closed it is the cause.
        if (cause instanceof AlreadyClosedException && cause.getCause() != null) {
            return reason(cause.getCause());
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }

    private String free() {
        try {
            return ", " + (Files.getFileStore(folder).getUsableSpace() >> 20) + " MiB free";
        } catch (IOException e) {
            return "";
        }
    }
}
