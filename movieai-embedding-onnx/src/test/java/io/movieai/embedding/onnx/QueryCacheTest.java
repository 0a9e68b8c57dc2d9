package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.embedding.Embedding;
import org.junit.jupiter.api.Test;

class QueryCacheTest {
    private static final Embedding EMBEDDING = Embedding.of(new float[] {1});

    @Test
    void put_beyondTheCapacity_forgetsTheOneThatWasAskedForLongestAgo() {
        QueryCache cache = new QueryCache(2);
        cache.put("one", EMBEDDING);
        cache.put("two", EMBEDDING);
        assertThat(cache.get("one")).isSameAs(EMBEDDING);
        cache.put("three", EMBEDDING);

        assertThat(cache.get("one")).isSameAs(EMBEDDING);
        assertThat(cache.get("two")).isNull();
        assertThat(cache.get("three")).isSameAs(EMBEDDING);
    }

    @Test
    void put_capacityZero_keepsNothing() {
        QueryCache cache = new QueryCache(0);
        cache.put("one", EMBEDDING);

        assertThat(cache.get("one")).isNull();
    }

    @Test
    void put_longQuery_isNotKept() {
        QueryCache cache = new QueryCache(2);
        cache.put("x".repeat(2_000), EMBEDDING);
        cache.put("x".repeat(2_001), EMBEDDING);

        assertThat(cache.get("x".repeat(2_000))).isSameAs(EMBEDDING);
        assertThat(cache.get("x".repeat(2_001))).isNull();
    }
}
