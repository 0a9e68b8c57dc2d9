package io.movieai.store.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.movieai.IncompatibleModelException;
import io.movieai.PortRejectedException;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.testkit.ChromaServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections that something else made and filled, on a real server. */
class ChromaStoreReuseTest {
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("bge-small-zh", 3);

    /** What the Python client sends for three films, with plain metadata and no trace of ours. */
    private static final String FILMS = """
            {"ids": ["1", "2", "318"],
             "embeddings": [[1, 0, 0], [0, 1, 0], [0.6, 0.8, 0]],
             "documents": ["Toy Story (1995) is a Animation|Children|Comedy movie.",
                           "Jumanji (1995) is a Adventure|Children|Fantasy movie.",
                           "肖申克的救赎 is a Drama movie."],
             "metadatas": [{"movie_id": "1", "title": "Toy Story (1995)", "genres": "Animation|Children|Comedy"},
                           {"movie_id": "2", "title": "Jumanji (1995)", "genres": "Adventure|Children|Fantasy"},
                           {"movie_id": "318", "title": "肖申克的救赎", "genres": "Drama", "rating": 9.7, "year": 1994}]}
            """;

    @TempDir
    static Path data;

    private static ChromaServer server;

    private final String name = "films-" + UUID.randomUUID();

    @BeforeAll
    static void startServer() {
        server = ChromaServer.start(data.resolve("data"));
    }

    @AfterAll
    static void closeServer() {
        if (server != null) {
            server.close();
        }
    }

    private ChromaStore connect(EmbeddingSpace space) {
        return ChromaStore.builder(server.uri(), name, space).connect();
    }

    private static RawChroma raw() {
        return new RawChroma(server.uri());
    }

    private String pythonCollection(String metadata) throws IOException, InterruptedException {
        String id = raw().create(name, metadata);
        raw().call("POST", "/" + id + "/add", FILMS);
        return id;
    }

    private static VectorQuery query(int limit, Filter filter) {
        return new VectorQuery(Embedding.of(new float[] {1, 0, 0}), limit, filter);
    }

    private static List<String> ids(List<VectorHit> hits) {
        return hits.stream().map(VectorHit::id).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cosine", "l2", "ip"})
    void search_collectionOfOtherProgram_findsWithoutIndexingAgain(String metric) throws Exception {
        String id = pythonCollection("{\"hnsw:space\": \"" + metric + "\"}");
        JsonNode before = raw().call("GET", "/" + name, "");

        try (ChromaStore store = connect(SPACE)) {
            List<VectorHit> hits = store.search(query(10, Filter.EVERYTHING));

            assertThat(ids(hits)).containsExactly("1", "318", "2");
            assertThat(hits.get(0).similarity()).isCloseTo(1, within(1e-6));
            assertThat(hits.get(1).similarity()).isCloseTo(0.6, within(1e-6));
            assertThat(hits.get(2).similarity()).isCloseTo(0, within(1e-6));
            assertThat(hits.get(1).document()).isEqualTo("肖申克的救赎 is a Drama movie.");
            assertThat(hits.get(1).attributes())
                    .isEqualTo(Attributes.builder()
                            .put("movie_id", "318")
                            .put("title", "肖申克的救赎")
                            .put("genres", "Drama")
                            .put("rating", 9.7)
                            .put("year", 1994)
                            .build());
            assertThat(ids(store.search(query(10, Filter.equal("title", "肖申克的救赎")))))
                    .containsExactly("318");
            assertThat(ids(store.search(query(10, Filter.between("year", 1990, 1999)))))
                    .containsExactly("318");
            assertThat(ids(store.search(query(10, Filter.not(Filter.equal("genres", "Drama"))))))
                    .containsExactly("1", "2");
            assertThat(store.versions(List.of("1", "318", "4"))).isEqualTo(Map.of("1", "", "318", ""));
            assertThat(store.count()).isEqualTo(3);
            assertThat(store.isFilledByOther()).isTrue();
        }
        assertThat(raw().call("GET", "/" + name, "")).as("the collection").isEqualTo(before);
        assertThat(raw().call("GET", "/" + id + "/count", "").intValue()).isEqualTo(3);
    }

    @Test
    void search_recordsWithoutMetadataOrDocument_findsThem() throws Exception {
        String id = raw().create(name, "{\"hnsw:space\": \"cosine\"}");
        raw().call("POST", "/" + id + "/add", "{\"ids\": [\"a\", \"b\"], \"embeddings\": [[1, 0, 0], [0, 0, 0]]}");

        try (ChromaStore store = connect(SPACE)) {
            assertThat(store.search(query(5, Filter.EVERYTHING)))
                    .containsExactly(
                            new VectorHit("a", 1, "", Attributes.EMPTY), new VectorHit("b", 0, "", Attributes.EMPTY));
        }
    }

    @Test
    void search_flagsOfOtherProgram_areNoLists() throws Exception {
        String id = raw().create(name, "{\"hnsw:space\": \"cosine\"}");
        raw().call(
                        "POST",
                        "/" + id + "/add",
                        "{\"ids\": [\"a\"], \"embeddings\": [[1, 0, 0]], \"metadatas\": [{\"genres:War\": true}]}");

        try (ChromaStore store = connect(SPACE)) {
            Filter war = Filter.equal("genres", "War");
            assertThat(store.search(query(5, war))).isEmpty();
            assertThat(ids(store.search(query(5, Filter.not(war))))).containsExactly("a");
        }
    }

    @Test
    void upsert_intoCollectionOfOtherProgram_replacesWholeRecordsAndStampsTheSpace() throws Exception {
        String id = pythonCollection("{\"hnsw:space\": \"cosine\", \"owner\": \"movie_back\"}");
        Attributes attributes = Attributes.builder()
                .put("genres", List.of("Animation", "Comedy"))
                .put("year", 1995)
                .build();

        try (ChromaStore store = connect(SPACE)) {
            store.upsert(
                    List.of(new VectorRecord("1", Embedding.of(new float[] {1, 0, 0}), "玩具总动员", attributes, "v1")));

            VectorHit hit =
                    store.search(query(1, Filter.equal("genres", "Comedy"))).get(0);
            assertThat(hit.document()).isEqualTo("玩具总动员");
            assertThat(hit.attributes()).isEqualTo(attributes);
            assertThat(store.versions(List.of("1", "2"))).isEqualTo(Map.of("1", "v1", "2", ""));
            assertThat(store.count()).isEqualTo(3);
        }
        JsonNode metadata = raw().call("POST", "/" + id + "/get", "{\"ids\": [\"1\"], \"include\": [\"metadatas\"]}")
                .path("metadatas")
                .path(0);
        assertThat(metadata.has("title")).as("key of the replaced record").isFalse();
        assertThat(metadata.path("genres:Comedy").intValue()).isEqualTo(1);
        assertThat(metadata.path("year").intValue()).isEqualTo(1995);
        JsonNode collection = raw().call("GET", "/" + name, "").path("metadata");
        assertThat(collection.path("owner").asText()).isEqualTo("movie_back");
        assertThat(collection.path("movieai:model").asText()).isEqualTo("bge-small-zh");
        assertThatThrownBy(() -> connect(new EmbeddingSpace("other", 3)))
                .isInstanceOf(IncompatibleModelException.class)
                .hasMessageContaining("other")
                .hasMessageContaining("bge-small-zh");
    }

    @Test
    void connect_collectionOfAnotherDimension_namesBoth() throws Exception {
        pythonCollection("{\"hnsw:space\": \"cosine\"}");

        assertThatThrownBy(() -> connect(new EmbeddingSpace("bge-small-zh", 512)))
                .isInstanceOf(IncompatibleModelException.class)
                .hasMessageContaining("512 dimensions (bge-small-zh)")
                .hasMessageContaining("found 3 dimensions")
                .hasMessageContaining(name);
    }

    @Test
    void connect_otherMetricAndOtherLengths_isRefused() throws Exception {
        String id = raw().create(name, "{\"hnsw:space\": \"l2\"}");
        raw().call("POST", "/" + id + "/add", "{\"ids\": [\"a\"], \"embeddings\": [[1, 2, 2]]}");

        assertThatThrownBy(() -> connect(SPACE))
                .isInstanceOf(IncompatibleModelException.class)
                .hasMessageContaining("length 3.0")
                .hasMessageContaining("l2");
    }

    @Test
    void connect_databaseThatIsNotThere_saysSo() {
        assertThatThrownBy(() -> ChromaStore.builder(server.uri(), name, SPACE)
                        .database("default_tenant", "nowhere")
                        .connect())
                .isInstanceOf(PortRejectedException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void connect_nameThatChromaRefuses_saysWhy() {
        assertThatThrownBy(() ->
                        ChromaStore.builder(server.uri(), "a film/电影", SPACE).connect())
                .isInstanceOf(PortRejectedException.class)
                .hasMessageContaining("3-512 characters");
    }

    @Test
    void call_afterTheCollectionWasDeleted_saysSo() throws Exception {
        try (ChromaStore store = connect(SPACE)) {
            raw().call("DELETE", "/" + name, "");

            assertThatThrownBy(store::count)
                    .isInstanceOf(PortRejectedException.class)
                    .hasMessageContaining("does not exist")
                    .hasMessageContaining(name);
            assertThatThrownBy(() -> store.search(query(1, Filter.EVERYTHING)))
                    .isInstanceOf(PortRejectedException.class);
        }
    }

    @Test
    void toString_always_namesServerCollectionAndSpace() {
        try (ChromaStore store = connect(SPACE)) {
            assertThat(store)
                    .hasToString("ChromaStore[" + server.uri() + ", Chroma 1.0.0, API v2, collection " + name
                            + ", 3 dimensions (bge-small-zh)]");
        }
    }

    @Test
    void search_tenThousandRecords_findsNearlyAllOfTheNearest() {
        int count = 10_000;
        int dimension = 64;
        long seed = 4;
        Random random = new Random(seed);
        // Like embeddings of texts, the vectors lie near a surface of few dimensions.
        float[][] basis = gaussian(12, dimension, random);
        List<VectorRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(new VectorRecord("r" + i, near(basis, random), "", Attributes.EMPTY, ""));
        }
        int missed = 0;
        int wanted = 0;
        try (ChromaStore store = connect(new EmbeddingSpace("recall", dimension))) {
            store.upsert(records);
            for (int i = 0; i < 50; i++) {
                Embedding vector = near(basis, random);
                Set<String> exact = new HashSet<>(records.stream()
                        .sorted(Comparator.comparingDouble(
                                record -> -record.embedding().cosine(vector)))
                        .limit(10)
                        .map(VectorRecord::id)
                        .toList());
                List<VectorHit> hits = store.search(new VectorQuery(vector, 10, Filter.EVERYTHING));
                assertThat(hits).hasSize(10);
                ids(hits).forEach(exact::remove);
                missed += exact.size();
                wanted += 10;
            }
        }
        assertThat(1 - (double) missed / wanted)
                .as("recall at 10, seed %d", seed)
                .isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void search_filterThatOneRecordInSomeFulfils_findsNearlyAllOfTheNearest(int some) {
        int count = 3_000;
        int dimension = 32;
        long seed = 5;
        Random random = new Random(seed);
        float[][] basis = gaussian(8, dimension, random);
        List<VectorRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Attributes attributes = Attributes.builder()
                    .put("genres", List.of("Drama", i % some == 0 ? "War" : "Peace"))
                    .put("year", 1930 + i % 90)
                    .build();
            records.add(new VectorRecord("r" + i, near(basis, random), "document " + i, attributes, ""));
        }
        Filter filter = Filter.all(Filter.equal("genres", "War"), Filter.between("year", 1930, 2010));
        int found = 0;
        int wanted = 0;
        try (ChromaStore store = connect(new EmbeddingSpace("shares", dimension))) {
            store.upsert(records);
            for (int i = 0; i < 20; i++) {
                Embedding vector = near(basis, random);
                List<String> exact = records.stream()
                        .filter(record -> filter.matches(record.attributes()))
                        .sorted(Comparator.comparingDouble(
                                record -> -record.embedding().cosine(vector)))
                        .limit(10)
                        .map(VectorRecord::id)
                        .toList();
                List<VectorHit> hits = store.search(new VectorQuery(vector, 10, filter));
                assertThat(hits).hasSize(exact.size()).allSatisfy(hit -> {
                    assertThat(filter.matches(hit.attributes())).isTrue();
                    assertThat(hit.document()).isEqualTo("document " + hit.id().substring(1));
                });
                found += (int) ids(hits).stream().filter(exact::contains).count();
                wanted += exact.size();
            }
        }
        assertThat((double) found / wanted).as("recall, seed %d", seed).isGreaterThanOrEqualTo(0.95);
    }

    private static float[][] gaussian(int rows, int columns, Random random) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return matrix;
    }

    private static Embedding near(float[][] basis, Random random) {
        float[] vector = new float[basis[0].length];
        for (float[] axis : basis) {
            float weight = (float) random.nextGaussian();
            for (int i = 0; i < vector.length; i++) {
                vector[i] += weight * axis[i];
            }
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] += 0.1f * (float) random.nextGaussian();
        }
        return Embedding.normalized(vector);
    }
}
