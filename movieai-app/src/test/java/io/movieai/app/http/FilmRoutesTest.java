package io.movieai.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.movieai.generation.TemplateGenerator;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.testkit.HashingEmbedder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilmRoutesTest {
    private final HttpService service = HttpService.start(HttpSettings.local(), TestBackend.template());
    private final HttpClient client = new HttpClient(service.port());

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void film_isAllThatIsKnownOfIt() throws IOException {
        JsonNode film = client.get("/api/films/1").json().path("film");

        assertThat(film.path("title").textValue()).isEqualTo("The Matrix");
        assertThat(film.path("directors").get(0).path("zh").textValue()).isEqualTo("拉娜·沃卓斯基");
        assertThat(client.get("/api/films/99").json().path("code").textValue()).isEqualTo("film_not_found");
        assertThat(client.get("/api/films/%20").status()).isEqualTo(400);
    }

    @Test
    void similar_areOtherFilms_withReasonsInTheLanguage() throws IOException {
        JsonNode chinese = client.get("/api/films/3/similar?top_k=2").json();
        JsonNode english = client.get("/api/films/3/similar?top_k=2&lang=en").json();

        assertThat(chinese.path("films")).hasSize(2);
        for (JsonNode film : chinese.path("films")) {
            assertThat(film.path("movie_id").textValue()).isNotEqualTo("3");
            assertThat(film.path("reason").textValue()).containsPattern("\\p{IsHan}");
        }
        for (JsonNode film : english.path("films")) {
            assertThat(film.path("reason").textValue()).containsPattern("[a-z]{3}");
        }
        for (String parameters : new String[] {"top_k=0", "top_k=101", "top_k=x", "lang=fr", "top_k=9999999999"}) {
            assertThat(client.get("/api/films/3/similar?" + parameters).status())
                    .as(parameters)
                    .isEqualTo(400);
        }
    }

    @Test
    void user_withoutAModel_is404() throws IOException {
        assertThat(client.get("/api/users/7/recommendations").status()).isEqualTo(404);
        assertThat(client.get("/api/users/7/recommendations")
                        .json()
                        .path("code")
                        .textValue())
                .isEqualTo("no_user_model");
    }

    @Test
    void user_withAModel_isAnsweredByIt() throws IOException {
        HashingEmbedder embedder = new HashingEmbedder(128);
        try (HttpService knowing = HttpService.start(
                HttpSettings.local(),
                TestBackend.of(
                        new TemplateGenerator(),
                        embedder,
                        InMemoryVectorStore.of(embedder.space()),
                        Optional.of(request -> List.of(new ScoredItem(
                                ItemId.of(request.user().orElseThrow().value()),
                                request.limit(),
                                ScoredItem.Basis.POPULARITY,
                                List.of())))))) {
            JsonNode json = new HttpClient(knowing.port())
                    .get("/api/users/4/recommendations?top_k=7")
                    .json();

            assertThat(json.path("user_id").textValue()).isEqualTo("4");
            assertThat(json.path("films").get(0).path("title").textValue()).isEqualTo("Fargo");
            assertThat(json.path("films").get(0).path("score").doubleValue()).isEqualTo(7);
        }
    }
}
