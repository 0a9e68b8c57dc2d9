package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.testkit.ChatReplies;
import io.movieai.testkit.ChatServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with answers written by a language model. */
class QwenCommandLineTest {
    private static final String KEY = "sk-0123456789abcdef";
    private static final String REQUEST = "九十年代的科幻片";

    @TempDir
    private Path folder;

    private final ChatServer server = ChatServer.start();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path data = Path.of("");

    @BeforeEach
    void writeData() throws IOException {
        data = Files.createDirectory(folder.resolve("films"));
        Files.writeString(data.resolve("films.item"), """
                item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq
                1\tMatrix, The\t1999\tAction Sci-Fi
                2\tAlien\t1979\tHorror Sci-Fi
                3\tContact\t1997\tDrama Sci-Fi
                """);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private Map<String, String> environment() {
        return Map.of("QWEN_API_KEY", KEY, "QWEN_API_URL", server.baseUrl().toString());
    }

    private int run(Map<String, String> environment, String command, String... rest) {
        out.reset();
        err.reset();
        List<String> args = new ArrayList<>(List.of(command, "--data", data.toString(), "--store", "memory"));
        args.addAll(List.of(rest));
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                StandardCharsets.UTF_8,
                false);
        int code = Main.run(terminal, Texts.in(Locale.ENGLISH), environment, args.toArray(String[]::new));
        assertThat(out() + err()).doesNotContain(KEY);
        return code;
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void ask_withAKey_isAnsweredByTheModel() throws IOException {
        server.reply(ChatReplies.answer("可以看《", "黑客帝国", "》", "，1999年上映。"));

        assertThat(run(environment(), "ask", REQUEST)).as(err()).isZero();

        assertThat(out()).isEqualTo("可以看《黑客帝国》，1999年上映。\n");
        assertThat(err()).isEmpty();
        assertThat(server.requests()).hasSize(1);
        ChatServer.Request request = server.requests().get(0);
        assertThat(request.headers()).containsEntry("authorization", "Bearer " + KEY);
        JsonNode sent = new ObjectMapper().readTree(request.body());
        assertThat(sent.path("model").asText()).isEqualTo("qwen-max-latest");
        assertThat(sent.path("messages").findValuesAsText("content"))
                .anySatisfy(text -> assertThat(text).contains("黑客帝国"))
                .last()
                .asString()
                .contains(REQUEST);
    }

    @Test
    void ask_withAKey_printsTheTextAsItArrives() throws InterruptedException {
        CountDownLatch printed = new CountDownLatch(1);
        server.reply((request, exchange) -> {
            exchange.beginStream();
            exchange.event(ChatReplies.textChunk("可以看《黑客帝国》。\n"));
            boolean seen = awaitOutput("黑客帝国");
            exchange.event(ChatReplies.textChunk("它在1999年上映。"));
            ChatReplies.finish(request, exchange, 2);
            if (seen) {
                printed.countDown();
            }
        });

        assertThat(run(environment(), "ask", REQUEST)).as(err()).isZero();

        assertThat(printed.await(1, TimeUnit.SECONDS))
                .as("the first sentence was printed before the second was sent")
                .isTrue();
    }

    private boolean awaitOutput(String text) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!out().contains(text) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return out().contains(text);
    }

    @Test
    void ask_json_tellsModelAndUsage() throws IOException {
        server.reply(ChatReplies.answer("可以看", "《黑客帝国》。"));

        assertThat(run(environment(), "ask", "--json", REQUEST)).as(err()).isZero();

        JsonNode answer = new ObjectMapper().readTree(out());
        assertThat(answer.path("model").asText()).isEqualTo("qwen-peer");
        assertThat(answer.path("usage").path("prompt_tokens").asInt()).isEqualTo(ChatReplies.PROMPT_TOKENS);
        assertThat(answer.path("usage").path("completion_tokens").asInt()).isEqualTo(2);
        assertThat(answer.path("degraded")).isEmpty();
    }

    @Test
    void ask_modelThatRefusesTheKey_isAnsweredFromTemplatesAndSaysSo() throws IOException {
        server.reply(ChatReplies.error(401, "invalid_api_key", "Incorrect API key provided: " + KEY));

        assertThat(run(environment(), "ask", "--json", REQUEST)).as(err()).isZero();

        JsonNode answer = new ObjectMapper().readTree(out());
        assertThat(answer.path("recommendations").asText()).contains("《黑客帝国》");
        assertThat(answer.path("model").asText()).isEqualTo("template");
        assertThat(answer.path("degraded").findValuesAsText("fallback")).contains("template_prose");
        assertThat(answer.path("degraded").findValuesAsText("detail"))
                .anySatisfy(detail -> assertThat(detail).contains("invalid_api_key", "region"));
    }

    @Test
    void ask_llmTemplate_asksNoModel() {
        assertThat(run(environment(), "ask", "--llm", "template", REQUEST)).isZero();

        assertThat(out()).contains("未使用语言模型");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void ask_llmQwenWithoutAKey_isAUsageError() {
        assertThat(run(Map.of(), "ask", "--llm", "qwen", REQUEST)).isEqualTo(ExitCodes.USAGE);

        assertThat(err()).contains("QWEN_API_KEY").doesNotContain("\tat ");
    }

    @Test
    void ask_llmQwenOnAServerThatNeedsNoKey_isAnsweredByIt() {
        server.reply(ChatReplies.answer("可以看《黑客帝国》。"));
        Map<String, String> environment =
                Map.of("QWEN_API_URL", server.baseUrl().toString());

        assertThat(run(environment, "ask", "--llm", "qwen", REQUEST)).as(err()).isZero();

        assertThat(out()).isEqualTo("可以看《黑客帝国》。\n");
        assertThat(server.requests().get(0).headers()).doesNotContainKey("authorization");
    }

    @Test
    void ask_aVariableThatIsNotUsable_isAUsageErrorThatNamesIt() {
        assertThat(run(Map.of("QWEN_API_KEY", KEY, "QWEN_TEMPERATURE", "hot"), "ask", REQUEST))
                .isEqualTo(ExitCodes.USAGE);

        assertThat(err()).contains("QWEN_TEMPERATURE: expected a number from 0 to 2, found 'hot'");
    }

    @Test
    void doctor_languageModel_isToldWithoutTheKey() {
        assertThat(run(environment(), "doctor")).as(out()).isZero();
        assertThat(out()).contains("qwen-max-latest", server.baseUrl().toString(), "API key present");
        assertThat(server.requests()).extracting(ChatServer.Request::method).containsExactly("GET");

        assertThat(run(Map.of(), "doctor")).as(out()).isZero();
        assertThat(out()).contains("written from templates");

        assertThat(run(Map.of("QWEN_API_KEY", KEY, "QWEN_MAX_TOKENS", "many"), "doctor"))
                .isNotZero();
        assertThat(out()).contains("[FAIL] Answers: QWEN_MAX_TOKENS");
    }

    @Test
    void doctor_languageModelThatCannotBeAsked_saysWhy() {
        server.models(ChatReplies.error(401, "invalid_api_key", "Incorrect API key provided: " + KEY));
        assertThat(run(environment(), "doctor")).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(out()).contains("[FAIL] Answers: Generator", "invalid_api_key", "[ok]   Vectors", "[ok]   Words");

        server.close();
        assertThat(run(environment(), "doctor")).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(out()).contains("[FAIL] Answers: Generator", server.baseUrl().toString());
    }
}
