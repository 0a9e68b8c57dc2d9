package io.movieai.store;

import java.util.Objects;

/**
 * A record that a search found.
 *
 * @param id the record's identity
 * @param similarity cosine to the query's vector, in [-1, 1]
 * @param document the record's text
 * @param attributes the record's attributes
 */
public record VectorHit(String id, double similarity, String document, Attributes attributes) {
    public VectorHit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(attributes, "attributes");
    }
}
