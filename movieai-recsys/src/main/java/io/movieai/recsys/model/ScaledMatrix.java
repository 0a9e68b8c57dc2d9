package io.movieai.recsys.model;

import io.movieai.recsys.dataset.InteractionMatrix;

/**
 * A sparse matrix of doubles with the pattern of a matrix of interactions: entry (u, i) is {@code rowScale[u] · columnScale[i]}.
 * Compressed rows; columns ascend.
 */
@SuppressWarnings("ArrayRecordComponent") // Within the package, compared nowhere.
record ScaledMatrix(int rows, int columns, int[] start, int[] column, double[] value) {
    static ScaledMatrix of(InteractionMatrix pattern, double[] rowScale, double[] columnScale) {
        int[] start = pattern.starts();
        int[] column = pattern.columns();
        double[] value = new double[column.length];
        for (int r = 0; r + 1 < start.length; r++) {
            for (int e = start[r]; e < start[r + 1]; e++) {
                value[e] = rowScale[r] * columnScale[column[e]];
            }
        }
        return new ScaledMatrix(pattern.rowCount(), pattern.columnCount(), start, column, value);
    }

    ScaledMatrix transpose() {
        int[] newStart = new int[columns + 1];
        for (int c : column) {
            newStart[c + 1]++;
        }
        for (int c = 0; c < columns; c++) {
            newStart[c + 1] += newStart[c];
        }
        int[] next = newStart.clone();
        int[] newColumn = new int[column.length];
        double[] newValue = new double[column.length];
        for (int r = 0; r < rows; r++) {
            for (int e = start[r]; e < start[r + 1]; e++) {
                int at = next[column[e]]++;
                newColumn[at] = r;
                newValue[at] = value[e];
            }
        }
        return new ScaledMatrix(columns, rows, newStart, newColumn, newValue);
    }

    /** Returns row r of {@code this · thisᵀ}, of the rows' number of entries; {@code transposed} is this one's transpose. */
    double[] gramRow(int r, ScaledMatrix transposed) {
        double[] gram = new double[rows];
        for (int e = start[r]; e < start[r + 1]; e++) {
            int c = column[e];
            for (int f = transposed.start[c]; f < transposed.start[c + 1]; f++) {
                gram[transposed.column[f]] += value[e] * transposed.value[f];
            }
        }
        return gram;
    }
}
