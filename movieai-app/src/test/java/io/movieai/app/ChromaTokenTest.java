package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token for a Chroma server on its way from the settings. */
class ChromaTokenTest {
    private static final String TOKEN = "chroma-secret-1234";

    @TempDir
    private Path folder;

    private final List<Headers> received = new CopyOnWriteArrayList<>();
    private HttpServer server = server();
    private String out = "";

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int run(Map<String, String> environment, String... args) {
        ProgramRun run = ProgramRun.of(Locale.ENGLISH, environment, args);
        out = run.out() + run.err();
        return run.code();
    }

    private void doctor(Map<String, String> environment) {
        int code = run(
                environment,
                "doctor",
                "--store",
                "chroma",
                "--chroma",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "--index",
                folder.resolve("index").toString());
        assertThat(code).as(out).isNotZero();
        assertThat(out).contains("[FAIL] Chroma").doesNotContain(TOKEN);
        assertThat(received).isNotEmpty();
    }

    @Test
    void token_ofTheSettings_isSentInBothHeadersAndNeverShown() {
        doctor(Map.of("CHROMA_TOKEN", TOKEN));

        assertThat(received).allSatisfy(headers -> {
            assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer " + TOKEN);
            assertThat(headers.getFirst("X-Chroma-Token")).isEqualTo(TOKEN);
        });
    }

    @Test
    void token_thatIsNotSet_isNotSent() {
        doctor(Map.of());

        assertThat(received)
                .allSatisfy(headers -> assertThat(headers).doesNotContainKeys("Authorization", "X-chroma-token"));
    }

    @Test
    void config_masksTheToken() {
        assertThat(run(Map.of("CHROMA_TOKEN", TOKEN), "config")).isZero();

        assertThat(out).containsPattern("CHROMA_TOKEN +\\*\\*\\*").doesNotContain(TOKEN);
    }
}
