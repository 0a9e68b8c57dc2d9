package io.movieai.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.movieai.app.http.HttpClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {
    private static final String KEY = "0123456789abcdef0123";
    private static final String ASK = "{\"query\": \"科幻片\"}";

    private final HttpService service = HttpService.start(
            new HttpSettings(
                    HttpSettings.LOOPBACK,
                    0,
                    Optional.of(AccessKey.of(KEY)),
                    Set.of("https://films.example"),
                    Limits.DEFAULT),
            TestBackend.template());
    private final HttpClient client = new HttpClient(service.port());

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void key_rightInEitherHeader_opens() throws IOException {
        assertThat(client.post("/api/recommend", ASK, "Authorization: Bearer " + KEY)
                        .status())
                .isEqualTo(200);
        assertThat(client.post("/api/recommend", ASK, "authorization: bearer " + KEY)
                        .status())
                .isEqualTo(200);
        assertThat(client.post("/api/recommend", ASK, "X-API-Key: " + KEY).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-None: 1",
                "Authorization: Bearer wrong",
                "Authorization: Bearer",
                "Authorization: Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM=",
                "X-API-Key: " + KEY + "x",
                "X-API-Key: ",
            })
    void key_missingOrWrong_is401OnEveryKeyedRoute(String header) throws IOException {
        for (String route : service.routes()) {
            String path = route.substring(route.indexOf(' ') + 1).replace("{id}", "1");
            boolean open = path.startsWith("/health") || path.equals("/api/health") || path.equals("/openapi.json");
            Answer answer = route.startsWith("POST ") ? client.post(path, ASK, header) : client.get(path, header);
            assertThat(answer.status()).as(route).isEqualTo(open ? 200 : 401);
            if (!open) {
                assertThat(answer.json().path("code").textValue()).isEqualTo("unauthorized");
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
                assertThat(answer.body()).doesNotContain(KEY);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/recommend/",
                "//api/recommend",
                "/api//recommend",
                "/API/recommend",
                "/api/recommend;x=1",
                "/%61pi/recommend",
                "/health/../api/recommend",
                "/health/%2e%2e/api/recommend",
            })
    void key_missing_isAskedForHoweverThePathIsWritten(String path) throws IOException {
        assertThat(client.post(path, ASK).status()).isBetween(400, 499);
    }

    @ParameterizedTest
    @CsvSource({"/api/films/1, 200", "/api/films/99999, 404", "/health/live, 200", "/health, 200", "/none, 404"})
    void head_isAnsweredAsGetWithoutABody(String path, int status) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .method("HEAD", BodyPublishers.noBody());
        java.net.http.HttpClient head = java.net.http.HttpClient.newHttpClient();

        assertThat(head.send(request.copy().header("X-API-Key", KEY).build(), BodyHandlers.ofString()))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(status))
                .satisfies(answer -> assertThat(answer.body()).isEmpty());
        if (path.startsWith("/api")) {
            assertThat(head.send(request.build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void accessKey_isNeverShown() {
        assertThat(AccessKey.of(KEY)).hasToString("AccessKey[***]");
        assertThat(new HttpSettings("127.0.0.1", 0, Optional.of(AccessKey.of(KEY)), Set.of(), Limits.DEFAULT)
                        .toString())
                .doesNotContain(KEY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessKey.of("short-secret"))
                .withMessageNotContaining("short-secret")
                .withMessageContaining("16");
    }

    @Test
    void origin_thatIsListed_mayRead() throws IOException {
        Answer preflight = client.send(
                "OPTIONS",
                "/api/recommend",
                "",
                "Origin: https://films.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type, x-api-key");
        assertThat(preflight.status()).isBetween(200, 204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://films.example");
        assertThat(preflight.header("Access-Control-Allow-Headers")).containsIgnoringCase("content-type");

        Answer answer = client.post("/api/recommend", ASK, "X-API-Key: " + KEY, "Origin: https://films.example");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://films.example");
    }

    @Test
    void origin_thatIsNotListed_mayNot() throws IOException {
        Answer answer = client.post("/api/recommend", ASK, "X-API-Key: " + KEY, "Origin: https://evil.example");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void cors_withoutOrigins_isOff() throws IOException {
        try (HttpService closed = HttpService.start(HttpSettings.local(), TestBackend.template())) {
            Answer answer = new HttpClient(closed.port()).post("/api/recommend", ASK, "Origin: https://films.example");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "films.example", "https://films.example/", "https://a b", "null"})
    void origins_thatAreNone_areRefused(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new HttpSettings(HttpSettings.LOOPBACK, 0, Optional.empty(), Set.of(origin), Limits.DEFAULT));
    }

    @Test
    void headers_ofEveryAnswer_keepBrowsersFromMischief() throws IOException {
        for (String path : new String[] {"/health", "/nothing", "/api/films/1"}) {
            Answer answer = client.get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by", "set-cookie");
        }
    }

    @Test
    void requestId_thatIsPlain_comesBack() throws IOException {
        assertThat(client.get("/health", "X-Request-Id: abc-1.2_3").header("X-Request-Id"))
                .isEqualTo("abc-1.2_3");
        for (String odd : new String[] {"a b", "x".repeat(65), "<script>", "${jndi:x}", ""}) {
            assertThat(client.get("/health", "X-Request-Id: " + odd).header("X-Request-Id"))
                    .matches("[0-9a-f]{16}");
        }
    }
}
