package io.movieai.generation;

import io.movieai.Deadline;
import io.movieai.query.Reading;
import io.movieai.text.Language;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a generator is to write: the request and the films, both as data and as the chat messages that put them to a
 * language model. Immutable.
 *
 * @param reading what was understood of the request
 * @param films the films that the answer may name, best first
 * @param notes what the answer has to say beside the films, as sentences in its language: conditions that were relaxed
 * @param messages the same as a chat, rules first and the request last
 * @param temperature sampling temperature in [0, 2]; empty for the generator's own
 * @param maxTokens greatest number of tokens to write, at least 1; empty for the generator's own
 * @param deadline when the caller stops waiting: a generator bounds its attempts and the waits between them by it
 */
public record Prompt(
        Reading reading,
        List<ContextFilm> films,
        List<String> notes,
        List<Message> messages,
        OptionalDouble temperature,
        OptionalInt maxTokens,
        Deadline deadline) {
    public Prompt {
        Objects.requireNonNull(reading, "reading");
        films = List.copyOf(films);
        notes = List.copyOf(notes);
        messages = List.copyOf(messages);
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(maxTokens, "maxTokens");
        Objects.requireNonNull(deadline, "deadline");
    }

    /** Returns the language to answer in. */
    public Language language() {
        return reading.language();
    }
}
