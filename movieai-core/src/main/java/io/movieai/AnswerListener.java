package io.movieai;

import io.movieai.query.Reading;
import java.util.List;

/**
 * Follows an answer while it is made: first how the request was understood, then the films, then the text. All methods are
 * called in that order, by one thread at a time; what they throw ends the answer and is thrown on.
 */
public interface AnswerListener {
    /**
     * Takes how the request was understood, and returns what the answer goes by: the same, or one without conditions that
     * the person took back ({@link Reading#without}). Called once, also for a request that is refused.
     */
    default Reading onReading(Reading reading) {
        return reading;
    }

    /**
     * Takes the films of the answer, before its text is written. Called once; not for a request that is refused.
     *
     * @param reading what the answer goes by
     * @param films the films, best first, not empty
     */
    default void onFilms(Reading reading, List<Recommendation.Film> films) {}

    /**
     * Takes a new piece of the answer's text.
     *
     * @param piece the piece, never empty
     */
    void onText(String piece);
}
