package io.movieai.generation;

import java.util.Objects;

/**
 * What a generator wrote.
 *
 * @param text the whole text: all that was handed to the listener, joined
 * @param model the model that wrote it, as the service names it
 * @param usage what it cost
 * @param finish why it ended
 */
public record Completion(String text, String model, TokenUsage usage, Finish finish) {
    public Completion {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(finish, "finish");
    }

    /** Why a generation ended. */
    public enum Finish {
        /** The model was done. */
        COMPLETE,
        /** The limit of tokens was reached; the text stops in the middle. */
        LENGTH,
        /** The provider's content filter cut it. */
        CONTENT_FILTER
    }
}
