package io.movieai.text;

import java.util.Arrays;

/**
 * How many typos lie between two words: the least number of letters added, left out, replaced, or swapped with their
 * neighbour that turns one into the other, where no stretch is edited twice (optimal string alignment).
 *
 * <p>Source: the restricted form of Damerau, <a href="https://doi.org/10.1145/363958.363994">A technique for computer
 * detection and correction of spelling errors</a>, 1964. Letters are UTF-16 units.
 */
public final class EditDistance {
    private EditDistance() {}

    /**
     * Returns the distance of two words if it is within a limit. Takes time in proportion to the length times the limit.
     *
     * @param limit the greatest distance that matters, at least 0
     * @return the distance, or any number above {@code limit} if the distance is above it
     */
    public static int within(String a, String b, int limit) {
        int rows = a.length();
        int columns = b.length();
        int beyond = limit + 1;
        if (Math.abs(rows - columns) > limit) {
            return beyond;
        }
        // Cells further from the diagonal than the limit are beyond it.
        int[] beforeLast = new int[columns + 2];
        int[] last = new int[columns + 2];
        int[] current = new int[columns + 2];
        Arrays.fill(last, beyond);
        Arrays.fill(current, beyond);
        for (int j = 0; j <= Math.min(columns, limit); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= rows; i++) {
            int from = Math.max(1, i - limit);
            int to = Math.min(columns, i + limit);
            current[from - 1] = from == 1 ? Math.min(i, beyond) : beyond;
            int least = current[from - 1];
            for (int j = from; j <= to; j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int edits = Math.min(Math.min(last[j], current[j - 1]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits = Math.min(edits, beforeLast[j - 2] + 1);
                }
                current[j] = Math.min(edits, beyond);
                least = Math.min(least, current[j]);
            }
            current[to + 1] = beyond;
            if (least > limit) {
                return beyond;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        return last[columns];
    }
}
