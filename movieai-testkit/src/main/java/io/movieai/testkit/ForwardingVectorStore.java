package io.movieai.testkit;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A store that hands every call on to another one. A test overrides the method that is to fail, to count or to wait; the
 * others stay right. As safe for use by several threads as the store behind it.
 */
public class ForwardingVectorStore implements VectorStore {
    private final VectorStore store;

    /** Hands every call on to {@code store}; closing closes that one. */
    public ForwardingVectorStore(VectorStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    @Override
    public EmbeddingSpace space() {
        return store.space();
    }

    @Override
    public void upsert(List<VectorRecord> records) {
        store.upsert(records);
    }

    @Override
    public List<VectorHit> search(VectorQuery query) {
        return store.search(query);
    }

    @Override
    public void delete(Collection<String> ids) {
        store.delete(ids);
    }

    @Override
    public long count() {
        return store.count();
    }

    @Override
    public Map<String, String> versions(Collection<String> ids) {
        return store.versions(ids);
    }

    @Override
    public void close() {
        store.close();
    }
}
