package io.movieai.recsys;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.movieai.recsys.dataset.InteractionFiles;
import io.movieai.recsys.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * MovieLens 100K for tests. Its licence keeps it out of the repository, so it is where {@code MOVIEAI_ML100K} says. Without it
 * the calling test is skipped, or fails if {@code MOVIEAI_REQUIRE_DATA} is {@code true}.
 */
public final class MovieLens100k {
    private MovieLens100k() {}

    /** Returns the folder of RecBole's atomic files of the data set. */
    public static Path folder() {
        String folder = System.getenv("MOVIEAI_ML100K");
        if (folder == null || folder.isBlank()) {
            return missing("MOVIEAI_ML100K names no folder with MovieLens 100K");
        }
        Path path = Path.of(folder);
        return Files.isDirectory(path) ? path : fail("MOVIEAI_ML100K is to name a folder, found " + folder);
    }

    /** Returns the folder of RecBole's split of the data set. */
    public static Path splitFolder() {
        Path folder = folder();
        Path split = folder.resolveSibling("ml-100k-recbole-split");
        return Files.isDirectory(split)
                ? split
                : missing("needs the folder ml-100k-recbole-split beside that of MOVIEAI_ML100K, " + folder);
    }

    /** Loads RecBole's split of the data set. */
    public static Split split() throws IOException {
        return new InteractionFiles().loadBenchmark(splitFolder(), List.of("train", "valid", "test"));
    }

    private static Path missing(String message) {
        return "true".equals(System.getenv("MOVIEAI_REQUIRE_DATA")) ? fail(message) : abort(message);
    }
}
