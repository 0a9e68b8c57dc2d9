package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The titles of MovieLens 100K. Its licence keeps them out of the repository, so they are where {@code MOVIEAI_ML100K} says. */
final class MovieLensTitles {
    private MovieLensTitles() {}

    /** Returns all titles; skips the calling test where there are none, unless {@code MOVIEAI_REQUIRE_DATA} is true. */
    static List<String> read() throws IOException {
        String folder = System.getenv("MOVIEAI_ML100K");
        if (folder == null || folder.isBlank()) {
            assertThat(System.getenv("MOVIEAI_REQUIRE_DATA"))
                    .as("MOVIEAI_REQUIRE_DATA is true, but MOVIEAI_ML100K names no folder")
                    .isNotEqualTo("true");
            assumeTrue(false, "MOVIEAI_ML100K names no folder with MovieLens 100K");
        }
        try (var lines = Files.lines(Path.of(String.valueOf(folder), "ml-100k.item"))) {
            return lines.skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(columns -> columns[1])
                    .toList();
        }
    }
}
