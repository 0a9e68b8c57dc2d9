package io.movieai.testkit;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A right store, to be broken in one place. */
class ForwardingVectorStore implements VectorStore {
    final VectorStore store;

    ForwardingVectorStore(EmbeddingSpace space) {
        store = InMemoryVectorStore.of(space);
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
