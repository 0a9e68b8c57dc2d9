package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.movieai.IncompatibleModelException;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.onnx.SelfCheck;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("bge-small-zh", 512);
    private static final Path CACHE = Path.of("/var/cache/movieai");

    @Test
    void verdict_onAModelWithOtherVectors_failsWithWhatToDelete() {
        SelfCheck check = new SelfCheck(OptionalDouble.of(0.25), 1e-3);

        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> DoctorCommand.verdict(SPACE, check, CACHE, Texts.in(Locale.ENGLISH)))
                .withMessageContainingAll("bge-small-zh", "0.001", "0.25", "delete", CACHE.toString())
                .satisfies(e -> assertThat(Failures.exitCode(e)).isEqualTo(ExitCodes.INDEX));
    }

    @Test
    void verdict_onASoundModel_saysSo() {
        SelfCheck check = new SelfCheck(OptionalDouble.of(1e-6), 1e-3);

        assertThat(DoctorCommand.verdict(SPACE, check, CACHE, Texts.in(Locale.ENGLISH)))
                .contains("vectors as expected");
    }
}
