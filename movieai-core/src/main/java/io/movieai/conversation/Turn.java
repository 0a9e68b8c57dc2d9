package io.movieai.conversation;

import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.recommend.ItemId;
import java.util.List;
import java.util.Objects;

/**
 * One request of a conversation and its answer. Immutable, and made of plain values.
 *
 * @param text what the person wrote
 * @param conditions the conditions that the answer went by, those of earlier turns that still held included
 * @param titles the films that the answer went by
 * @param count how many films were asked for; 0 when the request did not say
 * @param topic what the answer went by besides; may be empty
 * @param intent what kind of request it was
 * @param shown the films of the answer, in its order; empty when it was refused
 * @param refused whether nothing was recommended
 */
public record Turn(
        String text,
        List<Condition> conditions,
        List<NamedFilm> titles,
        int count,
        String topic,
        Intent intent,
        List<ItemId> shown,
        boolean refused) {
    /** @throws IllegalArgumentException if {@code count} is negative */
    public Turn {
        Objects.requireNonNull(text, "text");
        conditions = List.copyOf(conditions);
        titles = List.copyOf(titles);
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(intent, "intent");
        shown = List.copyOf(shown);
        if (count < 0) {
            throw new IllegalArgumentException("count: expected 0 or more, found " + count);
        }
    }

    /**
     * Returns the turn of a request and its answer.
     *
     * @param text what the person wrote
     * @param reading how it was understood, in the light of the conversation
     * @param shown the films of the answer, in its order
     * @param refused whether nothing was recommended
     */
    public static Turn of(String text, Reading reading, List<ItemId> shown, boolean refused) {
        return new Turn(
                text,
                reading.constraints().stream()
                        .map(constraint -> Condition.of(constraint, reading))
                        .toList(),
                reading.titles().stream()
                        .map(mention -> NamedFilm.of(mention, reading))
                        .toList(),
                reading.count().orElse(0),
                reading.topic(),
                reading.intent(),
                shown,
                refused);
    }

    /** Returns whether films were recommended that another request can vary, rather than one film described. */
    boolean isBase() {
        return !refused && !shown.isEmpty() && intent != Intent.ABOUT_FILM;
    }
}
