package io.movieai.retrieval;

import java.util.Objects;

/**
 * What one source contributes to a film's score.
 *
 * @param source the source
 * @param rank the film's rank in that source, from 1
 * @param contribution what it adds to the score, above 0
 */
public record ScorePart(Source source, int rank, double contribution) {
    public ScorePart {
        Objects.requireNonNull(source, "source");
    }
}
