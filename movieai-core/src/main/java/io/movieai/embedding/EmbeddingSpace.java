package io.movieai.embedding;

import java.util.Objects;

/**
 * The identity of a vector space. Vectors can be compared only when they come from the same space.
 *
 * @param model stable name of the model and its text preparation, for example {@code bge-small-zh}; two embedders whose
 *     vectors differ beyond rounding must have different names
 * @param dimension number of components of every vector, at least 1
 */
public record EmbeddingSpace(String model, int dimension) {
    /**
     * @throws NullPointerException if {@code model} is null
     * @throws IllegalArgumentException if {@code model} is blank or {@code dimension} is less than 1
     */
    public EmbeddingSpace {
        Objects.requireNonNull(model, "model");
        if (model.isBlank()) {
            throw new IllegalArgumentException("model: expected a name, found a blank text");
        }
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension: expected at least 1, found " + dimension);
        }
    }

    /** Returns for example {@code 512 dimensions (bge-small-zh)}, as error messages show it. */
    @Override
    public String toString() {
        return dimension + " dimensions (" + model + ")";
    }
}
