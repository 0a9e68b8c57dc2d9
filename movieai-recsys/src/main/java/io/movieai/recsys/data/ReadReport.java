package io.movieai.recsys.data;

import java.util.List;

/**
 * What reading data files came across.
 *
 * @param linesRead lines that held data, without headers and blank lines: those taken over and those skipped
 * @param linesSkipped lines that could not be taken over
 * @param problems why lines were skipped: the first {@value #LISTED}, in the order in which they were met
 * @param warningCount how many doubtful things were met that lost no line: a year that is none, an unknown genre
 * @param warnings the first {@value #LISTED} of these, in the order in which they were met
 */
public record ReadReport(
        long linesRead, long linesSkipped, List<ReadProblem> problems, long warningCount, List<ReadProblem> warnings) {
    /** How many problems, and how many warnings, are listed at most; the counts are of all. */
    public static final int LISTED = 100;

    public ReadReport {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
