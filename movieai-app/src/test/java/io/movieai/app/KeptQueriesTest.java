package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import io.movieai.testkit.HashingEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptQueriesTest {
    private static final List<String> MANY =
            IntStream.range(0, 150).mapToObj(i -> "第" + i + "个请求").toList();

    @TempDir
    Path folder;

    /** Notes what it was asked to embed. */
    private static final class Counting implements Embedder {
        private final HashingEmbedder embedder = new HashingEmbedder(64);
        private final List<Integer> sizes = new ArrayList<>();

        @Override
        public EmbeddingSpace space() {
            return embedder.space();
        }

        @Override
        public List<Embedding> embed(TextRole role, List<String> texts) {
            sizes.add(texts.size());
            return embedder.embed(role, texts);
        }

        @Override
        public void close() {}
    }

    @Test
    void embed_aLongListOfQueries_isEmbeddedOnceForAllRuns() {
        Counting embedder = new Counting();
        List<Embedding> first = new KeptQueries(embedder, folder).embed(TextRole.QUERY, MANY);
        List<Embedding> second = new KeptQueries(embedder, folder).embed(TextRole.QUERY, MANY);

        assertThat(second).isEqualTo(first).isEqualTo(new HashingEmbedder(64).embed(TextRole.QUERY, MANY));
        assertThat(embedder.sizes).containsExactly(150);
    }

    @Test
    void embed_otherTexts_areNotTakenForThem() {
        Counting embedder = new Counting();
        KeptQueries kept = new KeptQueries(embedder, folder);
        kept.embed(TextRole.QUERY, MANY);
        kept.embed(TextRole.QUERY, MANY.subList(1, 150));
        kept.embed(TextRole.DOCUMENT, MANY);
        kept.embed(TextRole.QUERY, List.of("一个请求"));

        assertThat(embedder.sizes).containsExactly(150, 149, 150, 1);
    }

    @Test
    void embed_aFileThatWasCut_isMadeAnew() throws IOException {
        Counting embedder = new Counting();
        KeptQueries kept = new KeptQueries(embedder, folder);
        List<Embedding> first = kept.embed(TextRole.QUERY, MANY);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[10]);
            }
        }

        assertThat(kept.embed(TextRole.QUERY, MANY)).isEqualTo(first);
        assertThat(embedder.sizes).containsExactly(150, 150);
    }

    @Test
    void embed_aFileThatCannotBeReplaced_leavesNothingUnfinished() throws IOException {
        KeptQueries kept = new KeptQueries(new Counting(), folder);
        kept.embed(TextRole.QUERY, MANY);
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        Files.delete(file);
        Files.createFile(Files.createDirectory(file).resolve("in the way"));

        assertThat(kept.embed(TextRole.QUERY, MANY)).hasSize(150);
        assertThat(folder)
                .isDirectoryContaining(path -> path.equals(file))
                .isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void embed_aFolderThatCannotBeMade_isDoneWithout() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(new KeptQueries(new Counting(), file).embed(TextRole.QUERY, MANY))
                .hasSize(150);
    }
}
