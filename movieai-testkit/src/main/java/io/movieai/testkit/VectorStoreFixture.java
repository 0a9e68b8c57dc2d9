package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What the tests of vector stores share: the store under test, and a search by brute force to compare it with. */
abstract class VectorStoreFixture {
    static final long SEED = 20_260_117;

    /** How far a similarity may be from the cosine, as the port states it. */
    static final double TOLERANCE = 1e-4;

    static final int DIMENSION = 8;

    private @Nullable VectorStore opened;

    /**
     * Opens an empty store. The suite calls it once in a test at most, and closes what it returns.
     *
     * @param space the space of the vectors to store; has from 2 to 64 dimensions
     */
    protected abstract VectorStore open(EmbeddingSpace space);

    /**
     * Returns the share of the nearest records, in [0, 1), that a search may miss and put others in their place. It is 0
     * for a store that searches exactly. A store with an approximate index states its own here, and its javadoc says so;
     * all else that the suite checks (the number of hits, the filter, the order, the similarities) holds for it as well.
     */
    protected double missedShare() {
        return 0;
    }

    /**
     * A store and its backend.
     *
     * @param store an empty store
     * @param fail makes the backend fail from now on, at writes at least
     * @param repair makes it work again
     */
    public record Failing(VectorStore store, Runnable fail, Runnable repair) {}

    /**
     * Opens an empty store whose backend can be made to fail. The test class of an adapter whose backend can fail overrides it;
     * where there is none, the test of it is skipped. The suite closes what it returns.
     */
    protected Optional<Failing> openFailing(EmbeddingSpace space) {
        return Optional.empty();
    }

    static EmbeddingSpace space(int dimension) {
        return new EmbeddingSpace("contract", dimension);
    }

    final VectorStore store() {
        return store(DIMENSION);
    }

    final VectorStore store(int dimension) {
        assertThat(opened).as("one store per test").isNull();
        VectorStore store = open(space(dimension));
        opened = store;
        return store;
    }

    /** Puts another store in the place of the one that is closed after the test. */
    final VectorStore replaceStore(VectorStore store) {
        opened = store;
        return store;
    }

    @AfterEach
    final void closeStore() {
        if (opened != null) {
            opened.close();
        }
    }

    /** Returns a unit vector along one axis. */
    static Embedding axis(int axis, int dimension) {
        float[] components = new float[dimension];
        components[axis] = 1;
        return Embedding.of(components);
    }

    static VectorRecord record(String id, Embedding embedding) {
        return new VectorRecord(id, embedding, "document of " + id, Attributes.EMPTY, "");
    }

    static VectorRecord record(String id, Attributes attributes) {
        return new VectorRecord(id, axis(0, DIMENSION), "document of " + id, attributes, "");
    }

    static List<String> ids(List<VectorHit> hits) {
        return hits.stream().map(VectorHit::id).toList();
    }

    static List<VectorHit> search(VectorStore store, int limit, Filter filter) {
        return store.search(new VectorQuery(axis(0, store.space().dimension()), limit, filter));
    }

    private static <T> T present(Map<String, T> byId, String id) {
        return Optional.ofNullable(byId.get(id)).orElseThrow(() -> new AssertionError("expected record " + id));
    }

    /** Checks that the store holds exactly these records, whole. */
    static void assertHolds(VectorStore store, Collection<VectorRecord> records) {
        assertThat(store.count()).as("count").isEqualTo(records.size());
        List<VectorHit> hits = search(store, records.size() + 1, Filter.EVERYTHING);
        Map<String, VectorHit> byId = new HashMap<>();
        hits.forEach(hit -> byId.put(hit.id(), hit));
        assertThat(hits).as("hits").hasSize(records.size());
        Map<String, String> versions = new HashMap<>();
        for (VectorRecord record : records) {
            VectorHit hit = present(byId, record.id());
            assertThat(hit.document()).as("document of %s", record.id()).isEqualTo(record.document());
            assertThat(hit.attributes()).as("attributes of %s", record.id()).isEqualTo(record.attributes());
            versions.put(record.id(), record.version());
        }
        assertThat(store.versions(versions.keySet())).as("versions").isEqualTo(versions);
    }

    /**
     * Checks the answer to a query against all records by brute force.
     *
     * @return how many of the nearest records are missing, others being in their place
     */
    static int assertAnswers(List<VectorHit> hits, VectorQuery query, Collection<VectorRecord> records, String what) {
        Map<String, VectorRecord> matching = new HashMap<>();
        for (VectorRecord record : records) {
            if (query.filter().matches(record.attributes())) {
                matching.put(record.id(), record);
            }
        }
        int wanted = Math.min(query.limit(), matching.size());
        assertThat(hits).as("%s: number of hits", what).hasSize(wanted);
        assertThat(ids(hits)).as("%s: ids", what).doesNotHaveDuplicates().isSubsetOf(matching.keySet());
        assertOrdered(hits, what);
        List<Double> nearest = new ArrayList<>();
        matching.values().forEach(record -> nearest.add(record.embedding().cosine(query.embedding())));
        nearest.sort(Comparator.reverseOrder());
        int near = 0;
        for (VectorHit hit : hits) {
            VectorRecord record = present(matching, hit.id());
            double cosine = record.embedding().cosine(query.embedding());
            assertThat(Math.abs(hit.similarity() - cosine))
                    .as("%s: %s has similarity %s, its cosine is %s", what, hit.id(), hit.similarity(), cosine)
                    .isLessThanOrEqualTo(TOLERANCE);
            assertThat(hit.document()).as("%s: document of %s", what, hit.id()).isEqualTo(record.document());
            assertThat(hit.attributes())
                    .as("%s: attributes of %s", what, hit.id())
                    .isEqualTo(record.attributes());
            // Two similarities, each this far from its cosine at most, may order two records either way.
            if (cosine >= nearest.get(wanted - 1) - 2 * TOLERANCE) {
                near++;
            }
        }
        return wanted - near;
    }

    /** Checks that the greatest similarity comes first and that ties are in the order of the ids. */
    static void assertOrdered(List<VectorHit> hits, String what) {
        for (int i = 0; i < hits.size(); i++) {
            VectorHit hit = hits.get(i);
            assertThat(hit.similarity()).as("%s: similarity of hit %d", what, i).isBetween(-1.0, 1.0);
            if (i > 0) {
                VectorHit before = hits.get(i - 1);
                assertThat(hit.similarity())
                        .as("%s: similarity of hit %d (%s) after %s", what, i, hit.id(), before.id())
                        .isLessThanOrEqualTo(before.similarity());
                if (hit.similarity() == before.similarity()) {
                    assertThat(hit.id()).as("%s: id of hit %d, a tie", what, i).isGreaterThan(before.id());
                }
            }
        }
    }
}
