package io.movieai.store;

import io.movieai.embedding.Embedding;
import java.util.Objects;

/**
 * A question for the records nearest to a vector.
 *
 * @param embedding the vector
 * @param limit the greatest number of hits wanted, at least 1
 * @param filter what the records must fulfil
 */
public record VectorQuery(Embedding embedding, int limit, Filter filter) {
    /** @throws IllegalArgumentException if {@code limit} is less than 1 */
    public VectorQuery {
        Objects.requireNonNull(embedding, "embedding");
        Objects.requireNonNull(filter, "filter");
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected at least 1, found " + limit);
        }
    }
}
