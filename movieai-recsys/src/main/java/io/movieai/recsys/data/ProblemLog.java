package io.movieai.recsys.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what reading comes across. In strict mode the first skipped line ends the reading. */
final class ProblemLog {
    private final boolean strict;
    private final List<ReadProblem> problems = new ArrayList<>();
    private final List<ReadProblem> warnings = new ArrayList<>();
    private long linesRead;
    private long linesSkipped;
    private long warningCount;

    ProblemLog(boolean strict) {
        this.strict = strict;
    }

    /** Counts a line that holds data, whether or not it will be skipped. */
    void countLine() {
        linesRead++;
    }

    /** Records that a line cannot be taken over. */
    void skip(Path file, long line, String reason) {
        if (strict) {
            throw new MalformedDataException(file, line, reason);
        }
        linesSkipped++;
        if (problems.size() < ReadReport.LISTED) {
            problems.add(new ReadProblem(file, line, reason));
        }
    }

    /** Records something doubtful that loses no line. */
    void warn(Path file, long line, String reason) {
        warningCount++;
        if (warnings.size() < ReadReport.LISTED) {
            warnings.add(new ReadProblem(file, line, reason));
        }
    }

    ReadReport report() {
        return new ReadReport(linesRead, linesSkipped, problems, warningCount, warnings);
    }
}
