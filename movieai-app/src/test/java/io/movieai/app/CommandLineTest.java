package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    private Path folder;

    private Path data = Path.of("");
    private Path index = Path.of("");
    private String out = "";
    private String err = "";

    @BeforeEach
    void writeData() throws IOException {
        data = Files.createDirectory(folder.resolve("films"));
        index = folder.resolve("index");
        Files.writeString(data.resolve("films.item"), """
                item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq
                1\tMatrix, The\t1999\tAction Sci-Fi
                2\tAlien\t1979\tHorror Sci-Fi
                3\tContact\t1997\tDrama Sci-Fi
                4\tFargo\t1996\tCrime Drama
                5\tGattaca\t1997\tDrama Sci-Fi
                """);
    }

    private int run(String... args) {
        return run(Locale.ENGLISH, args);
    }

    private int run(Locale locale, String... args) {
        ProgramRun run = ProgramRun.of(locale, Map.of(), args);
        out = run.out();
        err = run.err();
        return run.code();
    }

    private int ask(String... rest) {
        return run(
                Stream.concat(Stream.of("ask", "--data", data.toString(), "--index", index.toString()), Stream.of(rest))
                        .toArray(String[]::new));
    }

    @Test
    void help_inBothLanguages_listsCommandsAndExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out).contains("ask", "ingest", "download", "doctor", "130", "interrupted", "Examples:");
        assertThat(run(Locale.CHINESE, "--help")).isZero();
        assertThat(out).contains("对话式电影推荐", "退出", "示例：");
        for (String command : new String[] {"ask", "ingest", "download", "doctor", "train", "recommend"}) {
            assertThat(run(Locale.CHINESE, command, "--help")).isZero();
            assertThat(out).containsPattern("\\p{IsHan}").doesNotContain("${");
            assertThat(run(command, "--help")).isZero();
            assertThat(out).doesNotContainPattern("\\p{IsHan}{9}").doesNotContain("${");
        }
    }

    @Test
    void texts_ofBothLanguages_haveTheSameKeys() {
        assertThat(Texts.in(Locale.CHINESE).bundle().keySet())
                .isEqualTo(Texts.in(Locale.ENGLISH).bundle().keySet());
        assertThat(Texts.in(Locale.CHINESE).bundle().getString("doctor.java")).isNotEmpty();
        assertThat(Texts.in(Locale.CHINESE).get("progress.index")).isEqualTo("建立索引");
        assertThat(Texts.in(Locale.ENGLISH).get("progress.index")).isEqualTo("Indexing");
    }

    @Test
    void ask_json_isThePlansResponse() throws IOException {
        assertThat(ask("--json", "推荐一部九十年代的科幻电影")).as(err).isZero();

        JsonNode answer = new ObjectMapper().readTree(out);
        assertThat(out.lines()).hasSize(1);
        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("query").asText()).isEqualTo("推荐一部九十年代的科幻电影");
        assertThat(answer.path("recommendations").asText()).contains("《黑客帝国》");
        assertThat(answer.path("context")).hasSize(3);
        for (JsonNode context : answer.path("context")) {
            assertThat(context.path("document").asText()).isNotBlank();
            assertThat(context.path("similarity").asDouble()).isBetween(-1.0, 1.0);
            assertThat(context.path("metadata").path("movie_id").asText()).isIn("1", "3", "5");
            assertThat(context.path("metadata").path("year").asInt()).isBetween(1990, 1999);
            assertThat(context.path("metadata").path("genres").toString()).contains("Sci-Fi");
            assertThat(context.path("metadata").path("title").asText()).isIn("The Matrix", "Contact", "Gattaca");
        }
        assertThat(answer.path("films")).hasSize(3);
        assertThat(answer.path("films").get(0).path("reason").asText()).isNotBlank();
        assertThat(answer.path("films").get(0).path("score").path("parts")).isNotEmpty();
        assertThat(answer.path("refused").isBoolean()).isTrue();
        assertThat(answer.path("degraded").isArray()).isTrue();
        assertThat(answer.path("timings_ms").fieldNames()).toIterable().contains("reading", "embedding", "generation");
    }

    @Test
    void ask_text_printsTheAnswerAndNothingElse() {
        assertThat(ask("--top-k", "1", "九十年代的科幻片")).isZero();

        assertThat(out).startsWith("按你的要求").endsWith("未使用语言模型。）\n");
        assertThat(err).isEmpty();
    }

    @Test
    void ask_offTopic_isAnAnswer() throws IOException {
        assertThat(ask("--json", "今天北京天气怎么样")).isZero();

        assertThat(new ObjectMapper().readTree(out).path("refused").asBoolean()).isTrue();
    }

    @Test
    void ask_inMemory_makesNoFolder() {
        assertThat(ask("--store", "memory", "科幻片")).as(err).isZero();

        assertThat(index).doesNotExist();
        assertThat(out).contains("《黑客帝国》");
    }

    @Test
    void ask_fromStandardInput_readsTheRequest() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("科幻片\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(ask("-")).as(err).isZero();
            assertThat(out).contains("《黑客帝国》");
            System.setIn(new ByteArrayInputStream("a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8)));
            assertThat(ask("-")).isEqualTo(ExitCodes.USAGE);
            assertThat(err).contains("expected at most 10000 characters").doesNotContain("\tat ");
        } finally {
            System.setIn(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000000", "many", ""})
    void ask_topKThatIsNone_isAUsageError(String topK) {
        assertThat(ask("--top-k", topK, "科幻片")).isEqualTo(ExitCodes.USAGE);
        assertThat(err).startsWith("movieai: ").doesNotContain("\tat ");
        assertThat(out).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void ask_blank_isAUsageError(String request) {
        assertThat(ask(request)).isEqualTo(ExitCodes.USAGE);
        assertThat(err).contains("query: expected what to look for");
    }

    @Test
    void ask_oddTexts_areAnswered() {
        for (String text : new String[] {"\u0001\u0002控制", "\ud83d", "🎬🍿👻", "《", "%s{0}${x}"}) {
            assertThat(ask("--json", text)).as("%s: %s", text, err).isZero();
            assertThat(out).startsWith("{\"success\":true");
        }
    }

    @Test
    void run_withoutOrWithUnknownWords_saysHowToGetHelp() {
        assertThat(run("ask")).isEqualTo(ExitCodes.USAGE);
        assertThat(err).contains("movieai ask --help");
        assertThat(run("asks")).isEqualTo(ExitCodes.USAGE);
        assertThat(run("ask", "--nonsense", "x")).isEqualTo(ExitCodes.USAGE);
        assertThat(err).contains("--nonsense");
        assertThat(run("ask", "--store", "oracle", "x")).isEqualTo(ExitCodes.USAGE);
        assertThat(err).contains("oracle");
        assertThat(run("download", "ml-2k")).isEqualTo(ExitCodes.USAGE);
        assertThat(err).contains("ml-100k", "ml-2k");
    }

    @Test
    void ask_dataThatIsNotThere_saysWhatWasExpected() {
        assertThat(run("ask", "--data", folder.resolve("none").toString(), "--index", index.toString(), "科幻"))
                .isEqualTo(ExitCodes.DATA);
        assertThat(err).contains("none", "expected a folder of film data");
        assertThat(run("ask", "--data", folder.toString(), "--index", index.toString(), "科幻"))
                .isEqualTo(ExitCodes.DATA);
        assertThat(err).contains("movies.csv");
        assertThat(run("ask", "--json", "--data", folder.toString(), "--index", index.toString(), "科幻"))
                .isEqualTo(ExitCodes.DATA);
        assertThat(out).contains("\"success\":false", "\"code\":\"data\"");
    }

    @Test
    void ask_aBadLine_isSkippedOrStopsWhenStrict() throws IOException {
        Files.writeString(data.resolve("films.item"), "item_id:token\tmovie_title:token_seq\n1\tAlien\n2\n");

        assertThat(ask("异形")).isZero();
        assertThat(err).contains("Skipped 1 of 2 lines", "films.item:3");
        assertThat(ask("--strict", "--store", "memory", "异形")).isEqualTo(ExitCodes.DATA);
        assertThat(err).contains("films.item:3");
    }

    @Test
    void ingest_twice_embedsNothingTheSecondTime() {
        String[] command = {"ingest", "--data", data.toString(), "--index", index.toString()};

        assertThat(run(command)).as(err).isZero();
        assertThat(err).contains("5 films in the index, 5 of them embedded now");
        assertThat(run(command)).isZero();
        assertThat(err).contains("5 films in the index, 0 of them embedded now");
    }

    @Test
    void ingest_dataThatChanged_followsIt() throws IOException {
        String[] command = {"ingest", "--data", data.toString(), "--index", index.toString()};
        run(command);
        Files.writeString(data.resolve("films.item"), """
                item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq
                1\tMatrix, The\t1999\tAction Sci-Fi
                2\tAliens\t1986\tHorror Sci-Fi
                """);

        assertThat(run(command)).isZero();
        assertThat(err).contains("2 films in the index, 1 of them embedded now");
        assertThat(ask("剧情片")).isZero();
        assertThat(out).doesNotContain("Fargo", "Contact");
    }

    @Test
    void ask_anIndexOfOtherData_isRefusedWithBothNames() throws IOException {
        ask("科幻片");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.copy(data.resolve("films.item"), other.resolve("other.item"));

        assertThat(run("ask", "--data", other.toString(), "--index", index.toString(), "科幻片"))
                .isEqualTo(ExitCodes.INDEX);
        assertThat(err).contains("other", data.toString());
    }

    @Test
    void ask_anIndexOfAnotherModel_isRefusedWithBothNames() {
        ask("科幻片");

        assertThat(ask("--embedder", "bge-small-zh", "科幻片")).isEqualTo(ExitCodes.INDEX);
        assertThat(err).contains("bge-small-zh-v1.5-int8", "bge-small-zh)");
    }

    @Test
    void ask_aBrokenIndex_saysSo() throws IOException {
        ask("科幻片");
        try (Stream<Path> files = Files.list(index.resolve("lucene"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("segments"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }

        assertThat(ask("科幻片")).isEqualTo(ExitCodes.INDEX);
        assertThat(err).contains("lucene").doesNotContain("\tat ");
        assertThat(ask("--debug", "科幻片")).isEqualTo(ExitCodes.INDEX);
        assertThat(err).contains("\tat ");
    }

    @Test
    void download_fromAServerThatIsNotThere_isUnavailable() {
        assertThat(run("download", "ml-100k", "--dir", folder.toString(), "--from", "http://127.0.0.1:9/"))
                .isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(err).contains("GroupLens", "127.0.0.1");
    }

    @Test
    void ingest_intoMemory_isAUsageError() {
        assertThat(run("ingest", "--store", "memory")).isEqualTo(ExitCodes.USAGE);
        assertThat(err).contains("found memory");
    }

    @Test
    void doctor_onAHealthyMachine_saysSo() {
        ask("科幻片");

        assertThat(run("doctor", "--data", data.toString(), "--index", index.toString()))
                .as(out)
                .isZero();
        assertThat(out).contains("[ok]   Java", "5 films", "5 records").doesNotContain("[FAIL]");
        assertThat(run("doctor", "--data", folder.resolve("none").toString(), "--index", index.toString()))
                .isNotZero();
        assertThat(out).contains("[FAIL] Films");
    }
}
