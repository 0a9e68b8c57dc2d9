package io.movieai.store.lucene;

import io.movieai.embedding.EmbeddingSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/**
 * Tells an index of ours from anything else that a folder can hold, and an index of one vector space from that of
 * another. Every commit names its format and its space.
 */
final class IndexFolder {
    /** Counted up when an index of the version before can no longer be read or searched as the ports demand. */
    private static final String FORMAT = "2";

    private static final String FORMAT_KEY = "movieai.format";
    private static final String MODEL_KEY = "movieai.model";
    private static final String DIMENSION_KEY = "movieai.dimension";

    private static final Pattern COMMIT = Pattern.compile("segments_[0-9a-z]+");
    private static final Pattern SEGMENT = Pattern.compile("_[0-9a-z]+(_.*)?\\..+");
    /** What is left when a process ends before the first commit of a new index. */
    private static final Pattern BEFORE_FIRST_COMMIT = Pattern.compile("write\\.lock|pending_segments_[0-9a-z]+|\\..*");

    private final Path folder;
    private final EmbeddingSpace space;
    private final IndexFailures failures;

    IndexFolder(Path folder, EmbeddingSpace space) {
        this.folder = folder;
        this.space = space;
        this.failures = new IndexFailures(folder);
    }

    /** Makes the folder if it is missing, and returns whether it is ready for a new index rather than holding one. */
    boolean prepare() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw failures.incompatible(
                    IndexFailures.VECTORS,
                    "expected a folder for the index, found a file; use another index folder",
                    null);
        }
        Files.createDirectories(folder);
        List<String> names;
        try (Stream<Path> entries = Files.list(folder)) {
            names = entries.map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
        if (names.stream().anyMatch(name -> COMMIT.matcher(name).matches())) {
            return false;
        }
        List<String> others = names.stream()
                .filter(name -> !BEFORE_FIRST_COMMIT.matcher(name).matches())
                .toList();
        if (others.isEmpty()) {
            return true;
        }
        if (others.stream().allMatch(name -> SEGMENT.matcher(name).matches())) {
            throw failures.incompatible(
                    IndexFailures.VECTORS,
                    "expected an index, found its parts (" + some(others) + ") without the list of them (segments_…);"
                            + " nothing was changed: restore the folder, use another index folder, or delete it to index"
                            + " again",
                    null);
        }
        throw failures.incompatible(
                IndexFailures.VECTORS,
                "expected an empty folder or an index, found other files (" + some(others)
                        + "); nothing was changed: use another index folder",
                null);
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(3, names.size()))) + (names.size() > 3 ? ", …" : "");
    }

    /** Returns what the first commit of a new index says of it. */
    Map<String, String> identity() {
        return Map.of(
                FORMAT_KEY, FORMAT,
                MODEL_KEY, space.model(),
                DIMENSION_KEY, Integer.toString(space.dimension()));
    }

    /** Checks that the newest commit is of an index of this format and space. */
    void verify(Directory directory) throws IOException {
        Map<String, String> found = SegmentInfos.readLatestCommit(directory).getUserData();
        String format = found.get(FORMAT_KEY);
        String model = found.get(MODEL_KEY);
        String dimension = found.get(DIMENSION_KEY);
        if (format == null) {
            throw failures.incompatible(
                    IndexFailures.VECTORS,
                    "expected an index of movieai, found a Lucene index of something else; nothing was changed: use another"
                            + " index folder",
                    null);
        }
        if (!format.equals(FORMAT)) {
            throw failures.incompatible(
                    IndexFailures.VECTORS,
                    "expected index format " + FORMAT + ", found " + format
                            + "; use another index folder, or delete it to index again",
                    null);
        }
        if (model == null || dimension == null) {
            throw failures.broken(IndexFailures.VECTORS, null);
        }
        if (!model.equals(space.model()) || !dimension.equals(Integer.toString(space.dimension()))) {
            throw failures.incompatible(
                    IndexFailures.VECTORS,
                    "expected " + space + ", found " + dimension + " dimensions (" + model + ") (index " + folder
                            + "); use another index folder, or delete it to index again",
                    null);
        }
    }
}
