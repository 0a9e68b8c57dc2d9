package io.movieai.store.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.Degradation.Fallback;
import io.movieai.MovieAi;
import io.movieai.PortUnavailableException;
import io.movieai.Recommendation;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.embedding.TextRole;
import io.movieai.indexing.IndexReport;
import io.movieai.testkit.ChromaServer;
import io.movieai.testkit.HashingEmbedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library end to end, with its vectors on a real server. */
class ChromaMovieAiTest {
    private static final HashingEmbedder EMBEDDER = new HashingEmbedder(64);

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

    private ChromaStore.Builder builder() {
        return ChromaStore.builder(server.uri(), name, EMBEDDER.space()).retries(0);
    }

    private static MovieAi.Builder wiring(ChromaStore store) {
        return MovieAi.builder().embedder(EMBEDDER).vectorStore(store);
    }

    private static Catalog films(int count) {
        List<Movie> films = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            films.add(Movie.builder(String.valueOf(i), "Film number " + i)
                    .year(1930 + i % 90)
                    .genres(List.of(i % 2 == 0 ? Genre.SCI_FI : Genre.DRAMA))
                    .build());
        }
        return Catalog.of(films);
    }

    /** Documents and metadata as a program in Python writes them, which knows nothing of this library. */
    private void fillAsThePythonClientDoes() throws Exception {
        String[][] films = {
            {"Toy Story (1995)", "Animation|Children's|Comedy"},
            {"Twelve Monkeys (1995)", "Drama|Sci-Fi"},
            {"Star Wars (1977)", "Action|Adventure|Sci-Fi"},
            {"Contact (1997)", "Drama|Sci-Fi"}
        };
        ObjectNode body = new ObjectMapper().createObjectNode();
        ArrayNode ids = body.putArray("ids");
        ArrayNode embeddings = body.putArray("embeddings");
        ArrayNode documents = body.putArray("documents");
        ArrayNode metadatas = body.putArray("metadatas");
        for (int i = 0; i < films.length; i++) {
            String document = films[i][0] + " is a " + films[i][1] + " movie.";
            ids.add("movie_" + i);
            ArrayNode vector = embeddings.addArray();
            for (float component : EMBEDDER.embed(TextRole.DOCUMENT, document).toArray()) {
                vector.add(component);
            }
            documents.add(document);
            metadatas
                    .addObject()
                    .put("movie_id", String.valueOf(i))
                    .put("title", films[i][0])
                    .put("genres", films[i][1]);
        }
        RawChroma raw = new RawChroma(server.uri());
        raw.call("POST", "/" + raw.create(name, "{\"hnsw:space\": \"cosine\"}") + "/add", body.toString());
    }

    @Test
    void recommend_collectionThatPythonFilled_answersWithoutCatalogueOrIndexing() throws Exception {
        fillAsThePythonClientDoes();
        try (ChromaStore store = builder().connect()) {
            MovieAi ai = wiring(store).build();

            Recommendation answer = ai.recommend("推荐几部九十年代的科幻电影");

            assertThat(answer.degraded()).isEmpty();
            assertThat(answer.films())
                    .extracting(film -> film.ranked().movie().title())
                    .containsExactlyInAnyOrder("Twelve Monkeys", "Contact");
            assertThat(answer.films()).allSatisfy(film -> {
                assertThat(film.ranked().movie().genres()).contains(Genre.SCI_FI);
                assertThat(film.ranked().movie().year().orElseThrow()).isBetween(1990, 1999);
                assertThat(film.ranked().document()).endsWith(" movie.");
                assertThat(film.ranked().similarity()).isPresent();
            });
            assertThat(answer.text()).contains("Contact");
            assertThat(store.count()).isEqualTo(4);
            assertThat(store.isFilledByOther()).as("nothing was written").isTrue();
        }
    }

    @Test
    void index_serverKilledMeanwhile_goesOnWhereItStopped() {
        Assumptions.assumeTrue(server.isOwnProcess(), "the server that the environment names is never killed");
        Catalog films = films(1_000);
        try (ChromaStore store = builder().connect()) {
            MovieAi ai = wiring(store).build();
            try {
                assertThatThrownBy(() -> ai.index(films, (done, total, embedded) -> server.kill()))
                        .isInstanceOf(PortUnavailableException.class);
            } finally {
                server.restart();
            }
            long kept = store.count();
            assertThat(kept).isBetween(1L, 999L);

            IndexReport report = ai.index(films);

            assertThat(report.embedded()).isEqualTo((int) (1_000 - kept));
            assertThat(store.count()).isEqualTo(1_000);
            assertThat(store.versions(films.movies().stream()
                            .map(movie -> movie.id().value())
                            .toList()))
                    .hasSize(1_000);
            assertThat(ai.index(films).embedded()).isZero();
        }
    }

    @Test
    void recommend_serverAwayFromTheStart_answersByWordsAndConditions_andWithVectorsOnceItIsBack() {
        Assumptions.assumeTrue(server.isOwnProcess(), "the server that the environment names is never killed");
        Catalog films = films(100);
        try (ChromaStore store = builder().connect()) {
            wiring(store).build().index(films);
        }
        server.kill();
        try (ChromaStore store = builder().connectLater()) {
            MovieAi ai = wiring(store).catalog(films).build();
            try {
                Recommendation answer = ai.recommend("九十年代的科幻电影");
                assertThat(answer.films())
                        .isNotEmpty()
                        .allSatisfy(film ->
                                assertThat(film.ranked().movie().genres()).contains(Genre.SCI_FI));
                assertThat(answer.degraded()).extracting(d -> d.fallback()).containsExactly(Fallback.WITHOUT_VECTORS);
            } finally {
                server.restart();
            }
            // The store leaves a server in peace that was away a moment ago.
            Recommendation answer = ai.recommend("九十年代的科幻电影");
            while (!answer.degraded().isEmpty()) {
                Thread.onSpinWait();
                answer = ai.recommend("九十年代的科幻电影");
            }
            assertThat(answer.films()).isNotEmpty();
        }
    }
}
