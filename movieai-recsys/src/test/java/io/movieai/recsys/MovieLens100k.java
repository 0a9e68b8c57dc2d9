package io.movieai.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** MovieLens 100K for tests. Its licence keeps it out of the repository, so it is where {@code MOVIEAI_ML100K} says. */
public final class MovieLens100k {
    private MovieLens100k() {}

    /**
     * Returns the folder of RecBole's atomic files of the data set. Without it the calling test is skipped, or fails if {@code
     * MOVIEAI_REQUIRE_DATA} is {@code true}.
     */
    public static Path folder() {
        String folder = System.getenv("MOVIEAI_ML100K");
        boolean required = "true".equals(System.getenv("MOVIEAI_REQUIRE_DATA"));
        if (folder == null || folder.isBlank()) {
            assertThat(required)
                    .as("MOVIEAI_REQUIRE_DATA is true, but MOVIEAI_ML100K names no folder")
                    .isFalse();
            assumeTrue(false, "MOVIEAI_ML100K names no folder with MovieLens 100K");
        }
        assertThat(folder)
                .as("the folder of MOVIEAI_ML100K")
                .satisfies(name -> assertThat(Files.isDirectory(Path.of(name))).isTrue());
        return Path.of(folder);
    }
}
