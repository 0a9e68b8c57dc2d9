package io.movieai.recsys.dataset;

import java.util.Arrays;

/**
 * A sparse matrix of interactions in compressed rows: a row for each user, a column for each item, or the transpose.
 *
 * <p>The columns of a row ascend and do not repeat. Entry {@code e} belongs to row {@code r} when {@code start(r) <= e <
 * start(r + 1)}. Immutable and safe for use by several threads.
 */
public final class InteractionMatrix {
    private final int columnCount;
    private final int[] start;
    private final int[] column;
    private final float[] value;
    private final long[] timestamp;

    private InteractionMatrix(int columnCount, int[] start, int[] column, float[] value, long[] timestamp) {
        this.columnCount = columnCount;
        this.start = start;
        this.column = column;
        this.value = value;
        this.timestamp = timestamp;
    }

    /** Sorts entries into rows: two counting sorts, linear in time. The arrays are read and not kept. */
    static InteractionMatrix of(int rows, int columns, int[] row, int[] column, float[] value, long[] timestamp) {
        int n = row.length;
        int[] byColumn = new int[n];
        int[] next = new int[columns + 1];
        for (int c : column) {
            next[c + 1]++;
        }
        for (int c = 0; c < columns; c++) {
            next[c + 1] += next[c];
        }
        for (int i = 0; i < n; i++) {
            byColumn[next[column[i]]++] = i;
        }
        int[] start = new int[rows + 1];
        for (int r : row) {
            start[r + 1]++;
        }
        for (int r = 0; r < rows; r++) {
            start[r + 1] += start[r];
        }
        int[] place = Arrays.copyOf(start, rows);
        int[] newColumn = new int[n];
        float[] newValue = new float[n];
        long[] newTimestamp = new long[n];
        for (int i : byColumn) {
            int at = place[row[i]]++;
            newColumn[at] = column[i];
            newValue[at] = value[i];
            newTimestamp[at] = timestamp[i];
        }
        return new InteractionMatrix(columns, start, newColumn, newValue, newTimestamp);
    }

    /** Returns the number of rows. */
    public int rowCount() {
        return start.length - 1;
    }

    /** Returns the number of columns. */
    public int columnCount() {
        return columnCount;
    }

    /** Returns the number of entries. */
    public int size() {
        return column.length;
    }

    /** Returns the first entry of a row; the last row is followed by {@code start(rowCount()) == size()}. */
    public int start(int row) {
        return start[row];
    }

    /** Returns how many entries a row has. */
    public int rowSize(int row) {
        return start[row + 1] - start[row];
    }

    /** Returns the column of an entry. */
    public int column(int entry) {
        return column[entry];
    }

    /** Returns the rating of an entry. */
    public float value(int entry) {
        return value[entry];
    }

    /** Returns the time of an entry; {@link Long#MIN_VALUE} if it is not known. */
    public long timestamp(int entry) {
        return timestamp[entry];
    }

    /** Returns a copy of the columns of a row, ascending. */
    public int[] columns(int row) {
        return Arrays.copyOfRange(column, start[row], start[row + 1]);
    }

    /** Returns a copy of the first entries of the rows, with the number of entries at its end. */
    public int[] starts() {
        return start.clone();
    }

    /** Returns a copy of the columns of all entries. */
    public int[] columns() {
        return column.clone();
    }

    /** Returns whether a row has an entry in that column. */
    public boolean contains(int row, int wantedColumn) {
        return Arrays.binarySearch(column, start[row], start[row + 1], wantedColumn) >= 0;
    }

    /** Returns how many entries each column has. */
    public int[] columnSizes() {
        int[] sizes = new int[columnCount];
        for (int c : column) {
            sizes[c]++;
        }
        return sizes;
    }

    /** Returns the matrix with rows and columns exchanged. */
    public InteractionMatrix transpose() {
        int[] row = new int[column.length];
        for (int r = 0; r < rowCount(); r++) {
            Arrays.fill(row, start[r], start[r + 1], r);
        }
        return of(columnCount, rowCount(), column, row, value, timestamp);
    }
}
