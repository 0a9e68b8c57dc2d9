package io.movieai.recsys.safetensors;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers of one or two dimensions: 32-bit floats or 32-bit integers. The arrays are not copied: whoever makes a
 * tensor hands them over.
 */
public final class Tensor {
    private final int[] shape;
    private final float @Nullable [][] floats;
    private final int @Nullable [] ints;

    private Tensor(int[] shape, float @Nullable [][] floats, int @Nullable [] ints) {
        this.shape = shape;
        this.floats = floats;
        this.ints = ints;
    }

    /**
     * Returns a matrix of floats.
     *
     * @throws IllegalArgumentException if rows differ in length
     */
    public static Tensor ofRows(float[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        for (float[] row : rows) {
            if (row.length != columns) {
                throw new IllegalArgumentException(
                        "rows: expected " + columns + " numbers in each, found " + row.length);
            }
        }
        return new Tensor(new int[] {rows.length, columns}, rows, null);
    }

    /** Returns a vector of floats. */
    public static Tensor of(float[] values) {
        return new Tensor(new int[] {values.length}, new float[][] {values}, null);
    }

    /** Returns a vector of integers. */
    public static Tensor of(int[] values) {
        return new Tensor(new int[] {values.length}, null, Objects.requireNonNull(values, "values"));
    }

    /** Returns a copy of the shape: one or two numbers. */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns whether the numbers are integers. */
    public boolean isInteger() {
        return ints != null;
    }

    /**
     * Returns the rows of a matrix of floats.
     *
     * @throws IllegalArgumentException if it is none
     */
    public float[][] rows() {
        if (floats == null || shape.length != 2) {
            throw new IllegalArgumentException("expected a matrix of floats, found " + this);
        }
        return floats;
    }

    /**
     * Returns a vector of floats.
     *
     * @throws IllegalArgumentException if it is none
     */
    public float[] floats() {
        if (floats == null || shape.length != 1) {
            throw new IllegalArgumentException("expected a vector of floats, found " + this);
        }
        return floats[0];
    }

    /**
     * Returns a vector of integers.
     *
     * @throws IllegalArgumentException if it is none
     */
    public int[] ints() {
        if (ints == null) {
            throw new IllegalArgumentException("expected a vector of integers, found " + this);
        }
        return ints;
    }

    long byteCount() {
        long count = 4;
        for (int size : shape) {
            count *= size;
        }
        return count;
    }

    /** Returns type and shape. */
    @Override
    public String toString() {
        return (ints == null ? "F32" : "I32") + Arrays.toString(shape);
    }
}
