package io.movieai.llm.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Deadline;
import io.movieai.generation.Completion;
import io.movieai.generation.Completion.Finish;
import io.movieai.generation.Message;
import io.movieai.generation.TokenUsage;
import io.movieai.testkit.ChatReplies;
import io.movieai.testkit.ChatServer;
import io.movieai.testkit.ChatServer.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a good answer, however it is cut into pieces. */
class QwenAnswerTest {
    private final ChatServer server = ChatServer.start();
    private final QwenGenerator generator =
            QwenGenerator.builder().baseUrl(server.baseUrl()).build();
    private final List<String> pieces = new ArrayList<>();

    @AfterEach
    void stop() {
        generator.close();
        server.close();
    }

    private Completion generate() {
        return generator.generate(Prompts.plain(), pieces::add);
    }

    @Test
    void generate_stream_handsOutEachPieceAndTheUsage() {
        server.reply(ChatReplies.answer("教父", "", "\n", " 🎬 ", "\"引号\""));

        Completion completion = generate();

        assertThat(pieces).containsExactly("教父", "\n", " 🎬 ", "\"引号\"");
        assertThat(completion)
                .isEqualTo(new Completion(
                        "教父\n 🎬 \"引号\"", "qwen-peer", new TokenUsage(ChatReplies.PROMPT_TOKENS, 5), Finish.COMPLETE));
    }

    @Test
    void generate_maxTokensReached_saysLength() {
        server.reply(ChatReplies.answer("一", "二", "三"));

        Completion completion = generator.generate(
                Prompts.of(
                        OptionalDouble.empty(), OptionalInt.of(2), Deadline.NONE, new Message(Message.Role.USER, "?")),
                pieces::add);

        assertThat(completion.text()).isEqualTo("一二");
        assertThat(completion.finish()).isEqualTo(Finish.LENGTH);
        assertThat(completion.usage().completionTokens()).isEqualTo(2);
    }

    @Test
    void generate_contentFilterInTheAnswer_saysSo() {
        server.reply(stream(ChatReplies.textChunk("教"), ChatReplies.finishChunk("content_filter"), "[DONE]"));

        assertThat(generate().finish()).isEqualTo(Finish.CONTENT_FILTER);
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

    @Test
    void generate_withoutUsage_countsNone() {
        server.reply(stream(ChatReplies.textChunk("教父"), ChatReplies.finishChunk("stop"), "[DONE]"));

        assertThat(generate().usage()).isEqualTo(TokenUsage.NONE);
    }

    @Test
    void generate_streamThatEndsWithAReasonButWithoutDone_isWhole() {
        server.reply(stream(ChatReplies.textChunk("教父"), ChatReplies.finishChunk("stop")));

        assertThat(generate().text()).isEqualTo("教父");
    }

    @Test
    void generate_reasoningOfAThinkingModel_isNotInTheText() {
        server.reply(ChatReplies.reasoned(List.of("用户想看", "《不存在的电影》"), "看", "《教父》"));

        Completion completion = generate();

        assertThat(completion.text()).isEqualTo("看《教父》");
        assertThat(pieces).containsExactly("看", "《教父》");
        assertThat(completion.usage().completionTokens()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void generate_reasoningInsideTheText_isLeftOutHoweverItIsCut(int length) {
        server.reply(ChatReplies.answer(cut("\n<think>\n用户想看《不存在》< /think> </thin\n</think>\n\n看<think>《教父》", length)));

        assertThat(generate().text()).isEqualTo("看<think>《教父》");
        assertThat(String.join("", pieces)).isEqualTo("看<think>《教父》");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<thin", "<thinking> 教父", " \n教父", "教父<think>"})
    void generate_textThatIsNoReasoning_isWhole(String text) {
        server.reply(ChatReplies.answer(cut(text, 1)));

        assertThat(generate().text()).isEqualTo(text);
        assertThat(String.join("", pieces)).isEqualTo(text);
    }

    @Test
    void generate_reasoningThatNeverEnds_givesAnEmptyText() {
        server.reply(ChatReplies.answer("<think>", "用户想看"));

        assertThat(generate().text()).isEmpty();
        assertThat(pieces).isEmpty();
    }

    private static String[] cut(String text, int length) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < text.length(); i += length) {
            parts.add(text.substring(i, Math.min(text.length(), i + length)));
        }
        return parts.toArray(String[]::new);
    }

    @Test
    void generate_characterCutBetweenChunks_isHandedOutWhole() {
        server.reply(ChatReplies.answer("好\ud83c", "\udfac看"));

        assertThat(generate().text()).isEqualTo("好🎬看");
        assertThat(pieces).containsExactly("好", "🎬看");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100_000})
    void generate_bytesCutAnywhere_giveTheSameAnswer(int size) {
        String stream =
                "\uFEFF: keep-alive\r\n\r\ndata: " + ChatReplies.textChunk("教父 🎬") + "\r\n\r\nid: 7\nevent: message\n"
                        + "data:" + ChatReplies.textChunk("，黑客帝国") + "\n\n:\n\ndata: " + ChatReplies.finishChunk("stop")
                        + "\r\rdata: " + ChatReplies.usageChunk(8) + "\n\ndata: [DONE]\n\n";
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        server.reply((request, exchange) -> {
            exchange.beginStream();
            for (int i = 0; i < bytes.length; i += size) {
                exchange.write(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size)));
            }
            exchange.end();
        });

        Completion completion = generate();

        assertThat(completion.text()).isEqualTo("教父 🎬，黑客帝国");
        assertThat(completion.usage()).isEqualTo(new TokenUsage(ChatReplies.PROMPT_TOKENS, 8));
    }

    @Test
    void generate_typeInCapitalsAndNoLastLineEnd_isRead() {
        server.reply(ChatReplies.body(
                200, "TEXT/event-stream", "data: " + ChatReplies.textChunk("教父") + "\n\ndata: [DONE]", Map.of()));

        assertThat(generate().text()).isEqualTo("教父");
    }

    @Test
    void generate_serverThatKeepsTheBodyOpenAfterDone_isNotWaitedFor() {
        server.reply((request, exchange) -> {
            exchange.beginStream();
            exchange.event(ChatReplies.textChunk("教父"));
            exchange.event("[DONE]");
            exchange.awaitClosed(Duration.ofSeconds(30));
        });

        assertThat(generate().text()).isEqualTo("教父");
    }
}
