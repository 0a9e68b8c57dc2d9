package io.movieai.store;

import io.movieai.embedding.EmbeddingSpace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores vectors of one space with their documents and attributes, and finds the nearest ones. It never embeds.
 *
 * <p>Implementations are safe for use by several threads. Whoever opened a store closes it; after {@link #close()} every
 * call but {@link #space()}, {@link #collection()} and {@link #close()} throws {@link IllegalStateException}. All methods but
 * these three throw {@link io.movieai.MovieAiException} when they cannot do what they are asked because the store fails.
 */
public interface VectorStore extends AutoCloseable {
    /** Returns the space of the vectors. Data: it never asks a server. */
    EmbeddingSpace space();

    /** Returns the name under which the records are kept, where there is one. Data: it never asks a server. */
    default Optional<String> collection() {
        return Optional.empty();
    }

    /**
     * Stores records, each in place of the one that has its id. When the call returns, the records are stored as durably
     * as the store can, and the next search sees them. Records are written in the order of the list: when the call fails,
     * a first part of the list may be stored and the rest is not. Of records with the same id the last one counts.
     *
     * @param records the records, of this store's dimension; may be empty, of any size
     * @throws IllegalArgumentException if an embedding has another dimension than {@link #space()}; nothing is stored then
     */
    void upsert(List<VectorRecord> records);

    /**
     * Finds the records nearest to a vector among those that fulfil the filter.
     *
     * <p>A store that searches approximately may put records that are a little farther away in the place of some of the
     * nearest, and says so. When no more records fulfil the filter than the limit, it still finds every one of them.
     *
     * @return as many hits as the limit, or as fulfil the filter when those are fewer; greatest cosine first, ties (the
     *     same similarity) in the order of the ids, as {@link String#compareTo} has it, as far as their first 1,000 UTF-16
     *     units tell; each similarity within 1e-4 of the cosine of the two vectors
     * @throws IllegalArgumentException if the query's vector has another dimension than {@link #space()}
     */
    List<VectorHit> search(VectorQuery query);

    /** Deletes records. Unknown ids are ignored. */
    void delete(Collection<String> ids);

    /** Returns how many records are stored. */
    long count();

    /**
     * Returns the versions of the records that are stored among these ids. A record that was written by something else
     * than {@link #upsert}, and so has no version, has an empty one.
     *
     * @return id to version, without the ids that are not stored
     */
    Map<String, String> versions(Collection<String> ids);

    /** Releases what the store holds. Idempotent. */
    @Override
    void close();
}
