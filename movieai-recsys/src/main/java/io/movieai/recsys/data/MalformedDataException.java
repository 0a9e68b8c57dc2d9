package io.movieai.recsys.data;

import java.nio.file.Path;

/**
 * A data file does not hold what its format promises. The message names the file and the line, what was expected and what
 * was found.
 */
public final class MalformedDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ReadProblem problem;

    /**
     * @param file the file
     * @param line the line, counted from 1, or 0 if it is about the file as a whole
     * @param reason what was expected and what was found
     * @throws IllegalArgumentException if {@code line} is negative
     */
    public MalformedDataException(Path file, long line, String reason) {
        this(new ReadProblem(file, line, reason));
    }

    private MalformedDataException(ReadProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /** Returns the file, the line and the reason. */
    public ReadProblem problem() {
        return problem;
    }
}
