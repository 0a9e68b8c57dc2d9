package io.movieai.pipeline;

import io.movieai.PortUnavailableException;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store that can be told to fail, on searches or after a number of records. */
final class FailingStore implements VectorStore {
    private final VectorStore store;
    boolean failing;
    int upsertsUntilFailure = Integer.MAX_VALUE;

    FailingStore(VectorStore store) {
        this.store = store;
    }

    @Override
    public EmbeddingSpace space() {
        return store.space();
    }

    @Override
    public void upsert(List<VectorRecord> records) {
        if (upsertsUntilFailure-- <= 0) {
            throw new PortUnavailableException("VectorStore", "test", "down", null);
        }
        store.upsert(records);
    }

    @Override
    public List<VectorHit> search(VectorQuery query) {
        if (failing) {
            throw new PortUnavailableException("VectorStore", "test", "down", null);
        }
        return store.search(query);
    }

    @Override
    public void delete(Collection<String> ids) {
        store.delete(ids);
    }

    @Override
    public long count() {
        if (failing) {
            throw new PortUnavailableException("VectorStore", "test", "down", null);
        }
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
