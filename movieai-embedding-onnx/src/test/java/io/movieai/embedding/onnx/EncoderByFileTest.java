package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.movieai.IncompatibleModelException;
import io.movieai.MalformedResponseException;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.TextRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoders in files: kinds that work, and files that are broken or do not belong together. */
class EncoderByFileTest {
    private static final int CLS = 101;
    private static final int SEP = 102;

    @TempDir
    private Path folder;

    private Path tokenizer;

    @BeforeEach
    void writeTokenizer() throws IOException {
        tokenizer = Files.writeString(folder.resolve("tokenizer.json"), ReferenceTokenizer.shippedFile());
    }

    private EncoderSpec.Builder spec(TinyModel model) throws IOException {
        return EncoderSpec.builder("tiny", model.write(folder.resolve("model.onnx")), tokenizer);
    }

    private static void assertIncompatible(EncoderSpec spec, String... messageParts) {
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> OnnxEmbedder.open(spec).close())
                .withMessageContainingAll(messageParts);
    }

    private int token(String word) {
        return Fixtures.tokens(word)[1];
    }

    /** Returns the direction of the sum of some tokens' vectors. */
    private static float[] direction(int... tokens) {
        double[] sum = new double[TinyModel.DIMENSION];
        for (int token : tokens) {
            float[] vector = TinyModel.vector(token);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
        float[] direction = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            direction[i] = (float) (sum[i] / length);
        }
        return direction;
    }

    private static void assertVector(Embedding found, float[] expected) {
        assertThat(Vectors.distance(found.toArray(), expected)).isLessThan(1e-6);
    }

    @Test
    void open_modelWithTwoInputs_isFedTwo() throws IOException {
        try (OnnxEmbedder embedder = OnnxEmbedder.open(spec(TinyModel.usual()).build())) {
            assertThat(embedder.space().dimension()).isEqualTo(TinyModel.DIMENSION);
            assertThat(embedder.space().model()).isEqualTo("tiny");
            assertVector(embedder.embed(TextRole.DOCUMENT, "教"), direction(CLS));
        }
    }

    @Test
    void embed_meanPooling_countsTokensAndNoPadding() throws IOException {
        EncoderSpec spec = spec(TinyModel.usual()).pooling(Pooling.MEAN).build();
        try (OnnxEmbedder embedder = OnnxEmbedder.open(spec)) {
            List<Embedding> found = embedder.embed(TextRole.DOCUMENT, List.of("教父", "教", ""));

            assertVector(found.get(0), direction(CLS, token("教"), token("父"), SEP));
            assertVector(found.get(1), direction(CLS, token("教"), SEP));
            assertVector(found.get(2), direction(CLS, SEP));
        }
    }

    @Test
    void embed_queryInstruction_isPutInFrontOfQueriesOnly() throws IOException {
        EncoderSpec spec = spec(TinyModel.usual())
                .pooling(Pooling.MEAN)
                .queryInstruction("电")
                .build();
        try (OnnxEmbedder embedder = OnnxEmbedder.open(spec)) {
            assertVector(embedder.embed(TextRole.QUERY, "教"), direction(CLS, token("电"), token("教"), SEP));
            assertVector(embedder.embed(TextRole.DOCUMENT, "教"), direction(CLS, token("教"), SEP));
        }
    }

    @Test
    void embed_outputForEachText_isTakenAsItIs() throws IOException {
        TinyModel model =
                new TinyModel().input("input_ids").input("attention_mask").perText("pooled");
        EncoderSpec spec = spec(model).pooling(Pooling.MEAN).build();
        try (OnnxEmbedder embedder = OnnxEmbedder.open(spec)) {
            float[] expected = new float[TinyModel.DIMENSION];
            double squared = 0;
            for (int i = 0; i < expected.length; i++) {
                expected[i] = Math.max(TinyModel.vector(CLS)[i], TinyModel.vector(SEP)[i]);
                squared += expected[i] * expected[i];
            }
            for (int i = 0; i < expected.length; i++) {
                expected[i] /= (float) Math.sqrt(squared);
            }
            assertVector(embedder.embed(TextRole.DOCUMENT, ""), expected);
        }
    }

    @Test
    void open_severalOutputs_takesTheOneWithTheKnownName() throws IOException {
        TinyModel model = new TinyModel()
                .input("input_ids")
                .input("attention_mask")
                .perText("pooler_output")
                .idsAsOutput("ids")
                .perToken("other")
                .perToken("last_hidden_state");
        try (OnnxEmbedder embedder = OnnxEmbedder.open(spec(model).build())) {
            assertVector(embedder.embed(TextRole.DOCUMENT, "教"), direction(CLS));
        }
    }

    @Test
    void open_severalOutputsOfUnknownNames_isRefused() throws IOException {
        TinyModel model = new TinyModel()
                .input("input_ids")
                .input("attention_mask")
                .perToken("one")
                .perToken("other");
        assertIncompatible(spec(model).build(), "last_hidden_state", "one", "other");
    }

    @Test
    void open_noOutputOfVectors_isRefused() throws IOException {
        TinyModel model =
                new TinyModel().input("input_ids").input("attention_mask").idsAsOutput("ids");
        assertIncompatible(spec(model).build(), "expected an output of float", "ids");
    }

    @Test
    void open_unknownInput_isRefused() throws IOException {
        assertIncompatible(spec(TinyModel.usual().input("position_ids")).build(), "expected inputs", "position_ids");
    }

    @Test
    void open_missingMask_isRefused() throws IOException {
        TinyModel model = new TinyModel().input("input_ids").perToken("last_hidden_state");
        assertIncompatible(spec(model).build(), "attention_mask", "input_ids");
    }

    @Test
    void open_inputsOf32Bits_isRefused() throws IOException {
        TinyModel model =
                new TinyModel().int32Input("input_ids").input("attention_mask").perToken("last_hidden_state");
        assertIncompatible(spec(model).build(), "int64", "INT32");
    }

    @Test
    void open_anotherDimension_isRefused() throws IOException {
        assertIncompatible(spec(TinyModel.usual()).dimension(512).build(), "expected 512 dimensions", "found 4");
    }

    @Test
    void open_theRightDimension_isAccepted() throws IOException {
        try (OnnxEmbedder embedder = OnnxEmbedder.open(
                spec(TinyModel.usual()).dimension(TinyModel.DIMENSION).build())) {
            assertThat(embedder.space().dimension()).isEqualTo(TinyModel.DIMENSION);
        }
    }

    @Test
    void open_tokenizerOfALargerModel_isRefused() throws IOException {
        assertIncompatible(spec(TinyModel.usual().rows(21_127)).build(), "up to 21127", "from the same place");
    }

    @Test
    void open_modelOfFewerPositions_isRefused() throws IOException {
        assertIncompatible(spec(TinyModel.usual().positions(256)).build(), "512 tokens", "256", "maxTokens");
        try (OnnxEmbedder embedder = OnnxEmbedder.open(
                spec(TinyModel.usual().positions(256)).maxTokens(256).build())) {
            assertThat(embedder.embed(TextRole.DOCUMENT, "电".repeat(300)).truncated())
                    .isTrue();
        }
    }

    @Test
    void embed_vectorsOfZeros_areRefused() throws IOException {
        try (OnnxEmbedder embedder =
                OnnxEmbedder.open(spec(TinyModel.usual().filledWith(0)).build())) {
            assertThatExceptionOfType(MalformedResponseException.class)
                    .isThrownBy(() -> embedder.embed(TextRole.DOCUMENT, "教"))
                    .withMessageContaining("found length 0");
        }
    }

    @Test
    void embed_vectorsThatAreNotFinite_areRefused() throws IOException {
        try (OnnxEmbedder embedder = OnnxEmbedder.open(
                spec(TinyModel.usual().filledWith(Float.POSITIVE_INFINITY)).build())) {
            assertThatExceptionOfType(MalformedResponseException.class)
                    .isThrownBy(() -> embedder.embed(TextRole.DOCUMENT, "教"))
                    .withMessageContaining("Infinity");
        }
    }

    @Test
    void open_missingModel_isRefused() {
        Path missing = folder.resolve("missing.onnx");
        assertIncompatible(EncoderSpec.builder("tiny", missing, tokenizer).build(), "missing.onnx", "NoSuchFile");
    }

    @Test
    void open_folderInsteadOfAModel_isRefused() {
        assertIncompatible(EncoderSpec.builder("tiny", folder, tokenizer).build(), "expected an ONNX model");
    }

    @Test
    void open_textInsteadOfAModel_isRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("model.onnx"), "version https://git-lfs.github.com/spec/v1\n");
        assertIncompatible(EncoderSpec.builder("tiny", text, tokenizer).build(), "expected an ONNX model");
    }

    @Test
    void open_emptyModel_isRefused() throws IOException {
        Path empty = Files.write(folder.resolve("model.onnx"), new byte[0]);
        assertIncompatible(EncoderSpec.builder("tiny", empty, tokenizer).build(), "without a computation");
    }

    @Test
    void open_truncatedModel_isRefused() throws IOException {
        Path whole = TinyModel.usual().write(folder.resolve("model.onnx"));
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {10, 100, 200, bytes.length / 2, bytes.length - 1}) {
            Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(bytes, length));
            assertIncompatible(EncoderSpec.builder("tiny", cut, tokenizer).build(), "cut.onnx", "expected an ONNX");
        }
    }

    @Test
    void open_modelThatIsNoEncoder_isRefused() throws IOException {
        Path whole = TinyModel.usual().write(folder.resolve("model.onnx"));
        String bytes = new String(Files.readAllBytes(whole), StandardCharsets.ISO_8859_1);
        Path broken = Files.write(
                folder.resolve("broken.onnx"),
                bytes.replace("Gather", "Gandalf").getBytes(StandardCharsets.ISO_8859_1));
        assertIncompatible(EncoderSpec.builder("tiny", broken, tokenizer).build(), "broken.onnx");
    }

    @Test
    void open_missingTokenizer_isRefused() throws IOException {
        Path model = TinyModel.usual().write(folder.resolve("model.onnx"));
        assertIncompatible(
                EncoderSpec.builder("tiny", model, folder.resolve("missing.json"))
                        .build(),
                "missing.json",
                "NoSuchFile");
    }

    @Test
    void selfCheck_modelByFile_hasNothingToCompareWith() throws IOException {
        try (OnnxEmbedder embedder = OnnxEmbedder.open(spec(TinyModel.usual()).build())) {
            SelfCheck check = embedder.selfCheck();
            assertThat(check.deviation()).isEmpty();
            assertThat(check.passed()).isTrue();
        }
    }
}
