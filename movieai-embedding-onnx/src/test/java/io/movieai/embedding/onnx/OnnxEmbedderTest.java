package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.movieai.PortUnavailableException;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxEmbedderTest {
    private static final int UNKNOWN = 100;
    private static final double TOLERANCE = 1e-5;
    private static final long SEED = 20_260_121;

    @ParameterizedTest
    @EnumSource
    void open_bundledModel_isOfItsSpaceAndPassesItsSelfCheck(BundledModel model) {
        try (OnnxEmbedder embedder = OnnxEmbedder.builder(model).open()) {
            assertThat(embedder.space()).isEqualTo(model.space());

            SelfCheck check = embedder.selfCheck();
            assertThat(check.deviation()).as("deviation").isPresent();
            assertThat(check.passed()).as("%s", check).isTrue();
        }
    }

    @Test
    void deviation_vectorOfAnotherModel_isFound() {
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZhV15()) {
            Embedding other = embedder.embed(TextRole.DOCUMENT, BundledModel.SELF_CHECK_TEXT);

            assertThat(BundledModel.BGE_SMALL_ZH.deviation(other)).isGreaterThan(1e-3);
        }
    }

    @Test
    void space_ofEachBundledModel_hasANameOfItsOwn() {
        assertThat(List.of(BundledModel.values()))
                .extracting(BundledModel::space)
                .containsExactly(
                        new EmbeddingSpace("bge-small-zh", 512),
                        new EmbeddingSpace("bge-small-zh-v1.5", 512),
                        new EmbeddingSpace("bge-small-zh-v1.5-int8", 512));
    }

    @ParameterizedTest
    @EnumSource
    void embed_batch_givesTheVectorsOfTheSingleTexts(BundledModel model) {
        List<String> texts = MixedLines.generate(150, SEED);
        try (OnnxEmbedder embedder = OnnxEmbedder.builder(model).open()) {
            List<Embedding> together = embedder.embed(TextRole.DOCUMENT, texts);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(Vectors.distance(
                                together.get(i).toArray(),
                                embedder.embed(TextRole.DOCUMENT, texts.get(i)).toArray()))
                        .as("seed %s, text %s", SEED, i)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    @Test
    void embed_englishTitles_holdsNoUnknownToken() {
        for (String title : List.of("Toy Story", "The Godfather: Part II", "AMÉLIE", "Léon", "Se7en")) {
            assertThat(Fixtures.tokens(title)).as(title).doesNotContain(UNKNOWN);
        }
    }

    @Test
    void embed_textOfAsManyTokensAsTheModelReads_isNotTruncated() {
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZhV15Int8()) {
            List<Embedding> found = embedder.embed(
                    TextRole.DOCUMENT,
                    List.of("电".repeat(510), "电".repeat(511), "电".repeat(510) + " \n ", "电".repeat(510) + "x"));

            assertThat(found).extracting(Embedding::truncated).containsExactly(false, true, false, true);
            assertThat(found.get(1)).isEqualTo(found.get(0));
        }
    }

    @Test
    void embed_longQuery_losesItsEndAndKeepsTheInstruction() {
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZh()) {
            int instruction = Fixtures.tokens("为这个句子生成表示以用于检索相关文章：").length - 2;

            Embedding whole = embedder.embed(TextRole.QUERY, "电".repeat(510 - instruction));
            Embedding cut = embedder.embed(TextRole.QUERY, "电".repeat(2_500));

            assertThat(whole.truncated()).isFalse();
            assertThat(cut.truncated()).isTrue();
            assertThat(cut).isEqualTo(whole);
        }
    }

    @Test
    void embed_repeatedQuery_isKept() {
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZhV15Int8()) {
            Embedding first = embedder.embed(TextRole.QUERY, "科幻电影");

            assertThat(embedder.embed(TextRole.QUERY, "科幻电影")).isSameAs(first);
            assertThat(embedder.embed(TextRole.QUERY, List.of("教父", "科幻电影", "科幻电影"))
                            .subList(1, 3))
                    .allSatisfy(found -> assertThat(found).isSameAs(first));
            assertThat(embedder.embed(TextRole.DOCUMENT, "科幻电影")).isNotSameAs(first);
        }
    }

    @Test
    void embed_repeatedQueryWithoutCache_isComputedAgain() {
        try (OnnxEmbedder embedder = OnnxEmbedder.builder(BundledModel.BGE_SMALL_ZH_V15_INT8)
                .queryCacheSize(0)
                .open()) {
            Embedding first = embedder.embed(TextRole.QUERY, "科幻电影");

            assertThat(embedder.embed(TextRole.QUERY, "科幻电影"))
                    .isNotSameAs(first)
                    .isEqualTo(first);
        }
    }

    @Test
    void embed_document_isNotKept() {
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZhV15Int8()) {
            assertThat(embedder.embed(TextRole.DOCUMENT, "科幻电影"))
                    .isNotSameAs(embedder.embed(TextRole.DOCUMENT, "科幻电影"));
        }
    }

    @Test
    void embed_interruptedThread_endsBetweenRunsAndKeepsTheFlag() {
        List<String> texts = MixedLines.generate(200, SEED);
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZhV15Int8()) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> embedder.embed(TextRole.DOCUMENT, texts))
                    .withMessageContaining("interrupted after");
            assertThat(Thread.interrupted()).as("interrupt flag").isTrue();

            assertThat(embedder.embed(TextRole.DOCUMENT, texts)).hasSize(200);
        }
    }

    @Test
    void embed_interruptedThreadAndOneText_isDone() {
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZhV15Int8()) {
            Thread.currentThread().interrupt();
            assertThat(embedder.embed(TextRole.DOCUMENT, "科幻电影").dimension()).isEqualTo(512);
            assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
        }
    }

    @Test
    void close_whileOthersEmbed_refusesWhatComesAfter() throws Exception {
        int threads = 4;
        List<String> texts = MixedLines.generate(60, SEED);
        OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZhV15Int8();
        CountDownLatch running = new CountDownLatch(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                calls.add(executor.submit(() -> {
                    while (true) {
                        embedder.embed(TextRole.DOCUMENT, texts);
                        running.countDown();
                    }
                }));
            }
            assertThat(running.await(120, TimeUnit.SECONDS)).isTrue();
            embedder.close();
            for (Future<?> call : calls) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> call.get(120, TimeUnit.SECONDS))
                        .withCauseInstanceOf(IllegalStateException.class)
                        .withMessageContaining("is closed");
            }
        } finally {
            executor.shutdownNow();
            embedder.close();
        }
    }

    @Test
    void embed_keptQueryAfterClose_isRefused() {
        OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZhV15Int8();
        embedder.embed(TextRole.QUERY, "科幻电影");
        embedder.close();

        assertThatIllegalStateException().isThrownBy(() -> embedder.embed(TextRole.QUERY, "科幻电影"));
        assertThatIllegalStateException().isThrownBy(embedder::selfCheck);
    }

    @Test
    void open_cacheFolderThatCannotBeMade_namesIt(@TempDir Path folder) throws IOException {
        Path blocked = Files.writeString(folder.resolve("a file"), "");

        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> OnnxEmbedder.builder(BundledModel.BGE_SMALL_ZH_V15_INT8)
                        .cacheDirectory(blocked)
                        .open())
                .withMessageContaining(blocked.toString());
    }

    @Test
    void open_damagedCache_isRepaired(@TempDir Path folder) throws IOException {
        OnnxEmbedder.Builder builder =
                OnnxEmbedder.builder(BundledModel.BGE_SMALL_ZH_V15_INT8).cacheDirectory(folder);
        builder.open().close();
        Path model = BundledModel.BGE_SMALL_ZH_V15_INT8
                .unpack(new ModelCache(folder))
                .modelFile();
        Files.write(model, new byte[1_000]);

        try (OnnxEmbedder embedder = builder.open()) {
            assertThat(embedder.selfCheck().passed()).isTrue();
        }
    }

    @Test
    void builder_numbersOutOfRange_areRefused() {
        OnnxEmbedder.Builder builder = OnnxEmbedder.builder(BundledModel.BGE_SMALL_ZH);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.threads(0))
                .withMessageContaining("threads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxBatchTokens(0))
                .withMessageContaining("maxBatchTokens");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.queryCacheSize(-1))
                .withMessageContaining("queryCacheSize");
    }

    @Test
    void encoderSpec_valuesOutOfRange_areRefused() {
        Path file = Path.of("file");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncoderSpec.builder(" ", file, file))
                .withMessageContaining("model");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncoderSpec.builder("m", file, file).maxTokens(7))
                .withMessageContaining("maxTokens");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncoderSpec.builder("m", file, file).dimension(0))
                .withMessageContaining("dimension");
    }
}
