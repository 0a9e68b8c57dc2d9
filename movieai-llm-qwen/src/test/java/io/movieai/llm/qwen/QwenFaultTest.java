package io.movieai.llm.qwen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.movieai.AuthenticationException;
import io.movieai.ContentRejectedException;
import io.movieai.MalformedResponseException;
import io.movieai.MovieAiException;
import io.movieai.PortRejectedException;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import io.movieai.testkit.ChatReplies;
import io.movieai.testkit.ChatServer;
import io.movieai.testkit.ChatServer.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of answers that are none. */
class QwenFaultTest {
    private static final String KEY = "sk-0123456789abcdef";

    private final ChatServer server = ChatServer.start();
    private final List<String> pieces = new ArrayList<>();

    @AfterEach
    void stopServer() {
        server.close();
    }

    private QwenGenerator.Builder builder() {
        return QwenGenerator.builder().baseUrl(server.baseUrl()).apiKey(ApiKey.of(KEY));
    }

    private MovieAiException failure(QwenGenerator.Builder builder) {
        try (QwenGenerator generator = builder.build()) {
            MovieAiException failure = catchThrowableOfType(
                    MovieAiException.class, () -> generator.generate(Prompts.plain(), pieces::add));
            assertThat(failure).as("failure").isNotNull();
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(KEY);
            assertThat(failure.port()).isEqualTo("Generator");
            assertThat(failure.target()).contains("qwen-max-latest").contains("127.0.0.1");
            return failure;
        }
    }

    private MovieAiException failure() {
        return failure(builder());
    }

    private static Reply stream(String... events) {
        return (request, exchange) -> {
            exchange.beginStream();
            for (String event : events) {
                exchange.event(event);
            }
            exchange.end();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key, Incorrect API key provided: " + KEY,
        "401, InvalidApiKey, Invalid API-key provided.",
        "403, AccessDenied, Model access denied."
    })
    void generate_keyThatIsNotAccepted_isAnAuthenticationFailureAndNotTriedAgain(
            int status, String code, String message) {
        server.reply(ChatReplies.error(status, code, message));

        assertThat(failure())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("status " + status)
                .hasMessageContaining(code)
                .hasMessageContaining("(request peer-request)")
                .hasMessageContaining("region");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data_inspection_failed", "DataInspectionFailed"})
    void generate_contentFilter_isAContentRejectionAndNotTriedAgain(String code) {
        server.reply(ChatReplies.error(400, code, "Input data may contain inappropriate content."));

        assertThat(failure())
                .isInstanceOf(ContentRejectedException.class)
                .hasMessageContaining("inappropriate content")
                .hasMessageContaining("(request peer-request)");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void generate_contentFilterOfDashScopesOwnForm_isAContentRejection() {
        server.reply(ChatReplies.body(
                400,
                "application/json",
                "{\"code\":\"DataInspectionFailed\",\"message\":\"Input data may contain inappropriate content.\","
                        + "\"request_id\":\"own-form\"}",
                Map.of()));

        assertThat(failure()).isInstanceOf(ContentRejectedException.class).hasMessageContaining("own-form");
    }

    @Test
    void generate_contentFilterInTheMiddleOfTheAnswer_isAContentRejection() {
        server.reply(stream(
                ChatReplies.textChunk("教父"),
                ChatReplies.errorChunk("data_inspection_failed", "Output data may contain inappropriate content.")));

        assertThat(failure()).isInstanceOf(ContentRejectedException.class).hasMessageContaining("Output data");
        assertThat(pieces).containsExactly("教父");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidParameter, Range of max_tokens should be [1; 8192]",
        "400, Arrearage, Access denied: please make sure your account is in good standing.",
        "404, model_not_found, The model does not exist.",
        "413, RequestTooLarge, too large",
        "422, '', ''"
    })
    void generate_refusalOnOurSide_isRejectedAndNotTriedAgain(int status, String code, String message) {
        server.reply(ChatReplies.error(status, code, message));

        assertThat(failure())
                .isExactlyInstanceOf(PortRejectedException.class)
                .hasMessageContaining("status " + status)
                .hasMessageContaining(code)
                .hasMessageContaining(message);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void generate_redirect_isRejected() {
        server.reply(ChatReplies.body(302, "text/html", "moved", Map.of("Location", "http://127.0.0.1:1/elsewhere")));

        assertThat(failure()).isExactlyInstanceOf(PortRejectedException.class).hasMessageContaining("status 302");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void generate_serverThatFailsOnce_isAskedAgain(int status) {
        server.reply(ChatReplies.error(status, "InternalError", "try later"), ChatReplies.answer("教父"));

        try (QwenGenerator generator = builder().build()) {
            assertThat(generator.generate(Prompts.plain(), pieces::add).text()).isEqualTo("教父");
        }
        assertThat(pieces).containsExactly("教父");
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).body())
                .isEqualTo(server.requests().get(0).body());
    }

    @Test
    void generate_listenerThatThrowsAtTheSecondAttempt_endsIt() {
        server.reply(ChatReplies.error(503, "ServiceUnavailable", "busy"), ChatReplies.answer("教", "父"));
        RuntimeException thrown = new IllegalCallerException("enough");

        try (QwenGenerator generator = builder().build()) {
            assertThatThrownBy(() -> generator.generate(Prompts.plain(), piece -> {
                        pieces.add(piece);
                        throw thrown;
                    }))
                    .isSameAs(thrown);
        }
        assertThat(pieces).containsExactly("教");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void generate_serverThatKeepsFailing_isUnavailableAfterTheRetries() {
        server.reply(ChatReplies.body(502, "text/html", "<html>Bad Gateway</html>", Map.of()));

        assertThat(failure(builder().maxRetries(1)))
                .isExactlyInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("<html>Bad Gateway</html>");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void generate_tooManyCalls_carriesTheWaitThatTheServiceAskedFor() {
        server.reply(ChatReplies.error(
                429, "Throttling.RateQuota", "Requests rate limit exceeded", Map.of("Retry-After", "30")));

        MovieAiException failure = failure();

        assertThat(failure).isInstanceOf(RateLimitedException.class).hasMessageContaining("Throttling.RateQuota");
        assertThat(((RateLimitedException) failure).retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(server.requests()).as("30 s are too long to wait").hasSize(1);
    }

    @Test
    void generate_tooManyCallsForAMoment_isAskedAgainAfterIt() {
        List<Long> moments = new ArrayList<>();
        Reply limited = (request, exchange) -> {
            moments.add(System.nanoTime());
            ChatReplies.error(429, "limit_requests", "slow down", Map.of("Retry-After", "1"))
                    .send(request, exchange);
        };
        server.reply(limited, (request, exchange) -> {
            moments.add(System.nanoTime());
            ChatReplies.answer("教父").send(request, exchange);
        });

        try (QwenGenerator generator = builder().build()) {
            assertThat(generator.generate(Prompts.plain(), pieces::add).text()).isEqualTo("教父");
        }
        assertThat(Duration.ofNanos(moments.get(1) - moments.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void generate_rateLimitInTheStreamBeforeAnyText_isAskedAgain() {
        server.reply(stream(ChatReplies.errorChunk("Throttling.AllocationQuota", "quota")), ChatReplies.answer("教父"));

        try (QwenGenerator generator = builder().build()) {
            assertThat(generator.generate(Prompts.plain(), pieces::add).text()).isEqualTo("教父");
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void generate_serverErrorAfterTheFirstText_isNotTriedAgain() {
        server.reply(stream(ChatReplies.textChunk("教"), ChatReplies.errorChunk("InternalError", "lost")));

        assertThat(failure())
                .isExactlyInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("lost");
        assertThat(pieces).containsExactly("教");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void generate_streamCutAfterTheFirstText_isMalformedAndNotTriedAgain() {
        server.reply((request, exchange) -> {
            exchange.beginStream();
            exchange.event(ChatReplies.textChunk("教"));
            byte[] half = ("data: " + ChatReplies.textChunk("父")).getBytes(StandardCharsets.UTF_8);
            // The text begins after 28 bytes and its character has three: this is the middle of it.
            exchange.write(
                    Arrays.copyOf(half, new String(half, StandardCharsets.ISO_8859_1).indexOf("content\":\"") + 11));
        });

        assertThat(failure()).isInstanceOf(MalformedResponseException.class).hasMessageContaining("broke off");
        assertThat(pieces).containsExactly("教");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void generate_streamCutBeforeAnyText_isAskedAgain() {
        server.reply(
                (request, exchange) -> {
                    exchange.beginStream();
                    exchange.write("data: {\"choi");
                    exchange.reset();
                },
                stream(ChatReplies.reasoningChunk("想")),
                ChatReplies.answer("教父"));

        try (QwenGenerator generator = builder().build()) {
            assertThat(generator.generate(Prompts.plain(), pieces::add).text()).isEqualTo("教父");
        }
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void generate_streamThatEndsTooEarly_isMalformed() {
        server.reply(stream(ChatReplies.textChunk("教父")));

        assertThat(failure()).isInstanceOf(MalformedResponseException.class).hasMessageContaining("it ended after");
        assertThat(pieces).containsExactly("教父");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\":[{\"delta\":", "教父", "[1, 2]", "{\"choices\":\"none\"}", "12"})
    void generate_chunkThatIsNone_isMalformed(String data) {
        server.reply(stream(ChatReplies.textChunk("教父"), data, "[DONE]"));

        assertThat(failure()).isInstanceOf(MalformedResponseException.class).hasMessageContaining(data);
    }

    @Test
    void generate_bytesThatAreNotUtf8_areMalformed() {
        server.reply((request, exchange) -> {
            exchange.beginStream();
            exchange.write(new byte[] {'d', 'a', 't', 'a', ':', (byte) 0xE6, (byte) 0x95, '\n', '\n'});
            exchange.end();
        });

        assertThat(failure()).isInstanceOf(MalformedResponseException.class).hasMessageContaining("UTF-8");
    }

    @Test
    void generate_html_isMalformedAndShowsItsBeginningWithoutTheKey() {
        server.reply(
                ChatReplies.body(200, "text/html", "<html>" + KEY + "登录" + "x".repeat(5_000) + "END</html>", Map.of()));

        MovieAiException failure = failure();

        assertThat(failure).isInstanceOf(MalformedResponseException.class).hasMessageContaining("<html>***登录xxx");
        assertThat(failure.toString()).hasSizeLessThan(500);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void generate_wholeAnswerInsteadOfAStream_isMalformed() {
        server.reply(ChatReplies.body(
                200, "application/json", "{\"choices\":[{\"message\":{\"content\":\"教父\"}}]}", Map.of()));

        assertThat(failure()).isInstanceOf(MalformedResponseException.class).hasMessageContaining("text/event-stream");
    }

    @Test
    void generate_errorWithStatusOfSuccess_isThatError() {
        server.reply(ChatReplies.body(
                200,
                "application/json",
                "{\"code\":\"InvalidApiKey\",\"message\":\"Invalid API-key provided.\",\"request_id\":\"r\"}",
                Map.of()));

        assertThat(failure()).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void generate_lineThatNeverEnds_isMalformed() {
        server.reply((request, exchange) -> {
            exchange.beginStream();
            byte[] block = new byte[1 << 16];
            Arrays.fill(block, (byte) 'x');
            for (int i = 0; i < 64; i++) {
                exchange.write(block);
            }
            exchange.end();
        });

        assertThat(failure()).isInstanceOf(MalformedResponseException.class).hasMessageContaining("without an end");
    }

    @Test
    void generate_answerThatNeverEnds_isMalformed() {
        String piece = "教".repeat(10_000);
        server.reply((request, exchange) -> {
            exchange.beginStream();
            while (true) {
                exchange.event(ChatReplies.textChunk(piece));
            }
        });

        assertThat(failure()).isInstanceOf(MalformedResponseException.class).hasMessageContaining("characters");
    }

    @Test
    void generate_serverThatIsSilent_isUnavailableAfterTheReadTimeout() {
        server.reply((request, exchange) -> exchange.awaitClosed(Duration.ofMinutes(1)));

        assertThat(failure(builder()
                        .connectTimeout(Duration.ofMillis(100))
                        .readTimeout(Duration.ofMillis(100))
                        .maxRetries(0)))
                .isExactlyInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("silence");
    }

    @Test
    void generate_serverThatStallsInTheMiddle_isUnavailableAfterTheReadTimeout() {
        server.reply((request, exchange) -> {
            exchange.beginStream();
            exchange.event(ChatReplies.textChunk("教"));
            exchange.awaitClosed(Duration.ofMinutes(1));
        });

        assertThat(failure(builder().readTimeout(Duration.ofMillis(200))))
                .isExactlyInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("200 ms");
        assertThat(pieces).containsExactly("教");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void generate_errorWhoseBodyStalls_isThatErrorAllTheSame() {
        server.reply((request, exchange) -> {
            exchange.begin(401, "application/json", Map.of());
            exchange.write("{\"error\":");
            exchange.awaitClosed(Duration.ofMinutes(1));
        });

        assertThat(failure(builder().readTimeout(Duration.ofMillis(200)))).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void generate_noServer_isUnavailable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(failure(builder()
                        .baseUrl(URI.create("http://127.0.0.1:" + port + "/v1"))
                        .maxRetries(1)))
                .isExactlyInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("no connection");
    }

    @Test
    void generate_noSuchHost_isUnavailable() {
        try (QwenGenerator generator = builder()
                .baseUrl(URI.create("http://movieai.invalid/v1"))
                .maxRetries(0)
                .build()) {
            MovieAiException failure = catchThrowableOfType(
                    MovieAiException.class, () -> generator.generate(Prompts.plain(), pieces::add));

            assertThat(failure)
                    .isExactlyInstanceOf(PortUnavailableException.class)
                    .hasMessageContaining("movieai.invalid");
        }
    }
}
