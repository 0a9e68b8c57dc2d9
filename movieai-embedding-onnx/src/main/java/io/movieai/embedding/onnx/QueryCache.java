package io.movieai.embedding.onnx;

import io.movieai.embedding.Embedding;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The embeddings of the queries that were asked last. Thread-safe. */
final class QueryCache {
    /** Longer queries are not kept: they hardly come twice, and would hold memory without a bound. */
    private static final int MAX_LENGTH = 2_000;

    private final int capacity;
    private final Map<String, Embedding> latest = new LinkedHashMap<>(16, 0.75f, true);
    private long hits;
    private long misses;

    /** @param capacity the most queries that are kept; 0 to keep none */
    QueryCache(int capacity) {
        this.capacity = capacity;
    }

    synchronized @Nullable Embedding get(String query) {
        Embedding found = latest.get(query);
        if (found == null) {
            misses++;
        } else {
            hits++;
        }
        return found;
    }

    /** Returns how many queries were found. */
    synchronized long hits() {
        return hits;
    }

    /** Returns how many queries were not found. */
    synchronized long misses() {
        return misses;
    }

    synchronized void put(String query, Embedding embedding) {
        if (capacity == 0 || query.length() > MAX_LENGTH) {
            return;
        }
        latest.put(query, embedding);
        if (latest.size() > capacity) {
            latest.remove(latest.keySet().iterator().next());
        }
    }
}
