package io.movieai.llm.qwen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.testkit.ChatServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QwenSettingsTest {
    private static final String KEY = "sk-0123456789abcdef";

    @Test
    void fromEnvironment_keyAlone_isQwenOnDashScope() {
        try (QwenGenerator generator = QwenGenerator.fromEnvironment(Map.of("QWEN_API_KEY", " " + KEY + "\n"))) {
            assertThat(generator.model()).isEqualTo("qwen-max-latest");
            assertThat(generator.baseUrl()).isEqualTo(URI.create("https://dashscope.aliyuncs.com/compatible-mode/v1"));
            assertThat(generator.hasApiKey()).isTrue();
            assertThat(generator.toString()).doesNotContain(KEY);
        }
    }

    @Test
    void fromEnvironment_everyVariable_isUsed() throws IOException {
        try (ChatServer server = ChatServer.start();
                QwenGenerator generator = QwenGenerator.fromEnvironment(Map.of(
                        "QWEN_API_KEY", KEY,
                        "QWEN_API_URL", server.baseUrl() + "/",
                        "QWEN_MODEL", "qwen3-max",
                        "QWEN_TEMPERATURE", "0",
                        "QWEN_MAX_TOKENS", "12"))) {
            generator.generate(Prompts.plain(), piece -> {});

            ChatServer.Request request = server.requests().get(0);
            JsonNode json = new ObjectMapper().readTree(request.body());
            assertThat(request.path()).isEqualTo("/compatible-mode/v1/chat/completions");
            assertThat(request.headers()).containsEntry("authorization", "Bearer " + KEY);
            assertThat(json.path("model").asText()).isEqualTo("qwen3-max");
            assertThat(json.path("temperature").asDouble(-1)).isZero();
            assertThat(json.path("max_tokens").asInt()).isEqualTo(12);
        }
    }

    @Test
    void fromEnvironment_noKeyForDashScope_saysWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QwenGenerator.fromEnvironment(Map.of("QWEN_API_KEY", "")))
                .withMessageContaining("QWEN_API_KEY")
                .withMessageContaining("dashscope.aliyuncs.com")
                .withMessageContaining("found it not set");
    }

    @Test
    void fromEnvironment_noKeyForAnotherServer_isEnough() {
        try (QwenGenerator generator =
                QwenGenerator.fromEnvironment(Map.of("QWEN_API_URL", "http://localhost:8080/v1"))) {
            assertThat(generator.hasApiKey()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            QWEN_API_URL     | dashscope.aliyuncs.com/v1                  | expected an http or https address
            QWEN_API_URL     | ftp://example.org/v1                       | expected an http or https address
            QWEN_API_URL     | not an address                             | expected an address
            QWEN_API_URL     | https://example.org/v1/chat/completions    | ends before /chat/completions
            QWEN_API_URL     | https://example.org/v1?x=1                 | without user, query and fragment
            QWEN_TEMPERATURE | hot                                        | a number from 0 to 2, found 'hot'
            QWEN_TEMPERATURE | 2.1                                        | a number from 0 to 2, found 2.1
            QWEN_TEMPERATURE | -0.1                                       | a number from 0 to 2, found -0.1
            QWEN_TEMPERATURE | NaN                                        | a number from 0 to 2, found NaN
            QWEN_MAX_TOKENS  | 1000.5                                     | a whole number from 1 on, found '1000.5'
            QWEN_MAX_TOKENS  | 0                                          | at least 1, found 0
            QWEN_MAX_TOKENS  | 99999999999                                | a whole number from 1 on
            """)
    void fromEnvironment_valueThatIsNone_namesTheVariableAndBoth(String variable, String value, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QwenGenerator.fromEnvironment(Map.of("QWEN_API_KEY", KEY, variable, value)))
                .withMessageStartingWith(variable + ": ")
                .withMessageContaining(expected)
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain(KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-钥匙-0123", "sk-01 23", "sk-01\r\nX-Other: 1"})
    void fromEnvironment_keyThatNoHeaderCarries_isRefusedAndNotShown(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QwenGenerator.fromEnvironment(Map.of("QWEN_API_KEY", key)))
                .withMessageStartingWith("QWEN_API_KEY: ")
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("sk-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:secret@example.org/v1", "https://me:sec ret@example.org/v1"})
    void baseUrl_withAPassword_isRefusedAndNotShown(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QwenGenerator.fromEnvironment(Map.of("QWEN_API_URL", url)))
                .withMessageStartingWith("QWEN_API_URL: ")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("sec"));
    }

    @Test
    void apiKey_toString_isNotTheKey() {
        assertThat(ApiKey.of(KEY)).hasToString("ApiKey(***)");
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.of(" "));
    }

    @Test
    void apiKeyFromEnvironment_notSet_namesTheVariable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKey.fromEnvironment("MOVIEAI_TEST_NO_SUCH_KEY"))
                .withMessageContaining("MOVIEAI_TEST_NO_SUCH_KEY");
    }

    @Test
    void builder_valuesOutOfRange_areRefused() {
        QwenGenerator.Builder builder = QwenGenerator.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.model(" "))
                .withMessageStartingWith("model");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.temperature(3));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxTokens(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRetries(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRetries(11));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.connectTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.readTimeout(Duration.ofMillis(-1)));
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("apiKey(...)");
    }
}
