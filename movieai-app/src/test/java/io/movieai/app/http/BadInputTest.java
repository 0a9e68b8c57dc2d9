package io.movieai.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.app.http.HttpClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, the answer is a 4xx that says why, and the next request is served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private final HttpService service = HttpService.start(
            HttpSettings.local()
                    .withLimits(Limits.DEFAULT.withPatience(
                            Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(1))),
            TestBackend.template());
    private final HttpClient client = new HttpClient(service.port());

    @AfterAll
    void stop() {
        service.close();
    }

    @AfterEach
    void nextRequest_isServed() throws IOException {
        assertThat(client.post("/api/recommend", "{\"query\": \"科幻片\"}").status())
                .isEqualTo(200);
    }

    private static void assertRefused(Answer answer, int status, String code) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().path("success").isBoolean()).isTrue();
        assertThat(answer.json().path("success").booleanValue()).isFalse();
        assertThat(answer.json().path("code").textValue()).isEqualTo(code);
        assertThat(answer.json().path("error").textValue()).isNotBlank();
        assertThat(answer.body())
                .doesNotContainIgnoringCase("exception")
                .doesNotContain("jetty", "java.", "io.movieai", "jackson");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json | invalid_json",
                "{\"query\": \"科幻片\" | invalid_json",
                "{\"query\": \"科幻片\"} {} | invalid_json",
                "{'query': '科幻片'} | invalid_json",
                "{\"query\": NaN} | invalid_json",
                "\"科幻片\" | invalid_body",
                "[1] | invalid_body",
                "17 | invalid_body",
                "{\"query\": 17} | invalid_query",
                "{\"query\": [\"科幻片\"]} | invalid_query",
                "{\"query\": null} | invalid_query",
                "{\"query\": \"  \"} | invalid_query",
                "{\"query\": \"\\ud800\"} | invalid_query",
                "{\"query\": \"a\", \"query\": \"b\"} | duplicate_member",
                "{\"query\": \"a\", \"top_k\": \"5\"} | invalid_top_k",
                "{\"query\": \"a\", \"top_k\": 0} | invalid_top_k",
                "{\"query\": \"a\", \"top_k\": 2.5} | invalid_top_k",
                "{\"query\": \"a\", \"top_k\": 99999999999999999999} | invalid_top_k",
                "{\"query\": \"a\", \"temperature\": 3} | invalid_temperature",
                "{\"query\": \"a\", \"temperature\": \"hot\"} | invalid_temperature",
                "{\"query\": \"a\", \"max_tokens\": -1} | invalid_max_tokens",
                "{\"query\": \"a\", \"diversity\": 1e400} | invalid_diversity",
                "{\"query\": \"a\", \"user_id\": {}} | invalid_user_id",
                "{\"query\": \"a\", \"user_id\": \" \"} | invalid_user_id",
                "{\"query\": \"a\", \"exclude\": \"1\"} | invalid_exclude",
                "{\"query\": \"a\", \"exclude\": [[]]} | invalid_exclude",
                "{\"query\": \"a\", \"liked\": [null]} | invalid_liked",
                "{\"query\": \"a\", \"without\": [1]} | invalid_without",
                "{\"query\": \"a\", \"raw_response\": \"yes\"} | invalid_raw_response",
                "{\"query\": \"a\", \"conversation_id\": 1} | invalid_conversation_id",
            })
    void body_thatIsNotUsable_is400(String body, String code) throws IOException {
        for (String path : new String[] {"/api/recommend", "/api/recommend/stream", "/api/chat"}) {
            assertRefused(client.post(path, body), 400, code);
        }
    }

    @Test
    void query_thatIsTooLong_is400() throws IOException {
        assertRefused(
                client.post("/api/recommend", "{\"query\": \"" + "片".repeat(10_001) + "\"}"), 400, "invalid_query");
    }

    @Test
    void nesting_thatIsDeep_is400() throws IOException {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertRefused(client.post("/api/recommend", "{\"query\": " + deep + "}"), 400, "invalid_json");
    }

    @Test
    void bytes_thatAreNotUtf8_are400() throws IOException {
        byte[] body = "{\"query\": \"科幻片\"}".getBytes(StandardCharsets.UTF_16LE);
        byte[] latin = {'{', '"', 'q', 'u', 'e', 'r', 'y', '"', ':', '"', (byte) 0xe9, '"', '}'};
        for (byte[] bytes : new byte[][] {latin, {(byte) 0xff, (byte) 0xfe}}) {
            String head = HttpClient.head(
                    "POST",
                    "/api/recommend",
                    "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n");
            assertRefused(client.raw(head, bytes), 400, "invalid_encoding");
        }
        String head = HttpClient.head(
                "POST", "/api/recommend", "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n");
        assertThat(client.raw(head, body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: application/xml",
                "Content-Type: application/json; charset=gbk",
                "Content-Type: application/jsonx",
                "Content-Type: ;;;",
                "X-None: 1",
            })
    void contentType_thatIsNotJson_is415(String type) throws IOException {
        assertRefused(
                client.send("POST", "/api/recommend", "{\"query\": \"a\"}", type, "Content-Length: 14"),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"})
    void contentType_thatIsJson_isTaken(String type) throws IOException {
        assertThat(client.send(
                                "POST",
                                "/api/recommend",
                                "{\"query\": \"a\"}",
                                "Content-Type: " + type,
                                "Content-Length: 14")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void body_of10Megabytes_is413() throws IOException {
        String big = "{\"query\": \"" + "a".repeat(10_000_000) + "\"}";

        assertRefused(client.post("/api/recommend", big), 413, "body_too_large");
        String chunked = HttpClient.head(
                "POST", "/api/recommend", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
        byte[] chunk = ("4e20\r\n" + "a".repeat(20_000) + "\r\n").repeat(20).getBytes(StandardCharsets.US_ASCII);
        assertRefused(client.raw(chunked, chunk), 413, "body_too_large");
    }

    @Test
    void body_thatComesSlowly_is408() throws IOException {
        try (Socket socket = client.connect()) {
            String head = HttpClient.head(
                    "POST", "/api/recommend", "Content-Type: application/json\r\nContent-Length: 1000\r\n");
            socket.getOutputStream().write((head + "{").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            assertRefused(HttpClient.read(socket.getInputStream()), 408, "body_too_slow");
        }
    }

    @Test
    void body_thatNeverComes_endsTheConnection() throws IOException {
        try (Socket socket = client.connect()) {
            String head = HttpClient.head(
                    "POST", "/api/recommend", "Content-Type: application/json\r\nContent-Length: 1000\r\n");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).startsWith("HTTP/1.1 408"));
        }
    }

    @Test
    void headers_thatAreTooLong_are431() throws IOException {
        assertRefused(client.get("/health", "X-Long: " + "a".repeat(20_000)), 431, "headers_too_large");
        String[] many = new String[2_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = "X-" + i + ": 1";
        }
        assertRefused(client.get("/health", many), 431, "headers_too_large");
    }

    @Test
    void requestLine_thatIsTooLong_is414() throws IOException {
        assertRefused(client.get("/" + "a".repeat(20_000)), 414, "uri_too_long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/page/../io/movieai/app/Main.class",
                "/io/movieai/app/Main.class",
                "/META-INF/MANIFEST.MF",
                "//etc/passwd",
                "/%00",
                "/%",
                "/api/films/%2e%2e",
                "/api/films/..%5c..%5c",
                "/api/films/none",
                "/api/recommend;x=1/../../health",
                "/.env",
            })
    void path_thatIsATrick_is4xx(String path) throws IOException {
        Answer answer = client.get(path);

        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.json().path("success").booleanValue()).isFalse();
        assertThat(answer.body()).doesNotContain("root:", "Implementation-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
                "POST /api/recommend HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
                "POST /api/recommend HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
            })
    void bytes_thatAreNoRequest_areRefused(String head) throws IOException {
        Answer answer = client.raw(head, new byte[0]);

        assertThat(answer.status()).as(answer.body()).isIn(400, 404, 405, 408, 415, 505);
        assertThat(answer.body()).doesNotContainIgnoringCase("jetty").doesNotContain("<html");
    }
}
