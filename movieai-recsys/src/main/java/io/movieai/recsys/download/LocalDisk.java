package io.movieai.recsys.download;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What downloading needs of the file system beyond reading and writing. */
final class LocalDisk {
    private LocalDisk() {}

    /** Returns the failure to tell of when a file could not be written; an interruption stays one. */
    static IOException unwritable(Path file, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return cause;
        }
        FileSystemException failure = new FileSystemException(
                file.toString(),
                null,
                "could not be written (" + cause.getMessage()
                        + "): free space on its disk, or choose another folder; what was"
                        + " loaded so far is kept, and the next download goes on from there");
        failure.initCause(cause);
        return failure;
    }

    /** Deletes a folder with all that is in it, if it is there. Symbolic links are deleted, not followed. */
    static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
