package io.movieai.recsys.data;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Something in a data file that is not as it should be.
 *
 * @param file the file
 * @param line the line, counted from 1, or 0 if it is about the file as a whole
 * @param reason what was expected and what was found
 */
public record ReadProblem(Path file, long line, String reason) {
    /** @throws IllegalArgumentException if {@code line} is negative */
    public ReadProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(reason, "reason");
        if (line < 0) {
            throw new IllegalArgumentException("line: expected at least 0, found " + line);
        }
    }

    /** Returns {@code file:line: reason}, or {@code file: reason} if the file as a whole is meant. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + reason : file + ":" + line + ": " + reason;
    }
}
