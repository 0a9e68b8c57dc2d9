package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.app.config.Setting;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code movieai config} shows. */
class ConfigCommandTest {
    private static ProgramRun config(Map<String, String> environment) {
        return ProgramRun.of(Locale.ENGLISH, environment, "config");
    }

    @Test
    void config_withoutSettings_showsEachWithItsDefault() {
        ProgramRun run = config(Map.of());

        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSize(Setting.values().length);
        assertThat(run.out())
                .containsPattern("MOVIEAI_PORT +5001 +default")
                .containsPattern("MOVIEAI_HOST +127\\.0\\.0\\.1 +default")
                .containsPattern("MOVIEAI_STORE +lucene +default")
                .containsPattern("MOVIEAI_EMBEDDER +bge-small-zh-v1\\.5-int8 +default")
                .containsPattern("QWEN_API_KEY +- +default");
    }

    @Test
    void config_aSetting_isShownWithWhereItWasSaid() {
        ProgramRun run = config(Map.of("MOVIEAI_PORT", "6001"));

        assertThat(run.out()).containsPattern("MOVIEAI_PORT +6001 +environment");
    }

    @ParameterizedTest
    @CsvSource({"QWEN_API_KEY, sk-0123456789abcdef", "MOVIEAI_API_KEY, open-sesame-0123456789"})
    void config_aSecret_isMasked(String name, String secret) {
        ProgramRun run = config(Map.of(name, secret));

        assertThat(run.code()).isZero();
        assertThat(run.out()).containsPattern(name + " +\\*\\*\\* +environment");
        assertThat(run.out() + run.err()).doesNotContain(secret);
    }

    @Test
    void config_storeOnAServer_showsTheModelThatIsUsualThere() {
        ProgramRun run = config(Map.of("MOVIEAI_STORE", "Chroma"));

        assertThat(run.out()).containsPattern("MOVIEAI_EMBEDDER +bge-small-zh +default");
    }

    @Test
    void config_anUnknownName_isReported() {
        ProgramRun run = config(Map.of("MOVIEAI_PROT", "6001"));

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("MOVIEAI_PROT");
    }
}
