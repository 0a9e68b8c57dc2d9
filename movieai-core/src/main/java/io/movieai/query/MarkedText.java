package io.movieai.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** A folded request with its marks in order, and answers about what lies between them. */
final class MarkedText {
    private final CharSequence text;
    private final List<Mark> marks;
    /** Number of letters, digits and ideographs outside of every mark, before each index. */
    private final int[] uncovered;
    /** Number of ends of clauses before each index. */
    private final int[] clauses;

    private MarkedText(CharSequence text, List<Mark> marks) {
        this.text = text;
        this.marks = marks;
        this.uncovered = new int[text.length() + 1];
        this.clauses = new int[text.length() + 1];
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            while (next < marks.size() && marks.get(next).end() <= i) {
                next++;
            }
            boolean covered = next < marks.size()
                    && marks.get(next).start() <= i
                    && !marks.get(next).isNothing();
            char c = text.charAt(i);
            uncovered[i + 1] = uncovered[i] + (!covered && Character.isLetterOrDigit(c) ? 1 : 0);
            clauses[i + 1] = clauses[i] + (!covered && endsClause(c) ? 1 : 0);
        }
    }

    /**
     * Returns the text with the marks of all lists; where marks overlap, those of an earlier list stay, and within a
     * list the one that starts first.
     */
    static MarkedText of(CharSequence text, List<List<Mark>> byPriority) {
        BitSet taken = new BitSet();
        List<Mark> all = new ArrayList<>();
        for (List<Mark> marks : byPriority) {
            for (Mark mark : marks) {
                int next = taken.nextSetBit(mark.start());
                if (next < 0 || next >= mark.end()) {
                    taken.set(mark.start(), mark.end());
                    all.add(mark);
                }
            }
        }
        all.sort(Comparator.comparingInt(Mark::start));
        return new MarkedText(text, List.copyOf(all));
    }

    static boolean endsClause(char c) {
        return c == ',' || c == '.' || c == ';' || c == '!' || c == '?' || c == '(' || c == ')';
    }

    CharSequence text() {
        return text;
    }

    List<Mark> marks() {
        return marks;
    }

    /** Returns how many letters, digits and ideographs between two indices no mark covers. */
    int uncovered(int from, int to) {
        return uncovered[Math.max(from, to)] - uncovered[from];
    }

    /** Returns whether a clause ends between two indices. */
    boolean clauseEnds(int from, int to) {
        return clauses[Math.max(from, to)] > clauses[from];
    }

    /** Returns the index of the first mark that starts at this place of the text or behind it. */
    int firstFrom(int place) {
        int low = 0;
        int high = marks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (marks.get(middle).start() < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns whether a mark with that cue starts between two places of the text. */
    boolean has(Cue cue, int from, int to) {
        for (int i = firstFrom(from); i < marks.size() && marks.get(i).start() < to; i++) {
            if (marks.get(i).is(cue)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the text between two indices. */
    String between(int from, int to) {
        return from >= to ? "" : text.subSequence(from, to).toString();
    }
}
