package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.TextRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our vectors against those of the published files, with Hugging Face's tokens and nothing but ONNX Runtime between. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnnxEmbedderReferenceTest {
    private static final int MAX_TOKENS = 512;
    private static final double TOLERANCE = 1e-4;
    private static final long SEED = 20_260_120;
    private static final String INSTRUCTION = "为这个句子生成表示以用于检索相关文章：";

    private final ReferenceTokenizer reference;

    OnnxEmbedderReferenceTest(@TempDir Path folder) throws IOException {
        reference = ReferenceTokenizer.open(folder);
    }

    @AfterAll
    void closeReference() {
        reference.close();
    }

    private static Path file(BundledModel model) {
        return Fixtures.spec(model).modelFile();
    }

    private List<float[]> referenceVectors(BundledModel model, Pooling pooling, List<String> texts)
            throws OrtException {
        List<float[]> vectors = new ArrayList<>();
        try (ReferenceEncoder encoder = new ReferenceEncoder(file(model), pooling)) {
            for (String text : texts) {
                vectors.add(encoder.vector(reference.tokens(text, MAX_TOKENS)));
            }
        }
        return vectors;
    }

    private static void assertNear(List<Embedding> found, List<float[]> expected, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            assertThat(Vectors.distance(found.get(i).toArray(), expected.get(i)))
                    .as("greatest difference of a component, seed %s, text %s: %s", SEED, i, texts.get(i))
                    .isLessThan(TOLERANCE);
        }
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(MixedLines.generate(120, SEED));
        texts.addAll(List.of("", " ", "教父", "The Godfather", "a".repeat(5_000), "电影".repeat(400)));
        return texts;
    }

    @ParameterizedTest
    @EnumSource(names = {"BGE_SMALL_ZH", "BGE_SMALL_ZH_V15"})
    void embed_documents_givesTheVectorsOfThePublishedModel(BundledModel model) throws OrtException {
        List<String> texts = texts();
        try (OnnxEmbedder embedder = OnnxEmbedder.builder(model).open()) {
            assertNear(embedder.embed(TextRole.DOCUMENT, texts), referenceVectors(model, Pooling.CLS, texts), texts);
        }
    }

    @Test
    void embed_queries_givesTheVectorsOfTheInstructionAndTheText() throws OrtException {
        List<String> texts = texts().subList(0, 40);
        List<String> instructed = texts.stream().map(INSTRUCTION::concat).toList();
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZh()) {
            assertNear(
                    embedder.embed(TextRole.QUERY, texts),
                    referenceVectors(BundledModel.BGE_SMALL_ZH, Pooling.CLS, instructed),
                    texts);
        }
    }

    @Test
    void embed_queriesOfTheLaterVersion_givesTheVectorsOfTheTextAlone() throws OrtException {
        List<String> texts = texts().subList(0, 40);
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZhV15()) {
            assertNear(
                    embedder.embed(TextRole.QUERY, texts),
                    referenceVectors(BundledModel.BGE_SMALL_ZH_V15, Pooling.CLS, texts),
                    texts);
        }
    }

    @Test
    void embed_everyFourthMovieLensTitle_givesTheVectorsOfThePublishedModel() throws IOException, OrtException {
        List<String> all = MovieLensTitles.read();
        List<String> titles = IntStream.range(0, all.size())
                .filter(i -> i % 4 == 0)
                .mapToObj(all::get)
                .toList();
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZh()) {
            assertNear(
                    embedder.embed(TextRole.DOCUMENT, titles),
                    referenceVectors(BundledModel.BGE_SMALL_ZH, Pooling.CLS, titles),
                    titles);
        }
    }

    @Test
    void embed_meanPooling_givesTheMeanOfTheTokens() throws OrtException {
        EncoderSpec bundled = Fixtures.spec(BundledModel.BGE_SMALL_ZH_V15);
        EncoderSpec spec = EncoderSpec.builder("bge-small-zh-v1.5-mean", bundled.modelFile(), bundled.tokenizerFile())
                .pooling(Pooling.MEAN)
                .build();
        List<String> texts = texts();
        try (OnnxEmbedder embedder = OnnxEmbedder.open(spec)) {
            assertNear(
                    embedder.embed(TextRole.DOCUMENT, texts),
                    referenceVectors(BundledModel.BGE_SMALL_ZH_V15, Pooling.MEAN, texts),
                    texts);
        }
    }

    @Test
    void embed_clsPoolingByFile_givesTheVectorsOfThePublishedModel() throws OrtException {
        EncoderSpec bundled = Fixtures.spec(BundledModel.BGE_SMALL_ZH_V15);
        EncoderSpec spec = EncoderSpec.builder("by-file", bundled.modelFile(), bundled.tokenizerFile())
                .build();
        List<String> texts = texts();
        try (OnnxEmbedder embedder = OnnxEmbedder.open(spec)) {
            assertNear(
                    embedder.embed(TextRole.DOCUMENT, texts),
                    referenceVectors(BundledModel.BGE_SMALL_ZH_V15, Pooling.CLS, texts),
                    texts);
        }
    }

    /** Quantised as published, every text alone, the model loses this much; quantised by rows it must not lose more. */
    @Test
    void embed_int8_isAsNearToTheFullModelAsThePublishedOneIs() throws OrtException {
        List<String> texts = texts();
        List<float[]> full = referenceVectors(BundledModel.BGE_SMALL_ZH_V15, Pooling.CLS, texts);
        List<float[]> published = referenceVectors(BundledModel.BGE_SMALL_ZH_V15_INT8, Pooling.CLS, texts);
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZhV15Int8()) {
            List<Embedding> found = embedder.embed(TextRole.DOCUMENT, texts);
            double ours = 0;
            double theirs = 0;
            for (int i = 0; i < texts.size(); i++) {
                double cosine = Vectors.cosine(found.get(i).toArray(), full.get(i));
                assertThat(cosine).as("cosine, seed %s, text %s", SEED, i).isGreaterThan(0.97);
                ours += cosine / texts.size();
                theirs += Vectors.cosine(published.get(i), full.get(i)) / texts.size();
            }
            assertThat(ours).as("mean cosine").isGreaterThan(theirs - 5e-4);
        }
    }
}
