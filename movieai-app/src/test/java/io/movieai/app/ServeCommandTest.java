package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code movieai serve}, from its start to its end. */
class ServeCommandTest {
    private static final String FILMS = """
            item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq
            1\tMatrix, The\t1999\tAction Sci-Fi
            2\tAlien\t1979\tHorror Sci-Fi
            3\tFargo\t1996\tCrime Drama
            """;
    private static final Pattern URL = Pattern.compile("http://[0-9.:]+");

    @TempDir
    private Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void writeData() throws IOException {
        data = Files.createDirectory(folder.resolve("films"));
        Files.writeString(data.resolve("films.item"), FILMS);
    }

    private String[] serve(String... rest) {
        String[] args = {
            "serve",
            "--data",
            data.toString(),
            "--index",
            folder.resolve("index").toString()
        };
        String[] all = Arrays.copyOf(args, args.length + rest.length);
        System.arraycopy(rest, 0, all, args.length, rest.length);
        return all;
    }

    @Test
    @Timeout(120)
    void serve_answersUntilItIsInterrupted() throws Exception {
        PipedInputStream said = new PipedInputStream(1 << 16);
        CompletableFuture<Integer> code = new CompletableFuture<>();
        PrintStream err = new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(err, err, StandardCharsets.UTF_8, false);
        Thread program = new Thread(
                () -> code.complete(Main.run(terminal, Texts.in(Locale.ENGLISH), Map.of(), serve("--port", "0"))),
                "serve");
        program.start();
        // Not closed before the program ends: what it says last would be lost, which is an error.
        BufferedReader lines = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8));
        try {
            String url = url(lines);
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/recommend"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"科幻片\"}"))
                    .build();
            String body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            JsonNode answer = new ObjectMapper().readTree(body);
            assertThat(answer.path("success").asBoolean()).isTrue();
            assertThat(answer.path("films")).hasSize(2);
        } finally {
            program.interrupt();
        }
        assertThat(code.get(60, TimeUnit.SECONDS)).isZero();
    }

    private static String url(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher url = URL.matcher(line);
            if (line.startsWith("Serving") && url.find()) {
                return url.group();
            }
        }
        throw new AssertionError("expected the address, found the end of what the program says");
    }

    @Test
    void serve_aPortThatIsTaken_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProgramRun run = ProgramRun.of(serve("--port", String.valueOf(taken.getLocalPort())));

            assertThat(run.code()).isNotZero();
            assertThat(run.err())
                    .contains(String.valueOf(taken.getLocalPort()), "--port")
                    .doesNotContain("Exception", "defect");
        }
    }

    @Test
    void serve_aPortThatIsNone_saysSo() {
        ProgramRun run = ProgramRun.of(serve("--port", "70000"));

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("70000", "65535").doesNotContain("Exception");
    }
}
