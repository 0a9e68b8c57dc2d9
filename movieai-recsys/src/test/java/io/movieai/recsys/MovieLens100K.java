package io.movieai.recsys;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.movieai.recsys.dataset.InteractionFiles;
import io.movieai.recsys.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** MovieLens 100K and RecBole's split of it, where the environment has them. */
public final class MovieLens100K {
    private MovieLens100K() {}

    /** Returns the folder of RecBole's split, or skips the test. */
    public static Path splitFolder() {
        String folder = System.getenv("MOVIEAI_ML100K");
        Path split = folder == null ? null : Path.of(folder).resolveSibling("ml-100k-recbole-split");
        if (split == null || !Files.isDirectory(split)) {
            String message = "needs MOVIEAI_ML100K, a folder with ml-100k-recbole-split beside it; found " + folder;
            if ("true".equals(System.getenv("MOVIEAI_REQUIRE_DATA"))) {
                return fail(message);
            }
            return abort(message);
        }
        return split;
    }

    /** Loads RecBole's split, or skips the test. */
    public static Split split() throws IOException {
        return new InteractionFiles().loadBenchmark(splitFolder(), List.of("train", "valid", "test"));
    }
}
