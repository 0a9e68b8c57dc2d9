package io.movieai.store.lucene;

import java.util.Arrays;
import org.apache.lucene.util.hnsw.FloatHeap;

/** Records that may be among the nearest, each with its similarity in 32 bits. Not safe for use by several threads. */
final class Candidates {
    private long[] places;
    private float[] similarities;
    private int size;

    Candidates(int expected) {
        places = new long[Math.max(16, expected)];
        similarities = new float[places.length];
    }

    int size() {
        return size;
    }

    /**
     * Adds a record.
     *
     * @param segment the ordinal of its segment
     * @param document its number within the segment
     */
    void add(int segment, int document, float similarity) {
        if (size == places.length) {
            int larger = Math.addExact(size, size >> 1);
            places = Arrays.copyOf(places, larger);
            similarities = Arrays.copyOf(similarities, larger);
        }
        places[size] = (long) segment << Integer.SIZE | document;
        similarities[size++] = similarity;
    }

    /**
     * Returns the records that are among the n nearest, or would be if similarities were off by no more than an error.
     *
     * @return the records by segment, then by document, as {@link #segment} and {@link #document} read them
     */
    long[] nearest(int n, double error) {
        double least = n >= size ? Double.NEGATIVE_INFINITY : nthGreatest(n) - 2 * error;
        long[] nearest = new long[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (similarities[i] >= least) {
                nearest[count++] = places[i];
            }
        }
        nearest = Arrays.copyOf(nearest, count);
        Arrays.sort(nearest);
        return nearest;
    }

    static int segment(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    static int document(long place) {
        return (int) place;
    }

    private float nthGreatest(int n) {
        FloatHeap greatest = new FloatHeap(n);
        for (int i = 0; i < size; i++) {
            greatest.offer(similarities[i]);
        }
        return greatest.peek();
    }
}
