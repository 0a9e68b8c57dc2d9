package io.movieai.query;

/**
 * The least number of insertions, deletions, replacements and transpositions of neighbours that turn one string into
 * another, no stretch being edited twice (optimal string alignment).
 */
final class EditDistance {
    private EditDistance() {}

    /** Returns the distance, or any number above {@code limit} if the distance is above it. */
    static int within(String a, String b, int limit) {
        int rows = a.length();
        int columns = b.length();
        if (Math.abs(rows - columns) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[columns + 1];
        int[] last = new int[columns + 1];
        int[] current = new int[columns + 1];
        for (int j = 0; j <= columns; j++) {
            last[j] = j;
        }
        int leastBefore = 0;
        for (int i = 1; i <= rows; i++) {
            current[0] = i;
            int least = i;
            for (int j = 1; j <= columns; j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int edits = Math.min(Math.min(last[j] + 1, current[j - 1] + 1), last[j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits = Math.min(edits, beforeLast[j - 2] + 1);
                }
                current[j] = edits;
                least = Math.min(least, edits);
            }
            if (least > limit && leastBefore >= limit) {
                return limit + 1;
            }
            leastBefore = least;
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        return last[columns];
    }
}
