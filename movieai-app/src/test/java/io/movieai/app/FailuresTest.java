package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What people and programs are told when something fails. */
class FailuresTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(OutputStream out) {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                StandardCharsets.UTF_8,
                false);
    }

    private int run(Terminal terminal, String... args) {
        return Main.run(terminal, Texts.in(Locale.ENGLISH), Map.of(), args);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Fails as a stream does whose reader or disk does. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    /** Fails as Java does without memory. */
    private static final class Exhausted extends OutputStream {
        @Override
        public void write(int b) {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @Test
    void ask_stdoutThatIsFull_isUnavailable() {
        assertThat(run(terminal(new Full()), "ask", "--store", "memory", "今天天气怎么样"))
                .isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(err()).contains("standard output", "a full disk");
    }

    @Test
    void run_anErrorOfJava_isToldWithoutATrace() {
        assertThat(run(terminal(new Exhausted()), "doctor", "--store", "memory"))
                .isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(err())
                .contains("expected more memory", "MOVIEAI_JAVA_OPTS=-Xmx")
                .doesNotContain("\tat ");
    }

    @CommandLine.Command
    private static final class Json implements JsonOutput {
        @Override
        public boolean json() {
            return true;
        }
    }

    @Test
    void handle_anErrorOfJavaOfACommandWithJson_isOneJsonObject() throws IOException {
        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create()).addSubcommand("a", new Json());
        Failures failures = new Failures(terminal(out), Texts.in(Locale.ENGLISH), () -> false);

        assertThat(failures.handle(new OutOfMemoryError("Java heap space"), line.parseArgs("a")))
                .isEqualTo(ExitCodes.UNAVAILABLE);
        JsonNode answer = new ObjectMapper().readTree(out.toByteArray());
        assertThat(answer.path("success").asBoolean(true)).isFalse();
        assertThat(answer.path("code").asText()).isEqualTo("unavailable");
        assertThat(answer.path("error").asText()).contains("expected more memory");
    }

    @Test
    void run_aFailureAfterAnInterrupt_isTheInterrupt() {
        Terminal terminal = terminal(out);
        terminal.interrupt();

        assertThat(run(
                        terminal,
                        "ask",
                        "--json",
                        "--data",
                        folder.resolve("none").toString(),
                        "科幻片"))
                .isEqualTo(ExitCodes.INTERRUPTED);
        assertThat(err()).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"code\":\"interrupted\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json --top-k abc x", "--top-k abc --json x", "--json", "--nonsense --json x"})
    void ask_jsonWithAUsageError_isOneJsonObject(String arguments) throws IOException {
        String[] args = ("ask " + arguments).split(" ", -1);

        assertThat(run(terminal(out), args)).isEqualTo(ExitCodes.USAGE);
        JsonNode answer = new ObjectMapper().readTree(out.toByteArray());
        assertThat(answer.path("success").asBoolean(true)).isFalse();
        assertThat(answer.path("code").asText()).isEqualTo("usage");
        assertThat(err()).contains(answer.path("error").asText());
    }

    @Test
    void ask_anEndlessRequest_isNotSaidToHaveALength() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8)));

            assertThat(run(terminal(out), "ask", "-")).isEqualTo(ExitCodes.USAGE);
        } finally {
            System.setIn(before);
        }
        assertThat(err()).contains("expected at most 10000 characters, found more");
    }

    @Test
    void ask_aTitleWithTerminalCommands_doesNotReachTheTerminal() throws IOException {
        Files.writeString(folder.resolve("films.item"), """
                item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq
                1\tEvil\u001b]0;owned\u0007 \u009b31mTwin\t1999\tHorror
                """);

        assertThat(run(terminal(out), "ask", "--store", "memory", "--data", folder.toString(), "恐怖片"))
                .as(err())
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Evil", "Twin")
                .doesNotContain("\u001b")
                .doesNotContain("\u0007")
                .doesNotContain("\u009b");
        assertThat(run(terminal(out), "ask", "--data", "\u001b[2J", "x")).isEqualTo(ExitCodes.DATA);
        assertThat(err()).doesNotContain("\u001b");
    }

    @Test
    void ask_filmsInAnotherEncoding_saysWhatWasExpected() throws IOException {
        Path queries = folder.resolve("queries.jsonl");
        Files.write(queries, new byte[] {(byte) 0xff, '\n'});

        assertThat(run(terminal(out), "evaluate", "retrieval", "--store", "memory", "--queries", queries.toString()))
                .isEqualTo(ExitCodes.DATA);
        assertThat(err()).contains("expected a file of text in UTF-8");
    }

    @Test
    void progress_ofIndexing_hasATotalFromTheStart() throws IOException {
        Files.writeString(folder.resolve("films.item"), "item_id:token\tmovie_title:token_seq\n1\tAlien\n2\tHeat\n");
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                StandardCharsets.UTF_8,
                true);

        assertThat(run(
                        terminal,
                        "ingest",
                        "--data",
                        folder.toString(),
                        "--index",
                        folder.resolve("index").toString()))
                .as(err())
                .isZero();
        assertThat(err()).contains("Indexing", "2/2").doesNotContain("0/?");
        err.reset();
        terminal.progress("Nothing", "", 1).close();
        assertThat(err()).isEmpty();
    }
}
