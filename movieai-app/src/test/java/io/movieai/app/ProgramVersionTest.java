package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramVersionTest {
    @TempDir
    private Path folder;

    @Test
    void checksum_ofAnotherBuild_isAnother() throws IOException {
        Path core = Files.writeString(folder.resolve("core.jar"), "core");
        Path reader = Files.writeString(folder.resolve("reader.jar"), "reader");
        String before = ProgramVersion.checksum(List.of(core, reader, folder));

        assertThat(ProgramVersion.checksum(List.of(core, reader, folder))).isEqualTo(before);
        Files.writeString(reader, "a mended reader");
        assertThat(ProgramVersion.checksum(List.of(core, reader, folder))).isNotEqualTo(before);
    }
}
