package io.movieai.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the year that stands directly beside a title and tells which film of that title is meant: 1960年的惊魂记. */
final class YearsBeside {
    private static final String BETWEEN = "[ (\\[《\"'的版那部,]*";

    private YearsBeside() {}

    /** Returns the years beside a stretch of the text, or null. */
    static Target.@Nullable Years of(MarkedText marked, int start, int end) {
        Mark mark = mark(marked, start, end);
        return mark == null ? null : (Target.Years) mark.meanings().get(0);
    }

    /** Returns the mark of those years, or null. */
    static @Nullable Mark mark(MarkedText marked, int start, int end) {
        List<Mark> marks = marked.marks();
        for (int i = Math.max(0, marked.firstFrom(start) - 2); i < marks.size(); i++) {
            Mark mark = marks.get(i);
            if (mark.start() > end + 4) {
                return null;
            }
            if (!(mark.meanings().get(0) instanceof Target.Years years) || years.to() - years.from() > 10) {
                continue;
            }
            boolean before =
                    mark.end() <= start && marked.between(mark.end(), start).matches(BETWEEN);
            boolean after =
                    mark.start() >= end && marked.between(end, mark.start()).matches("[》\"']?" + BETWEEN);
            if (before || after) {
                return mark;
            }
        }
        return null;
    }
}
