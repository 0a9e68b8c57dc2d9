package io.movieai.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of the API's documentation against a service, as a reader would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentationTest {
    private static final Path API = Path.of("..", "docs", "http-api.md");
    private static final String ADDRESS = "http://127.0.0.1:5001";
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("(curl .*?)    # ([0-9]{3})\n", Pattern.DOTALL);

    private final HttpService service = HttpService.start(HttpSettings.local(), TestBackend.template());

    record Example(String command, int status) {}

    @BeforeAll
    void curlIsThere() throws Exception {
        boolean there;
        try {
            there = new ProcessBuilder("curl", "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    >= 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "needs curl to run the examples of docs/http-api.md");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(API))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String block : blocks()) {
            Matcher example = EXAMPLE.matcher(block);
            while (example.find()) {
                examples.add(new Example(example.group(1), Integer.parseInt(example.group(2))));
            }
        }
        return examples.stream();
    }

    @Test
    void examples_areAllRun() throws IOException {
        long commands = blocks().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("curl "))
                .count();

        assertThat(examples()).hasSize((int) commands).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_answersAsItSays(Example example) throws Exception {
        String command =
                example.command().replace(ADDRESS, "http://127.0.0.1:" + service.port()) + " -w '\\n%{http_code}'";
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).endsWith("\n" + example.status());
    }

    @Test
    void codes_thatAreAnswered_areListed() throws IOException {
        String api = Files.readString(API);
        Pattern code = Pattern.compile(
                "\"((?:not|bad|no|invalid|missing|duplicate|body|film|conversation|method|uri|headers"
                        + "|unsupported|request)_[a-z_]+|internal|overloaded|stopping|stopped|unavailable|timeout|unauthorized)\"");
        Path sources = Path.of("src", "main", "java", "io", "movieai", "app", "http");
        List<String> missing = new ArrayList<>();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                if (!text.contains("ApiException") && !text.contains("json(\"")) {
                    continue;
                }
                code.matcher(text).results().map(found -> found.group(1)).forEach(found -> {
                    if (!api.contains("`" + found + "`")
                            && !found.startsWith("invalid_")
                            && !List.of("raw_response", "conversation_id", "body_too")
                                    .contains(found)) {
                        missing.add(file.getFileName() + ": " + found);
                    }
                });
            }
        }
        assertThat(missing).isEmpty();
    }
}
