package io.movieai.retrieval;

import io.movieai.catalog.Movie;
import io.movieai.recommend.ItemId;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A film in the order in which it is recommended, with why it is there.
 *
 * @param movie the film
 * @param document the text that stands for it as context
 * @param score the sum of its parts; comparable only within one answer
 * @param parts what each source contributed, greatest first
 * @param similarity cosine of its nearest document to what stands for the request, in [-1, 1]: the request's text; the mean
 *     of its conditions' standard words, if it consists of conditions; a film's document, if it asks for films like that
 *     film and says no more. For a film that the request is about it is 1. Empty when the vectors could not be asked
 * @param because films that the person likes and that speak for this one; may be empty
 * @param relaxed whether it fulfils the request only after conditions were relaxed
 */
public record RankedFilm(
        Movie movie,
        String document,
        double score,
        List<ScorePart> parts,
        OptionalDouble similarity,
        List<ItemId> because,
        boolean relaxed) {
    public RankedFilm {
        Objects.requireNonNull(movie, "movie");
        Objects.requireNonNull(document, "document");
        parts = List.copyOf(parts);
        Objects.requireNonNull(similarity, "similarity");
        because = List.copyOf(because);
    }
}
