package io.movieai.recsys.model;

import java.util.Arrays;

/**
 * A sparse matrix of zeros and ones whose rows share partial sums, so that a product with a dense matrix adds fewer rows: the
 * method of the four Russians (Arlazarov, Dinic, Kronrod and Faradžev 1970) on a sparse matrix. Columns that often occur together
 * are put into groups of four; what a row has of a group is one of 15 patterns, and a pattern of enough rows is summed once for
 * all of them.
 *
 * <p>Compressed rows: the first are those of the matrix, whose entries are columns and, from the number of columns on, sums; then
 * come the rows of the sums, whose entries are columns alone. Sums are numbered by their rows.
 *
 * @param start the first entry of each row, with the number of entries at its end
 * @param column the entries; those of a row are in a fixed order, which need not ascend
 */
@SuppressWarnings("ArrayRecordComponent") // Within the package, compared nowhere.
record SharedSums(int[] start, int[] column) {
    private static final int GROUP_SIZE = 4;
    private static final int PATTERNS = 1 << GROUP_SIZE;
    /** Only the most frequent columns are grouped: rarer ones share little, and pairs are counted in a square matrix. */
    private static final int MAX_GROUPED = 2048;
    /** Additions that a sum has to save, beyond its own, to be worth its place in the cache. */
    private static final int MIN_SAVED = 4;

    /** Finds what to share in a symmetric matrix in compressed rows; the same for the same matrix. */
    static SharedSums ofSymmetric(int[] start, int[] column) {
        int nodes = start.length - 1;
        int[] frequent = mostFrequent(start);
        int[] slot = slots(frequent, together(start, column, frequent), nodes);
        int[] sumOf = new int[(slots(frequent.length) / GROUP_SIZE) * PATTERNS];
        int[] pattern = new int[sumOf.length / PATTERNS];
        for (int n = 0; n < nodes; n++) {
            collect(column, start[n], start[n + 1], slot, pattern);
            for (int e = start[n]; e < start[n + 1]; e++) {
                int s = slot[column[e]];
                if (s >= 0 && pattern[s / GROUP_SIZE] != 0) {
                    sumOf[s / GROUP_SIZE * PATTERNS + pattern[s / GROUP_SIZE]]++;
                    pattern[s / GROUP_SIZE] = 0;
                }
            }
        }
        int sums = 0;
        int sumEntries = 0;
        for (int p = 0; p < sumOf.length; p++) {
            int size = Integer.bitCount(p % PATTERNS);
            if (size > 1 && sumOf[p] * (size - 1) - size >= MIN_SAVED) {
                sumOf[p] = nodes + sums++;
                sumEntries += size;
            } else {
                sumOf[p] = -1;
            }
        }
        int[] newStart = new int[nodes + sums + 1];
        int[] newColumn = new int[column.length + sumEntries];
        int at = 0;
        for (int n = 0; n < nodes; n++) {
            collect(column, start[n], start[n + 1], slot, pattern);
            for (int e = start[n]; e < start[n + 1]; e++) {
                int s = slot[column[e]];
                int group = s / GROUP_SIZE;
                int sum = s < 0 ? -1 : sumOf[group * PATTERNS + pattern[group]];
                if (sum < 0) {
                    // A group whose sum was written has the empty pattern and no more to write.
                    if (s < 0 || pattern[group] != 0) {
                        newColumn[at++] = column[e];
                    }
                } else {
                    newColumn[at++] = sum;
                    pattern[group] = 0;
                }
            }
            for (int e = start[n]; e < start[n + 1]; e++) {
                if (slot[column[e]] >= 0) {
                    pattern[slot[column[e]] / GROUP_SIZE] = 0;
                }
            }
            newStart[n + 1] = at;
        }
        int[] columnAt = new int[pattern.length * GROUP_SIZE];
        for (int n = 0; n < nodes; n++) {
            if (slot[n] >= 0) {
                columnAt[slot[n]] = n;
            }
        }
        for (int p = 0; p < sumOf.length; p++) {
            if (sumOf[p] >= 0) {
                for (int bit = 0; bit < GROUP_SIZE; bit++) {
                    if ((p >> bit & 1) != 0) {
                        newColumn[at++] = columnAt[p / PATTERNS * GROUP_SIZE + bit];
                    }
                }
                newStart[sumOf[p] + 1] = at;
            }
        }
        return new SharedSums(newStart, Arrays.copyOf(newColumn, at));
    }

    private static int slots(int columns) {
        return (columns + GROUP_SIZE - 1) / GROUP_SIZE * GROUP_SIZE;
    }

    private static void collect(int[] column, int from, int to, int[] slot, int[] pattern) {
        for (int e = from; e < to; e++) {
            int s = slot[column[e]];
            if (s >= 0) {
                pattern[s / GROUP_SIZE] |= 1 << s % GROUP_SIZE;
            }
        }
    }

    /** Returns the columns with the most entries, by their number of entries, descending. */
    private static int[] mostFrequent(int[] start) {
        int nodes = start.length - 1;
        long[] keys = new long[nodes];
        for (int n = 0; n < nodes; n++) {
            keys[n] = ((long) (start[n] - start[n + 1]) << 32) | n;
        }
        Arrays.sort(keys);
        int[] frequent = new int[Math.min(MAX_GROUPED, nodes)];
        for (int r = 0; r < frequent.length; r++) {
            frequent[r] = (int) keys[r];
        }
        return frequent;
    }

    /** Counts in how many rows each two of the frequent columns occur together. */
    private static int[][] together(int[] start, int[] column, int[] frequent) {
        int nodes = start.length - 1;
        int[] rank = new int[nodes];
        Arrays.fill(rank, -1);
        for (int r = 0; r < frequent.length; r++) {
            rank[frequent[r]] = r;
        }
        int[][] together = new int[frequent.length][frequent.length];
        int[] present = new int[frequent.length];
        for (int n = 0; n < nodes; n++) {
            int size = 0;
            for (int e = start[n]; e < start[n + 1]; e++) {
                if (rank[column[e]] >= 0) {
                    present[size++] = rank[column[e]];
                }
            }
            for (int a = 0; a < size; a++) {
                int[] row = together[present[a]];
                for (int b = 0; b < size; b++) {
                    row[present[b]]++;
                }
            }
        }
        return together;
    }

    /**
     * Groups columns greedily: the most frequent one that is left, then thrice the one that occurs most often together with the
     * group. Returns the slot of each column, of which {@link #GROUP_SIZE} in a row are a group, or -1.
     */
    private static int[] slots(int[] frequent, int[][] together, int nodes) {
        int[] slot = new int[nodes];
        Arrays.fill(slot, -1);
        boolean[] taken = new boolean[frequent.length];
        int[] score = new int[frequent.length];
        int next = 0;
        for (int first = 0; first < frequent.length; first++) {
            if (taken[first]) {
                continue;
            }
            System.arraycopy(together[first], 0, score, 0, score.length);
            taken[first] = true;
            slot[frequent[first]] = next;
            for (int member = 1; member < GROUP_SIZE; member++) {
                int best = -1;
                for (int r = first + 1; r < score.length; r++) {
                    if (!taken[r] && (best < 0 || score[r] > score[best])) {
                        best = r;
                    }
                }
                if (best < 0) {
                    break;
                }
                taken[best] = true;
                slot[frequent[best]] = next + member;
                for (int r = 0; r < score.length; r++) {
                    score[r] += together[best][r];
                }
            }
            next += GROUP_SIZE;
        }
        return slot;
    }
}
