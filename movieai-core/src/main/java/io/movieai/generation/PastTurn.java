package io.movieai.generation;

import java.util.List;
import java.util.Objects;

/**
 * An earlier turn of a conversation, as a prompt tells it.
 *
 * @param text what the person wrote
 * @param titles the titles of the films that were shown, in their order; empty when the request was refused
 */
public record PastTurn(String text, List<String> titles) {
    public PastTurn {
        Objects.requireNonNull(text, "text");
        titles = List.copyOf(titles);
    }
}
