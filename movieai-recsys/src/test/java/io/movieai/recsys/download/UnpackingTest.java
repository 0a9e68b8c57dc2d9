package io.movieai.recsys.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.MalformedResponseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
    @TempDir
    Path folder;

    private Path target() {
        return folder.resolve("target");
    }

    private void unpack(Map<String, String> files, long maxBytes) throws IOException, InterruptedException {
        Path archive = Files.write(folder.resolve("archive"), ArchiveServer.zip(files));
        new Unpacking("the test", maxBytes).unpack(archive, Files.createDirectories(target()), bytes -> {});
    }

    @Test
    void unpack_filesAndFolders_areWritten() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("a/", "");
        files.put("a/b.txt", "bee");
        files.put("c/d/e.txt", "");

        unpack(files, 3);

        assertThat(target().resolve("a/b.txt")).hasContent("bee");
        assertThat(target().resolve("c/d/e.txt")).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "a/../../evil.txt", "/evil.txt", "..\\evil.txt", "a/..", "."})
    void unpack_pathThatLeadsOut_writesNothing(String name) throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("good.txt", "good");
        files.put(name, "evil");

        assertThatThrownBy(() -> unpack(files, 1000))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("expected files within the archive's own folder, found \"" + name + "\"");
        assertThat(target()).isEmptyDirectory();
        assertThat(folder.resolve("evil.txt")).doesNotExist();
    }

    @Test
    void unpack_moreThanAllowed_stops() {
        Map<String, String> files = Map.of("bomb.txt", "0".repeat(10_000_000));

        assertThatThrownBy(() -> unpack(files, 1_000_000))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("expected at most 1000000 bytes of content, found more");
        assertThat(target().resolve("bomb.txt"))
                .satisfies(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(1_000_000));
    }

    @Test
    void unpack_tooManyFiles_isRefused() {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i <= 1000; i++) {
            files.put("f" + i, "");
        }

        assertThatThrownBy(() -> unpack(files, 1000))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("expected at most 1000 files, found 1001");
    }

    @Test
    void unpack_interrupted_throws() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> unpack(Map.of("a", "x"), 1000)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
