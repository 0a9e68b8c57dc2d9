package io.movieai.embedding.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Makes a dynamically quantised encoder quantise each token's activations by themselves.
 *
 * <p>{@code DynamicQuantizeLinear} takes one scale from the whole tensor, so that a text's vector depends on the texts, and even
 * on the padding, that share its batch: the cosine of one text embedded alone and in a batch is about 0.995. Here a row
 * {@code x} of activations becomes {@code round(x / s) + 128} with {@code s = max |x| / 127}: a vector is the same in any company,
 * and somewhat closer to the one without quantisation. The weights stay as they are.
 */
final class RowQuantization {
    private static final String PREFIX = "movieai/row/";
    private static final String ONE = PREFIX + "one";
    private static final String STEP = PREFIX + "step";
    private static final String LEAST_SCALE = PREFIX + "least_scale";
    private static final String ZERO_POINT = PREFIX + "zero_point";
    private static final String DOMAIN = "com.microsoft";
    private static final int ZERO = 128;
    private static final float STEPS = 127;

    /** Keeps a row of zeros from being divided by zero. */
    private static final float LEAST = 1e-12f;

    private final OnnxGraph graph;

    private RowQuantization(OnnxGraph graph) {
        this.graph = graph;
    }

    /**
     * Rewrites every dynamically quantised product of the graph.
     *
     * @throws IllegalStateException if one is not written as ONNX Runtime's quantisation tool writes it
     */
    static void apply(OnnxGraph graph) {
        new RowQuantization(graph).apply();
    }

    private void apply() {
        graph.addTensor(ONE, OnnxGraph.FLOAT, float32(1));
        graph.addTensor(STEP, OnnxGraph.FLOAT, float32(1 / STEPS));
        graph.addTensor(LEAST_SCALE, OnnxGraph.FLOAT, float32(LEAST));
        graph.addTensor(ZERO_POINT, OnnxGraph.UINT8, new byte[] {(byte) ZERO});
        graph.importOperators(DOMAIN, 1);
        graph.nodes().stream()
                .filter(node -> node.operator().equals("DynamicQuantizeLinear"))
                .toList()
                .forEach(this::rewrite);
    }

    private void rewrite(OnnxNode quantize) {
        String rows = quantize.input(0);
        String prefix = PREFIX + rows + "/";
        String rowScale = prefix + "scale";
        List<OnnxNode> scales = graph.consumers(quantize.output(1));
        replace(
                quantize,
                OnnxNode.of("Abs", List.of(rows), List.of(prefix + "abs")),
                OnnxNode.of("ReduceMax", List.of(prefix + "abs"), List.of(prefix + "max"))
                        .with("axes", -1),
                OnnxNode.of("Mul", List.of(prefix + "max", STEP), List.of(prefix + "step")),
                OnnxNode.of("Max", List.of(prefix + "step", LEAST_SCALE), List.of(rowScale)),
                OnnxNode.of("Div", List.of(rows, rowScale), List.of(prefix + "scaled")),
                OnnxNode.of(
                        "QuantizeLinear", List.of(prefix + "scaled", ONE, ZERO_POINT), List.of(quantize.output(0))));
        scales.forEach(scale -> rewriteProduct(quantize, scale, rowScale));
    }

    /** Rewrites product → cast → scaling by (activation scale × weight scale), of which {@code scale} is the parenthesis. */
    private void rewriteProduct(OnnxNode quantize, OnnxNode scale, String rowScale) {
        String weightScale = other(scale, quantize.output(1));
        OnnxNode scaling = only(graph.consumers(scale.output(0)));
        OnnxNode cast = only(graph.nodes().stream()
                .filter(node -> node.outputs().contains(other(scaling, scale.output(0))))
                .toList());
        OnnxNode product = only(graph.nodes().stream()
                .filter(node -> node.outputs().contains(cast.input(0)))
                .toList());
        if (!product.operator().equals("MatMulInteger") || !product.input(0).equals(quantize.output(0))) {
            throw new IllegalStateException("expected a product of quantised activations, found " + product);
        }
        String unscaled = PREFIX + scaling.output(0);
        graph.nodes().removeAll(List.of(scale, cast, scaling));
        replace(
                product,
                OnnxNode.of(
                        DOMAIN,
                        "MatMulIntegerToFloat",
                        List.of(quantize.output(0), product.input(1), ONE, weightScale, ZERO_POINT, product.input(3)),
                        List.of(unscaled)),
                OnnxNode.of("Mul", List.of(unscaled, rowScale), List.of(scaling.output(0))));
    }

    private void replace(OnnxNode node, OnnxNode... replacement) {
        int at = graph.nodes().indexOf(node);
        graph.nodes().remove(at);
        graph.nodes().addAll(at, List.of(replacement));
    }

    private static String other(OnnxNode node, String input) {
        return node.input(0).equals(input) ? node.input(1) : node.input(0);
    }

    private static OnnxNode only(List<OnnxNode> nodes) {
        if (nodes.size() != 1) {
            throw new IllegalStateException("expected one node of a quantised product, found " + nodes);
        }
        return nodes.get(0);
    }

    private static byte[] float32(float value) {
        return ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
    }
}
