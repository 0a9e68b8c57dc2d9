package io.movieai.pipeline;

import io.movieai.PortUnavailableException;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import io.movieai.testkit.ForwardingVectorStore;
import java.util.Collection;
import java.util.List;

/** A store that can be told to fail, on searches or after a number of writes. */
final class FailingStore extends ForwardingVectorStore {
    boolean failing;
    int upsertsUntilFailure = Integer.MAX_VALUE;
    /** How many more records are stored or deleted, each by itself, before a call fails in the middle. */
    int recordsUntilFailure = Integer.MAX_VALUE;

    FailingStore(VectorStore store) {
        super(store);
    }

    private static PortUnavailableException down() {
        return new PortUnavailableException("VectorStore", "test", "down", null);
    }

    @Override
    public void upsert(List<VectorRecord> records) {
        if (upsertsUntilFailure-- <= 0) {
            throw down();
        }
        records.forEach(record -> {
            countRecord();
            super.upsert(List.of(record));
        });
    }

    @Override
    public void delete(Collection<String> ids) {
        ids.forEach(id -> {
            countRecord();
            super.delete(List.of(id));
        });
    }

    private void countRecord() {
        if (recordsUntilFailure-- <= 0) {
            throw down();
        }
    }

    @Override
    public List<VectorHit> search(VectorQuery query) {
        if (failing) {
            throw down();
        }
        return super.search(query);
    }

    @Override
    public long count() {
        if (failing) {
            throw down();
        }
        return super.count();
    }
}
