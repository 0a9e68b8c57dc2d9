package io.movieai.llm.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.Deadline;
import io.movieai.generation.Message;
import io.movieai.generation.Message.Role;
import io.movieai.testkit.ChatServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent. */
class QwenRequestTest {
    private static final String KEY = "sk-0123456789abcdef";

    private final ChatServer server = ChatServer.start();

    @AfterEach
    void stopServer() {
        server.close();
    }

    private QwenGenerator.Builder builder() {
        return QwenGenerator.builder().baseUrl(server.baseUrl());
    }

    private ChatServer.Request only() {
        assertThat(server.requests()).hasSize(1);
        return server.requests().get(0);
    }

    private static JsonNode json(ChatServer.Request request) throws IOException {
        return new ObjectMapper().readTree(request.body());
    }

    @Test
    void generate_defaults_sendsWhatTheServiceDocuments() throws IOException {
        try (QwenGenerator generator = builder().apiKey(ApiKey.of(KEY)).build()) {
            generator.generate(
                    Prompts.of(
                            OptionalDouble.empty(),
                            OptionalInt.empty(),
                            Deadline.NONE,
                            new Message(Role.SYSTEM, "只推荐给出的电影。\t\"引号\" \\ 反斜杠"),
                            new Message(Role.USER, "第一问"),
                            new Message(Role.ASSISTANT, "第一答"),
                            new Message(Role.USER, Prompts.QUESTION)),
                    piece -> {});
        }

        ChatServer.Request request = only();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/compatible-mode/v1/chat/completions");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + KEY)
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "text/event-stream");
        assertThat(json(request)).isEqualTo(new ObjectMapper().readTree("""
                {
                  "model": "qwen-max-latest",
                  "messages": [
                    {"role": "system", "content": "只推荐给出的电影。\\t\\"引号\\" \\\\ 反斜杠"},
                    {"role": "user", "content": "第一问"},
                    {"role": "assistant", "content": "第一答"},
                    {"role": "user", "content": "推荐一部“黑帮”片\\n不要太长 🎬"}
                  ],
                  "temperature": 0.7,
                  "max_tokens": 1000,
                  "stream": true,
                  "stream_options": {"include_usage": true}
                }
                """));
    }

    @Test
    void generate_settingsOfThePrompt_goBeforeTheGenerators() throws IOException {
        try (QwenGenerator generator =
                builder().model("qwen3-max").temperature(0.2).maxTokens(77).build()) {
            generator.generate(Prompts.plain(), piece -> {});
            generator.generate(
                    Prompts.of(OptionalDouble.of(1.5), OptionalInt.of(9), Deadline.NONE, new Message(Role.USER, "?")),
                    piece -> {});
        }

        JsonNode own = json(server.requests().get(0));
        assertThat(own.path("model").asText()).isEqualTo("qwen3-max");
        assertThat(own.path("temperature").asDouble()).isEqualTo(0.2);
        assertThat(own.path("max_tokens").asInt()).isEqualTo(77);
        JsonNode asked = json(server.requests().get(1));
        assertThat(asked.path("temperature").asDouble()).isEqualTo(1.5);
        assertThat(asked.path("max_tokens").asInt()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"ON, true", "OFF, false"})
    void generate_thinking_isSentAsBothKindsOfServersReadIt(Thinking thinking, boolean sent) throws IOException {
        try (QwenGenerator generator = builder().thinking(thinking).build()) {
            generator.generate(Prompts.plain(), piece -> {});
        }

        JsonNode json = json(only());
        assertThat(json.path("enable_thinking").isBoolean()).isTrue();
        assertThat(json.path("enable_thinking").asBoolean()).isEqualTo(sent);
        assertThat(json.path("chat_template_kwargs").path("enable_thinking").asBoolean(!sent))
                .isEqualTo(sent);
    }

    @Test
    void extraFields_ofDashScope_areItsOwnAlone() {
        assertThat(options(QwenOptions.DASHSCOPE, Thinking.OFF).extraFields())
                .isEqualTo(Map.of("enable_thinking", false));
        assertThat(options(QwenOptions.DASHSCOPE, Thinking.MODEL_DEFAULT).extraFields())
                .isEmpty();
    }

    private static QwenOptions options(URI url, Thinking thinking) {
        Duration second = Duration.ofSeconds(1);
        return new QwenOptions(null, url, "m", 0.7, 10, second, second, 0, thinking);
    }

    @Test
    void generate_withoutAKey_sendsNoAuthorization() {
        try (QwenGenerator generator = builder().build()) {
            generator.generate(Prompts.plain(), piece -> {});
        }

        assertThat(only().headers()).doesNotContainKey("authorization");
    }

    @Test
    void generate_overCleartext_speaksHttp11AndOffersNoUpgrade() {
        try (QwenGenerator generator = builder().build()) {
            generator.generate(Prompts.plain(), piece -> {});
        }

        assertThat(only().headers()).doesNotContainKeys("upgrade", "http2-settings");
        assertThat(ChatHttp.version(URI.create("http://localhost:8080/v1"))).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(ChatHttp.version(QwenOptions.DASHSCOPE)).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void generate_again_usesTheSameConnection() {
        try (QwenGenerator generator = builder().build()) {
            for (int i = 0; i < 5; i++) {
                generator.generate(Prompts.plain(), piece -> {});
            }
        }

        assertThat(server.requests()).hasSize(5);
        assertThat(server.accepted()).isEqualTo(1);
    }
}
