package io.movieai;

import java.util.Objects;

/**
 * Something that the answer had to do without because a port failed, or knows nothing of whom or what the request names.
 *
 * @param stage where it happened
 * @param fallback what was done instead
 * @param detail the failure's message, for operators; holds no secret
 */
public record Degradation(Stage stage, Fallback fallback, String detail) {
    public Degradation {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(fallback, "fallback");
        Objects.requireNonNull(detail, "detail");
    }

    /** What was done instead of asking a port that failed. */
    public enum Fallback {
        /** Films were found without vectors, by words and conditions only. */
        WITHOUT_VECTORS,
        /** Films were found without the keyword index. */
        WITHOUT_KEYWORDS,
        /** Films were ordered without what is known of the user. */
        WITHOUT_TASTE,
        /**
         * The language model rejected the content, and was asked once more with the films' titles, genres and years alone.
         */
        LEAN_PROMPT,
        /** The answer, or its end, was written from templates instead of by the language model. */
        TEMPLATE_PROSE
    }
}
