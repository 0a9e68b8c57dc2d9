package io.movieai.embedding.onnx;

import java.util.OptionalDouble;

/**
 * What an embedder found when it embedded a fixed text.
 *
 * @param deviation the greatest difference between a component of the vector and the one it should have, or empty if nothing is
 *     known of how it should be, as with a model that was opened by file
 * @param tolerance the greatest difference that passes
 */
public record SelfCheck(OptionalDouble deviation, double tolerance) {
    /** Returns whether the vector is as it should be, as far as that is known. */
    public boolean passed() {
        return deviation.isEmpty() || deviation.getAsDouble() <= tolerance;
    }
}
