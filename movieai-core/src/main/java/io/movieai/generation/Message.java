package io.movieai.generation;

import java.util.Objects;

/**
 * One message of a chat with a language model.
 *
 * @param role who speaks
 * @param text what is said
 */
public record Message(Role role, String text) {
    public Message {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
    }

    /** Who speaks in a chat with a language model. */
    public enum Role {
        /** The application that sets the rules. */
        SYSTEM,
        /** The person who asks. */
        USER,
        /** The model. */
        ASSISTANT
    }
}
