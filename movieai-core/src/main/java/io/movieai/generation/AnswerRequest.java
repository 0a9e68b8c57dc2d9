package io.movieai.generation;

import io.movieai.Deadline;
import io.movieai.catalog.Movie;
import io.movieai.query.Reading;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What an answer is to be written from. Immutable.
 *
 * @param reading what was understood of the request
 * @param films the films to recommend, best first, numbered from 1
 * @param further films that the answer may mention beside them, because the request or the reasons name them
 * @param notes sentences that the answer has to carry, in the language of the request
 * @param history earlier turns of the conversation, oldest first
 * @param temperature sampling temperature in [0, 2]; empty for the generator's own
 * @param maxTokens greatest number of tokens to write, at least 1; empty for the generator's own
 * @param deadline when the caller stops waiting
 */
public record AnswerRequest(
        Reading reading,
        List<ContextFilm> films,
        List<Movie> further,
        List<String> notes,
        List<PastTurn> history,
        OptionalDouble temperature,
        OptionalInt maxTokens,
        Deadline deadline) {
    public AnswerRequest {
        Objects.requireNonNull(reading, "reading");
        films = List.copyOf(films);
        further = List.copyOf(further);
        notes = List.copyOf(notes);
        history = List.copyOf(history);
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(maxTokens, "maxTokens");
        Objects.requireNonNull(deadline, "deadline");
    }

    /** Returns a request for an answer about these films, with nothing besides and no deadline. */
    public static AnswerRequest of(Reading reading, List<ContextFilm> films) {
        return new AnswerRequest(
                reading,
                films,
                List.of(),
                List.of(),
                List.of(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                Deadline.NONE);
    }

    /** Returns the same with these notes. */
    public AnswerRequest withNotes(List<String> value) {
        return new AnswerRequest(reading, films, further, value, history, temperature, maxTokens, deadline);
    }

    /** Returns the same with these earlier turns. */
    public AnswerRequest withHistory(List<PastTurn> value) {
        return new AnswerRequest(reading, films, further, notes, value, temperature, maxTokens, deadline);
    }

    /** Returns the same with this deadline. */
    public AnswerRequest withDeadline(Deadline value) {
        return new AnswerRequest(reading, films, further, notes, history, temperature, maxTokens, value);
    }
}
