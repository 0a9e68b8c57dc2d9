package io.movieai.store;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The best rows met so far, up to a limit: greatest similarity first, ties in the order of the ids. A binary heap with the
 * worst row on top. It takes memory for what it holds, whatever the limit.
 */
final class NearestRows {
    private final int limit;
    private final IntFunction<String> idOf;
    private float[] similarities = new float[16];
    private int[] rows = new int[16];
    private int size;

    NearestRows(int limit, IntFunction<String> idOf) {
        this.limit = limit;
        this.idOf = idOf;
    }

    /** Takes a row and its similarity. */
    @FunctionalInterface
    interface Taker {
        void take(float similarity, int row);
    }

    int size() {
        return size;
    }

    /** Returns whether a row is among the best, were it added. */
    boolean admits(float similarity, int row) {
        return size < limit || isWorse(similarities[0], rows[0], similarity, row);
    }

    /** Adds a row that is admitted, in place of the worst when the limit is reached. */
    void add(float similarity, int row) {
        if (size == limit) {
            sink(0, similarity, row);
            return;
        }
        if (size == rows.length) {
            int capacity = size + (size >> 1);
            similarities = Arrays.copyOf(similarities, capacity);
            rows = Arrays.copyOf(rows, capacity);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isWorse(similarity, row, similarities[parent], rows[parent])) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        similarities[at] = similarity;
        rows[at] = row;
    }

    /** Hands out all rows and is empty afterwards. */
    void forEachBestFirst(Taker taker) {
        int count = size;
        float[] ordered = new float[count];
        int[] orderedRows = new int[count];
        while (size > 0) {
            ordered[size - 1] = similarities[0];
            orderedRows[size - 1] = rows[0];
            size--;
            sink(0, similarities[size], rows[size]);
        }
        for (int i = 0; i < count; i++) {
            taker.take(ordered[i], orderedRows[i]);
        }
    }

    private void sink(int from, float similarity, int row) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size
                    && isWorse(similarities[child + 1], rows[child + 1], similarities[child], rows[child])) {
                child++;
            }
            if (!isWorse(similarities[child], rows[child], similarity, row)) {
                break;
            }
            move(child, at);
            at = child;
        }
        similarities[at] = similarity;
        rows[at] = row;
    }

    private void move(int from, int to) {
        similarities[to] = similarities[from];
        rows[to] = rows[from];
    }

    private boolean isWorse(float similarity, int row, float otherSimilarity, int otherRow) {
        if (similarity != otherSimilarity) {
            return similarity < otherSimilarity;
        }
        return row != otherRow && idOf.apply(row).compareTo(idOf.apply(otherRow)) > 0;
    }
}
