package io.movieai.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.movieai.app.config.Configuration.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ConfigurationTest {
    @TempDir
    private Path folder;

    private Configuration read(String file, Map<String, String> environment) throws IOException {
        Path path = folder.resolve(".env");
        Files.writeString(path, file);
        return Configuration.read(environment, path);
    }

    @Test
    void environment_winsOverTheFile() throws IOException {
        Configuration configuration = read(
                "MOVIEAI_PORT=1\nMOVIEAI_HOST=::1\nMOVIEAI_QUEUE=\n",
                Map.of("MOVIEAI_PORT", "2", "MOVIEAI_HOST", " ", "PATH", "/bin"));

        assertThat(configuration.value(Setting.MOVIEAI_PORT)).contains(new Value("2", "environment"));
        assertThat(configuration.value(Setting.MOVIEAI_HOST)).contains(new Value("::1", ".env:2"));
        assertThat(configuration.value(Setting.MOVIEAI_QUEUE)).isEmpty();
        assertThat(configuration.environment())
                .containsEntry("MOVIEAI_PORT", "2")
                .containsEntry("MOVIEAI_HOST", "::1")
                .containsEntry("PATH", "/bin");
        assertThat(configuration.unknown()).isEmpty();
    }

    @Test
    void token_ofChroma_countsInTheFileToo() throws IOException {
        Configuration configuration = read("CHROMA_TOKEN=secret\n", Map.of());

        assertThat(configuration.value(Setting.CHROMA_TOKEN)).contains(new Value("secret", ".env:1"));
        assertThat(Setting.CHROMA_TOKEN.isSecret()).isTrue();
        assertThat(configuration.unknown()).isEmpty();
    }

    @Test
    void fileThatIsNotThere_isNoMistake() throws IOException {
        assertThat(Configuration.read(Map.of(), folder.resolve("none")).environment())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "QWEN_API_URL=http://a/b#c|http://a/b#c",
                "QWEN_API_URL = http://a # said why|http://a",
                "export QWEN_API_URL=a=b|a=b",
                "QWEN_API_URL=\"a # b\" # c|a # b",
                "QWEN_API_URL='a \"b\"'|a \"b\"",
                "  # x⏎⏎QWEN_API_URL=片⏎|片",
                "QWEN_API_URL=a⏎QWEN_API_URL=b|b",
            })
    void lines_ofTheFile_areRead(String file, String value) throws IOException {
        assertThat(read(file.replace('⏎', '\n'), Map.of())
                        .value(Setting.QWEN_API_URL)
                        .map(Value::text))
                .contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-secret-1234", "A B=sk-secret-1234", "QWEN_API_KEY=\"sk-secret-1234", "=sk-secret-1234"})
    void line_thatIsNone_isNamedAndNotShown(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("# x\n" + line, Map.of()))
                .withMessageContaining(".env:2")
                .withMessageNotContaining("secret");
    }

    @Test
    void value_thatIsAComment_isNone() throws IOException {
        Configuration configuration = read("QWEN_API_KEY= # put it here\nMOVIEAI_PORT=6001 # not 5001\n", Map.of());

        assertThat(configuration.value(Setting.QWEN_API_KEY)).isEmpty();
        assertThat(configuration.value(Setting.MOVIEAI_PORT)).map(Value::text).contains("6001");
    }

    @Test
    void unknownNames_areReportedWithoutTheirValues() throws IOException {
        Configuration configuration = read(
                "QWEN_APIKEY=sk-secret\nMOVIEAI_HOME=/x\n",
                Map.of(
                        "MOVIEAI_PROT",
                        "sk-secret",
                        "QWEN_API_KYE",
                        "sk-secret",
                        "MOVIEAI_ML100K",
                        "/data",
                        "OTHER",
                        "1"));

        assertThat(configuration.unknown())
                .hasSize(4)
                .anySatisfy(text -> assertThat(text).contains("environment", "QWEN_API_KYE", "QWEN_API_KEY meant"))
                .anySatisfy(text -> assertThat(text).contains(".env:1", "QWEN_APIKEY", "QWEN_API_KEY meant"))
                .anySatisfy(text -> assertThat(text).contains(".env:2", "MOVIEAI_HOME", "environment only"))
                .anySatisfy(text -> assertThat(text).contains("MOVIEAI_PROT", "environment"))
                .noneSatisfy(text -> assertThat(text).contains("secret"));
        assertThat(configuration).asString().doesNotContain("secret");
    }

    @Command
    private static final class Options implements Runnable {
        @Option(names = "--port", defaultValue = "5001", descriptionKey = "port")
        private int port;

        @Option(names = "--chroma", defaultValue = "http://localhost:8000", descriptionKey = "chroma")
        private String chroma = "";

        @Override
        public void run() {}
    }

    private static Options parse(Configuration configuration, String... arguments) {
        Options options = new Options();
        new CommandLine(options).setDefaultValueProvider(configuration).execute(arguments);
        return options;
    }

    @Test
    void options_thatAreNotGiven_areWhatIsConfigured() throws IOException {
        Configuration configuration = read("MOVIEAI_PORT=7000\nCHROMA_HOST=chroma\n", Map.of());

        assertThat(parse(configuration).port).isEqualTo(7000);
        assertThat(parse(configuration, "--port", "1").port).isEqualTo(1);
        assertThat(parse(configuration).chroma).isEqualTo("http://chroma:8000");
        assertThat(parse(read("", Map.of())).port).isEqualTo(5001);
        assertThat(parse(read("", Map.of())).chroma).isEqualTo("http://localhost:8000");
    }
}
