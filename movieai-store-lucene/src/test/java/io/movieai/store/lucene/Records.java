package io.movieai.store.lucene;

import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import java.util.List;

/** Records of four dimensions for tests. */
final class Records {
    static final EmbeddingSpace SPACE = new EmbeddingSpace("test", 4);

    private Records() {}

    static Embedding axis(int axis) {
        float[] components = new float[SPACE.dimension()];
        components[axis] = 1;
        return Embedding.of(components);
    }

    static VectorRecord record(String id, String version) {
        return record(id, Attributes.EMPTY, "document " + id + " " + version, version);
    }

    static VectorRecord record(String id, Attributes attributes) {
        return record(id, attributes, "", "");
    }

    static VectorRecord record(String id, Attributes attributes, String document, String version) {
        return new VectorRecord(
                id, axis(Math.floorMod(id.hashCode(), SPACE.dimension())), document, attributes, version);
    }

    static List<VectorHit> search(LuceneStore store, Filter filter) {
        return store.search(new VectorQuery(axis(0), 1_000_000, filter));
    }

    static List<String> ids(LuceneStore store, Filter filter) {
        return search(store, filter).stream().map(VectorHit::id).sorted().toList();
    }
}
