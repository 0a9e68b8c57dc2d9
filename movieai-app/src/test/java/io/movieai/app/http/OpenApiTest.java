package io.movieai.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.PortUnavailableException;
import io.movieai.app.http.HttpClient.Answer;
import io.movieai.generation.Generator;
import io.movieai.generation.TemplateGenerator;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.testkit.HashingEmbedder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the description promises is what the service answers, and the service answers nothing that it does not promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final HashingEmbedder EMBEDDER = new HashingEmbedder(128);

    private final HttpService service = HttpService.start(
            HttpSettings.local(),
            TestBackend.of(
                    new TemplateGenerator(),
                    EMBEDDER,
                    InMemoryVectorStore.of(EMBEDDER.space()),
                    Optional.of(request -> List.of(new ScoredItem(
                            ItemId.of("3"), 0.5, ScoredItem.Basis.POPULARITY, List.of(ItemId.of("1")))))));
    private final HttpClient client = new HttpClient(service.port());

    @AfterAll
    void stop() {
        service.close();
    }

    private SchemaCheck description() throws IOException {
        Answer answer = client.get("/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        return new SchemaCheck(new ObjectMapper().readTree(answer.body()));
    }

    @Test
    void paths_areTheRoutes() throws IOException {
        Set<String> described = new TreeSet<>();
        description()
                .document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(described).isEqualTo(new TreeSet<>(service.routes()));
    }

    @Test
    void answers_areAsDescribed_andEveryDescribedMemberOccurs() throws IOException {
        SchemaCheck check = description();
        String[] asks = {
            "{\"query\": \"九十年代的科幻片，不要恐怖\", \"raw_response\": true, \"colour\": \"blue\", \"top_k\": 2}",
            "{\"query\": \"和《异形》差不多的\"}",
            "{\"query\": \"今天北京天气怎么样\"}",
            "{\"query\": \"五十年代的战争片\"}",
        };
        for (String ask : asks) {
            check.check("Answer", client.post("/api/chat", ask), 200);
            check.check("Answer", client.post("/api/recommend", ask), 200);
            for (Event event :
                    Event.parse(client.post("/api/recommend/stream", ask).body())) {
                switch (event.name()) {
                    case "films" -> check.check("FilmsEvent", event.data());
                    case "text" -> check.check("TextEvent", event.data());
                    default -> check.check("Answer", event.data());
                }
            }
        }
        check.check("Error", client.post("/api/recommend", "{}"), 400);
        check.check("Error", client.get("/nothing"), 404);
        check.check("FilmAnswer", client.get("/api/films/1"), 200);
        check.check("SimilarAnswer", client.get("/api/films/1/similar?top_k=2&lang=en"), 200);
        check.check("UserAnswer", client.get("/api/users/7/recommendations"), 200);
        check.check("Health", client.get("/health"), 200);
        check.check("ApiHealth", client.get("/api/health"), 200);
        check.check("Status", client.get("/health/live"), 200);
        check.check("Status", client.get("/health/ready"), 200);

        // Members that only a failing service has are checked where services fail.
        assertThat(check.unseen()).containsExactlyInAnyOrder("Health.error", "Port.reason");
    }

    @Test
    void unhealthyAndDegraded_areAsDescribed() throws IOException {
        HashingEmbedder embedder = new HashingEmbedder(128);
        Generator away = (prompt, onText) -> {
            throw new PortUnavailableException(
                    "Generator", "llm.internal:8080", "expected an answer, found none", null);
        };
        try (HttpService failing = HttpService.start(
                HttpSettings.local(),
                TestBackend.of(away, embedder, InMemoryVectorStore.of(embedder.space()), Optional.empty()))) {
            HttpClient asking = new HttpClient(failing.port());
            SchemaCheck check = description();
            Answer degraded = asking.post("/api/recommend", "{\"query\": \"科幻片\"}");
            check.check("Answer", degraded, 200);
            assertThat(degraded.json().path("degraded")).hasSize(1);
            assertThat(degraded.body()).doesNotContain("llm.internal");

            embedder.close();
            check.check("Health", asking.get("/health"), 500);
            assertThat(asking.get("/health").json().path("status").textValue()).isEqualTo("unhealthy");
            assertThat(check.unseen()).doesNotContain("Health.error", "Port.reason", "Degradation.stage");
        }
    }

    @Test
    void errors_ofEveryPath_areDescribed() throws IOException {
        JsonNode paths = description().document().path("paths");

        for (String path : new String[] {"/api/recommend", "/api/chat", "/api/recommend/stream", "/api/chat/stream"}) {
            JsonNode responses = paths.path(path).path("post").path("responses");
            assertThat(responses.has(Integer.toString(client.post(path, "{}").status())))
                    .isTrue();
            assertThat(responses.has(Integer.toString(
                            client.send("POST", path, "x", "Content-Length: 1").status())))
                    .isTrue();
        }
        assertThat(client.get("/api/films/none").status()).isEqualTo(404);
        assertThat(client.get("/api/films/1/similar?top_k=0").status()).isEqualTo(400);
    }
}
