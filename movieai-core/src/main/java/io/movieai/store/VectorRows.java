package io.movieai.store;

import io.movieai.embedding.Embedding;
import java.util.ArrayList;
import java.util.List;

/**
 * Vectors of one dimension, packed row by row into blocks of about a megabyte, so that growing copies nothing. Not safe for
 * use by several threads while it is changed.
 */
final class VectorRows {
    private static final int BLOCK_COMPONENTS = 1 << 18;

    private final int dimension;
    /** A block holds {@code 2^shift} rows. */
    private final int shift;

    private final List<float[]> blocks = new ArrayList<>();
    private int size;

    VectorRows(int dimension) {
        this.dimension = dimension;
        shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, BLOCK_COMPONENTS / dimension));
    }

    void add(Embedding embedding) {
        if (size == blocks.size() << shift) {
            blocks.add(new float[dimension << shift]);
        }
        size++;
        set(size - 1, embedding);
    }

    void set(int row, Embedding embedding) {
        embedding.copyTo(blocks.get(row >> shift), offset(row));
    }

    /** Removes a row; the last one takes its place. */
    void removeByLast(int row) {
        int last = size - 1;
        System.arraycopy(blocks.get(last >> shift), offset(last), blocks.get(row >> shift), offset(row), dimension);
        size = last;
        // One empty block is kept, so that adding and removing by turns at its edge allocates nothing.
        if (size + (2 << shift) <= blocks.size() << shift) {
            blocks.remove(blocks.size() - 1);
        }
    }

    void clear() {
        blocks.clear();
        size = 0;
    }

    private int offset(int row) {
        return (row & ((1 << shift) - 1)) * dimension;
    }

    /** Returns the dot product of a vector and a row. */
    float dot(float[] vector, int row) {
        float[] block = blocks.get(row >> shift);
        int offset = offset(row);
        int i = 0;
        // Eight sums that do not wait for each other; the compiler may not reorder a single one.
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float sum4 = 0;
        float sum5 = 0;
        float sum6 = 0;
        float sum7 = 0;
        for (int end = dimension - 7; i < end; i += 8) {
            int at = offset + i;
            sum0 += vector[i] * block[at];
            sum1 += vector[i + 1] * block[at + 1];
            sum2 += vector[i + 2] * block[at + 2];
            sum3 += vector[i + 3] * block[at + 3];
            sum4 += vector[i + 4] * block[at + 4];
            sum5 += vector[i + 5] * block[at + 5];
            sum6 += vector[i + 6] * block[at + 6];
            sum7 += vector[i + 7] * block[at + 7];
        }
        for (; i < dimension; i++) {
            sum0 += vector[i] * block[offset + i];
        }
        return ((sum0 + sum1) + (sum2 + sum3)) + ((sum4 + sum5) + (sum6 + sum7));
    }
}
