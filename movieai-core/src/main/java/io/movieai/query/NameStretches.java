package io.movieai.query;

import java.util.ArrayList;
import java.util.List;

/** The stretches of a request that may be a title because of where they stand, whatever they say. */
final class NameStretches {
    private static final int LONGEST = 60;
    private static final int MOST = 24;

    /** A stretch, {@code alone} if nothing else in the request says anything. */
    record Stretch(int start, int end, boolean alone) {}

    private final MarkedText marked;
    private final List<Stretch> stretches = new ArrayList<>();

    private NameStretches(MarkedText marked) {
        this.marked = marked;
    }

    /** Returns the stretches, the most promising first. */
    static List<Stretch> of(MarkedText marked) {
        NameStretches names = new NameStretches(marked);
        names.beside();
        names.alone();
        return names.stretches;
    }

    /** What is left of the request when the words at its ends that say nothing of their own are taken away. */
    private void alone() {
        int length = marked.text().length();
        if (length > LONGEST) {
            return;
        }
        int start = 0;
        int end = length;
        List<Mark> marks = marked.marks();
        for (int i = 0; i < marks.size() && marked.uncovered(start, marks.get(i).start()) == 0; i++) {
            if (marks.get(i).isTarget() || marks.get(i).is(Cue.SUBJECT_BEFORE)) {
                break;
            }
            start = marks.get(i).end();
        }
        for (int i = marks.size() - 1; i >= 0 && marked.uncovered(marks.get(i).end(), end) == 0; i--) {
            if (marks.get(i).isTarget() || marks.get(i).start() < start) {
                break;
            }
            end = marks.get(i).start();
        }
        add(start, end, true);
        add(0, end, true);
        add(start, length, true);
        add(0, length, true);
    }

    private void beside() {
        for (Mark mark : marked.marks()) {
            if (mark.is(Cue.LIKE_BEFORE)
                    || mark.is(Cue.LIKE_WITH)
                    || mark.is(Cue.ABOUT_BEFORE)
                    || mark.is(Cue.SEEN_BEFORE)) {
                behind(mark);
            }
            if (mark.is(Cue.LIKE_AFTER) || mark.is(Cue.ABOUT_AFTER) || mark.is(Cue.SEEN_AFTER)) {
                ahead(mark);
            }
        }
    }

    /** From a word such as 类似 to the next such word, the end of the clause, or what comes in between. */
    private void behind(Mark mark) {
        int start = mark.end();
        int clause = clauseEnd(start);
        List<Mark> marks = marked.marks();
        for (int i = marked.firstFrom(start + 1);
                i < marks.size() && marks.get(i).start() < clause;
                i++) {
            Mark next = marks.get(i);
            if (next.is(Cue.LIKE_AFTER)
                    || next.is(Cue.ABOUT_AFTER)
                    || (next.is(Cue.FILLER) && next.end() - next.start() == 1)
                    || next.is(Cue.FILM)) {
                add(start, next.start(), false);
            }
        }
        add(start, clause, false);
    }

    /** Up to a word such as 讲的啥, from where the clause starts or the last known word in it ends. */
    private void ahead(Mark mark) {
        int end = mark.start();
        int clause = end;
        while (clause > 0
                && end - clause < LONGEST
                && !MarkedText.endsClause(marked.text().charAt(clause - 1))) {
            clause--;
        }
        if (end > clause && marked.text().charAt(end - 1) == '的') {
            end--;
        }
        add(clause, end, false);
        int tried = 0;
        for (int i = marked.firstFrom(end) - 1; i >= 0 && marked.marks().get(i).start() >= clause && tried < 4; i--) {
            add(marked.marks().get(i).end(), end, false);
            tried++;
        }
    }

    private int clauseEnd(int from) {
        int at = from;
        while (at < marked.text().length()
                && at - from < LONGEST
                && !MarkedText.endsClause(marked.text().charAt(at))) {
            at++;
        }
        return at;
    }

    private void add(int from, int to, boolean alone) {
        int start = from;
        int end = to;
        while (start < end && !Character.isLetterOrDigit(marked.text().charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(marked.text().charAt(end - 1))) {
            end--;
        }
        Stretch stretch = new Stretch(start, end, alone);
        if (stretches.size() < MOST && end - start > 2 && end - start <= LONGEST && !stretches.contains(stretch)) {
            stretches.add(stretch);
        }
    }
}
