package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    private static String help(Locale locale, String command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Main.run(
                new Terminal(stream, stream, StandardCharsets.UTF_8, false),
                Texts.in(locale),
                Map.of(),
                (command + " --help").strip().split(" ", -1));
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ask",
                "ingest",
                "download",
                "doctor",
                "train",
                "recommend",
                "serve",
                "config",
                "evaluate",
                "evaluate retrieval",
                "evaluate recsys"
            })
    void help_ofEachCommand_isWhollyInItsLanguage(String command) {
        assertThat(help(Locale.ENGLISH, command)).contains("Usage: movieai").doesNotContain("''");
        assertThat(help(Locale.CHINESE, command))
                .contains("用法：movieai")
                .doesNotContain("Usage:")
                .doesNotContain("Commands:")
                .doesNotContain("''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void help_ofTheProgram_namesItsEnvironment(String language) {
        assertThat(help(Locale.forLanguageTag(language), ""))
                .contains("MOVIEAI_HOME", "MOVIEAI_CACHE", "MOVIEAI_LANG", language.equals("zh") ? "命令：" : "Commands:");
    }
}
