package io.movieai.llm.qwen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.movieai.AuthenticationException;
import io.movieai.MovieAiException;
import io.movieai.PortRejectedException;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import io.movieai.testkit.ChatReplies;
import io.movieai.testkit.ChatServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a server is there and takes the key, without having anything written. */
class QwenCheckTest {
    private static final String KEY = "sk-0123456789abcdef";

    private final ChatServer server = ChatServer.start();

    @AfterEach
    void stopServer() {
        server.close();
    }

    private QwenGenerator generator() {
        return QwenGenerator.builder()
                .baseUrl(server.baseUrl())
                .apiKey(ApiKey.of(KEY))
                .readTimeout(Duration.ofMillis(500))
                .build();
    }

    private void check() {
        try (QwenGenerator generator = generator()) {
            generator.check();
        }
    }

    private MovieAiException failure() {
        MovieAiException failure = catchThrowableOfType(MovieAiException.class, this::check);
        assertThat(failure).as("failure").isNotNull();
        assertThat(failure.getMessage()).doesNotContain(KEY).contains("127.0.0.1");
        return failure;
    }

    @Test
    void check_serverThatListsItsModels_asksForThemWithTheKeyAndWritesNothing() {
        check();

        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo("/compatible-mode/v1/models");
            assertThat(request.headers()).containsEntry("authorization", "Bearer " + KEY);
            assertThat(request.body()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 501})
    void check_serverWithoutAListOfModels_isThereAllTheSame(int status) {
        server.models(ChatReplies.error(status, "not_found", "no such path"));

        assertThatNoException().isThrownBy(this::check);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void check_wrongKey_isSaidWithoutTheKey(int status) {
        server.models(ChatReplies.error(status, "invalid_api_key", "Incorrect API key provided: " + KEY));

        assertThat(failure())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("status " + status)
                .hasMessageContaining("invalid_api_key")
                .hasMessageContaining("check the API key");
    }

    @Test
    void check_otherRefusals_areTyped() {
        server.models(ChatReplies.error(429, "limit", "slow down", Map.of("Retry-After", "7")));
        assertThat(failure())
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        limited -> assertThat(limited.retryAfter()).hasValue(Duration.ofSeconds(7)));

        server.models(ChatReplies.error(503, "busy", "loading the model"));
        assertThat(failure())
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("status 503")
                .hasMessageContaining("loading the model");

        server.models(ChatReplies.body(302, "text/html", "elsewhere", Map.of("Location", "http://127.0.0.1:1/")));
        assertThat(failure()).isInstanceOf(PortRejectedException.class).hasMessageContaining("status 302");
    }

    @Test
    void check_serverAway_isUnavailable() {
        server.close();

        assertThat(failure()).isInstanceOf(PortUnavailableException.class);
    }

    @Test
    void check_silentServer_endsWithTheTimeout() {
        QwenGenerator generator = QwenGenerator.builder()
                .baseUrl(server.baseUrl())
                .apiKey(ApiKey.of(KEY))
                .connectTimeout(Duration.ofMillis(200))
                .readTimeout(Duration.ofMillis(200))
                .build();
        server.models((request, exchange) -> exchange.awaitClosed(Duration.ofSeconds(30)));

        assertThatThrownBy(generator::check)
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("within 400 ms");
    }

    @Test
    void check_listThatNeverEnds_isEnough() {
        server.models((request, exchange) -> {
            exchange.begin(200, "application/json", Map.of());
            exchange.write("{\"data\": [");
            exchange.awaitClosed(Duration.ofSeconds(30));
        });

        assertThatNoException().isThrownBy(this::check);
    }

    @Test
    void check_interruptedOrClosed_isRefused() {
        QwenGenerator generator = generator();
        Thread.currentThread().interrupt();
        assertThatThrownBy(generator::check).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        generator.close();
        assertThatIllegalStateException().isThrownBy(generator::check).withMessageContaining("check");
        assertThat(server.requests()).isEmpty();
    }
}
