package io.movieai.store;

import io.movieai.embedding.Embedding;
import java.util.Objects;

/**
 * A vector with what is stored beside it.
 *
 * @param id identity within the store, not blank
 * @param embedding the vector
 * @param document the text that the vector stands for; may be empty
 * @param attributes what the record can be filtered by
 * @param version opaque tag of the record's content, given back by {@link VectorStore#versions}; may be empty
 */
public record VectorRecord(String id, Embedding embedding, String document, Attributes attributes, String version) {
    /** @throws IllegalArgumentException if {@code id} is blank */
    public VectorRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(embedding, "embedding");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(version, "version");
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: expected a text, found a blank one");
        }
    }
}
