package io.movieai.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A unit-length vector that stands for a text. Immutable and safe to share between threads; the components are copied in
 * and out.
 */
public final class Embedding {
    /** How far from 1 the squared length of a vector may be for it to count as unit length. */
    private static final double UNIT_TOLERANCE = 1e-3;

    private final float[] components;
    private final boolean truncated;

    private Embedding(float[] components, boolean truncated) {
        this.components = components;
        this.truncated = truncated;
    }

    /**
     * Makes an embedding of a vector that has unit length already.
     *
     * @param components the vector, copied
     * @throws IllegalArgumentException if it is empty, has a component that is not finite, or is not of unit length
     */
    public static Embedding of(float[] components) {
        return of(components, 0, components.length, false);
    }

    /**
     * Makes an embedding of one row of a packed, row-major matrix of unit-length vectors.
     *
     * @param packed the matrix; {@code dimension} components from {@code offset} on are copied
     * @param truncated see {@link #truncated()}
     * @throws IllegalArgumentException if the row is empty, has a component that is not finite, or is not of unit length
     * @throws IndexOutOfBoundsException if the row does not lie within {@code packed}
     */
    public static Embedding of(float[] packed, int offset, int dimension, boolean truncated) {
        Objects.requireNonNull(packed, "packed");
        Objects.checkFromIndexSize(offset, dimension, packed.length);
        if (dimension == 0) {
            throw new IllegalArgumentException("components: expected at least 1, found none");
        }
        float[] copy = Arrays.copyOfRange(packed, offset, offset + dimension);
        double squared = squaredLength(copy);
        if (!(Math.abs(squared - 1) <= UNIT_TOLERANCE)) {
            throw new IllegalArgumentException("components: expected a vector of length 1, found length "
                    + Math.sqrt(squared) + "; use Embedding.normalized");
        }
        return new Embedding(copy, truncated);
    }

    /**
     * Makes an embedding by scaling a vector to unit length.
     *
     * @param components the vector, copied
     * @throws IllegalArgumentException if it is empty, all zero, or has a component that is not finite
     */
    public static Embedding normalized(float[] components) {
        Objects.requireNonNull(components, "components");
        double length = Math.sqrt(squaredLength(components));
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException(
                    "components: expected a finite vector longer than 0, found length " + length);
        }
        float[] scaled = new float[components.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (components[i] / length);
        }
        return new Embedding(scaled, false);
    }

    /**
     * Returns the unit-length vector in the direction of the mean of some embeddings, which is the one whose cosines to them
     * have the greatest sum. It is truncated if one of them is.
     *
     * @param embeddings embeddings of one dimension, at least one
     * @throws IllegalArgumentException if there are none, their dimensions differ, or they cancel each other out
     */
    public static Embedding mean(List<Embedding> embeddings) {
        if (embeddings.isEmpty()) {
            throw new IllegalArgumentException("embeddings: expected at least 1, found none");
        }
        Embedding first = embeddings.get(0);
        if (embeddings.size() == 1) {
            return first;
        }
        float[] sum = new float[first.dimension()];
        boolean truncated = false;
        for (Embedding embedding : embeddings) {
            first.checkDimension(embedding);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += embedding.components[i];
            }
            truncated |= embedding.truncated;
        }
        return new Embedding(normalized(sum).components, truncated);
    }

    private void checkDimension(Embedding other) {
        if (other.components.length != components.length) {
            throw new IllegalArgumentException(
                    "expected " + components.length + " dimensions, found " + other.components.length);
        }
    }

    private static double squaredLength(float[] vector) {
        double sum = 0;
        for (float component : vector) {
            sum += (double) component * component;
        }
        return sum;
    }

    /** Returns the number of components. */
    public int dimension() {
        return components.length;
    }

    /**
     * Returns whether the text was longer than the model reads, so that its end has no part in this vector. Not part of
     * equality.
     */
    public boolean truncated() {
        return truncated;
    }

    /**
     * Returns the cosine of the angle to another embedding, in [-1, 1].
     *
     * @throws IllegalArgumentException if the dimensions differ
     */
    public double cosine(Embedding other) {
        checkDimension(other);
        double dot = 0;
        for (int i = 0; i < components.length; i++) {
            dot += (double) components[i] * other.components[i];
        }
        return Math.max(-1, Math.min(1, dot));
    }

    /** Returns a copy of the components, which the caller owns. */
    public float[] toArray() {
        return components.clone();
    }

    /**
     * Copies the components into a packed matrix.
     *
     * @throws IndexOutOfBoundsException if they do not fit
     */
    public void copyTo(float[] target, int offset) {
        Objects.checkFromIndexSize(offset, components.length, target.length);
        System.arraycopy(components, 0, target, offset, components.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.equals(components, that.components);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(components);
    }

    @Override
    public String toString() {
        return "Embedding[" + components.length + " dimensions]";
    }
}
