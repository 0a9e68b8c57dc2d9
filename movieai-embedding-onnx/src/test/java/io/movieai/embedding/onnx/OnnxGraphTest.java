package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading, writing and rewriting graphs. */
class OnnxGraphTest {
    private static final List<int[]> TEXTS = List.of(new int[] {101, 3152, 2110, 102}, new int[] {101, 4510, 102});

    private static OnnxGraph graph(BundledModel model) throws IOException {
        return OnnxGraph.read(Fixtures.spec(model).modelFile());
    }

    private static float[] vectors(BundledModel model, OnnxGraph graph, boolean firstPositionOnly) {
        Path file = Fixtures.spec(model).modelFile();
        EncoderSession.Setup setup = new EncoderSession.Setup(
                model.name(),
                file,
                graph.withWeightsIn(String.valueOf(file.getFileName())),
                Pooling.CLS,
                firstPositionOnly,
                1,
                0);
        try (EncoderSession session = EncoderSession.open(setup, new int[] {101, 102}, 21_127)) {
            return session.run(TEXTS);
        }
    }

    private static long count(OnnxGraph graph, String operator) {
        return graph.nodes().stream()
                .filter(node -> node.operator().equals(operator))
                .count();
    }

    @Test
    void withWeightsIn_unchangedGraph_isSmallAndGivesTheSameVectors() throws IOException {
        OnnxGraph graph = graph(BundledModel.BGE_SMALL_ZH);
        assertThat(graph.withWeightsIn("x").length).isLessThan(400_000);

        float[] whole = vectors(BundledModel.BGE_SMALL_ZH, graph, false);
        ClsPruning.apply(graph);
        assertThat(Vectors.distance(vectors(BundledModel.BGE_SMALL_ZH, graph, true), whole))
                .isLessThan(1e-5);
    }

    @Test
    void rowQuantization_quantizedModel_leavesNoScaleOfAWholeTensor() throws IOException {
        OnnxGraph graph = graph(BundledModel.BGE_SMALL_ZH_V15_INT8);
        assertThat(count(graph, "DynamicQuantizeLinear")).isEqualTo(16);
        assertThat(count(graph, "MatMulInteger")).isEqualTo(24);

        RowQuantization.apply(graph);

        assertThat(count(graph, "DynamicQuantizeLinear")).isZero();
        assertThat(count(graph, "MatMulInteger")).isZero();
        assertThat(count(graph, "MatMulIntegerToFloat")).isEqualTo(24);
    }

    @Test
    void clsPruning_rowQuantizedModel_givesTheVectorsOfTheWholeOne() throws IOException {
        OnnxGraph whole = graph(BundledModel.BGE_SMALL_ZH_V15_INT8);
        RowQuantization.apply(whole);
        OnnxGraph pruned = graph(BundledModel.BGE_SMALL_ZH_V15_INT8);
        ClsPruning.apply(pruned);
        RowQuantization.apply(pruned);

        assertThat(Vectors.distance(
                        vectors(BundledModel.BGE_SMALL_ZH_V15_INT8, pruned, true),
                        vectors(BundledModel.BGE_SMALL_ZH_V15_INT8, whole, false)))
                .isLessThan(1e-5);
    }

    @Test
    void rows_tensorsOfTheEmbeddings_areSeen() throws IOException {
        assertThat(graph(BundledModel.BGE_SMALL_ZH).rows("word_embeddings")).hasValue(21_128);
        assertThat(graph(BundledModel.BGE_SMALL_ZH).rows("position_embeddings")).hasValue(512);
        assertThat(graph(BundledModel.BGE_SMALL_ZH_V15_INT8).rows("position_embeddings"))
                .hasValue(512);
        assertThat(graph(BundledModel.BGE_SMALL_ZH).rows("nothing of the kind")).isEmpty();
    }

    @Test
    void clsPruning_graphWithoutAttention_isRefused(@TempDir Path folder) throws IOException {
        OnnxGraph graph = OnnxGraph.read(TinyModel.usual().write(folder.resolve("model.onnx")));

        assertThatIllegalStateException()
                .isThrownBy(() -> ClsPruning.apply(graph))
                .withMessageContaining("Softmax");
    }
}
