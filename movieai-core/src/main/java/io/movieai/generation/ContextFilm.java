package io.movieai.generation;

import io.movieai.catalog.Movie;
import java.util.Objects;

/**
 * A film that an answer may name.
 *
 * @param number its number in the prompt, from 1
 * @param movie the film
 * @param reason why it was found, as a phrase in the language of the answer; may be empty
 */
public record ContextFilm(int number, Movie movie, String reason) {
    public ContextFilm {
        Objects.requireNonNull(movie, "movie");
        Objects.requireNonNull(reason, "reason");
    }
}
