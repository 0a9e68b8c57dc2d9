package io.movieai.embedding.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/**
 * Lets the last layer of a BERT encoder compute the first position alone.
 *
 * <p>With CLS pooling all other positions of the last layer are thrown away. Their keys and values are needed, their queries,
 * attention, feed-forward block and normalisation are not: of the 12 parts of a layer's multiplications (query, key, value, output
 * 1 each, feed-forward 4 + 4), 10 remain for one position only. The numbers are those of the whole graph: what is left out has no
 * part in them.
 */
final class ClsPruning {
    private static final String PREFIX = "movieai/cls/";
    private static final String STARTS = PREFIX + "starts";
    private static final String ENDS = PREFIX + "ends";
    private static final String AXES = PREFIX + "axes";
    private static final Set<String> BETWEEN_SOFTMAX_AND_SCORES = Set.of("Add", "Sub", "Mul", "Div");
    private static final Set<String> BETWEEN_SCORES_AND_PROJECTION =
            Set.of("Transpose", "Reshape", "Add", "Mul", "Cast");
    private static final Set<String> PRODUCTS = Set.of("MatMul", "MatMulInteger");

    private final OnnxGraph graph;

    private ClsPruning(OnnxGraph graph) {
        this.graph = graph;
    }

    /**
     * Rewrites the graph. Its output has one position afterwards.
     *
     * @throws IllegalStateException if the graph is not that of a BERT encoder as PyTorch exports it, in 32 bits or dynamically
     *     quantised
     */
    static void apply(OnnxGraph graph) {
        new ClsPruning(graph).apply();
    }

    private void apply() {
        OnnxNode softmax = graph.nodes().stream()
                .filter(node -> node.operator().equals("Softmax"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IllegalStateException("expected an attention layer, found no Softmax"));
        OnnxNode scores = above(softmax, BETWEEN_SOFTMAX_AND_SCORES);
        OnnxNode projection = above(scores, BETWEEN_SCORES_AND_PROJECTION);
        graph.addTensor(STARTS, OnnxGraph.INT64, int64(0), 1);
        graph.addTensor(ENDS, OnnxGraph.INT64, int64(1), 1);
        graph.addTensor(AXES, OnnxGraph.INT64, int64(1), 1);

        String layerInput =
                projection.operator().equals("MatMulInteger") ? pruneQuantized(projection) : projection.input(0);
        String first = PREFIX + "input";
        List<OnnxNode> residual = graph.consumers(layerInput).stream()
                .filter(node -> node.operator().equals("Add"))
                .toList();
        if (residual.size() != 1) {
            throw new IllegalStateException("expected one residual connection, found " + residual);
        }
        residual.get(0).replaceInput(layerInput, first);
        if (projection.operator().equals("MatMul")) {
            projection.replaceInput(layerInput, first);
        }
        graph.insertAfterProducer(
                layerInput, OnnxNode.of("Slice", List.of(layerInput, STARTS, ENDS, AXES), List.of(first)));
    }

    /** Gives the query projection a quantised input of its own; returns the layer's input. */
    private String pruneQuantized(OnnxNode projection) {
        OnnxNode quantize = producer(projection.input(0));
        if (!quantize.operator().equals("DynamicQuantizeLinear")) {
            throw new IllegalStateException("expected a dynamically quantised query, found " + quantize);
        }
        String layerInput = quantize.input(0);
        OnnxNode cast = onlyConsumer(projection.output(0));
        OnnxNode scaling = onlyConsumer(cast.output(0));
        OnnxNode scale = producer(scaling.input(scaling.input(0).equals(cast.output(0)) ? 1 : 0));
        List<String> own = List.of(PREFIX + "quantized", PREFIX + "scale", PREFIX + "zero_point");
        for (int i = 0; i < own.size(); i++) {
            projection.replaceInput(quantize.output(i), own.get(i));
            scale.replaceInput(quantize.output(i), own.get(i));
        }
        graph.insertAfterProducer(layerInput, OnnxNode.of(quantize.operator(), List.of(PREFIX + "input"), own));
        return layerInput;
    }

    /** Follows the data upwards through {@code passed} operators to the product it comes from. */
    private OnnxNode above(OnnxNode node, Set<String> passed) {
        OnnxNode at = node;
        do {
            at = producer(at.inputs().stream()
                    .filter(input -> !graph.isConstant(input))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("expected a computed input")));
        } while (passed.contains(at.operator()));
        if (!PRODUCTS.contains(at.operator())) {
            throw new IllegalStateException("expected a product above " + node + ", found " + at);
        }
        return at;
    }

    private OnnxNode producer(String value) {
        OnnxNode producer = graph.producer(value);
        if (producer == null) {
            throw new IllegalStateException("expected a node that computes " + value + ", found none");
        }
        return producer;
    }

    private OnnxNode onlyConsumer(String value) {
        List<OnnxNode> consumers = graph.consumers(value);
        if (consumers.size() != 1) {
            throw new IllegalStateException("expected one use of " + value + ", found " + consumers);
        }
        return consumers.get(0);
    }

    private static byte[] int64(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }
}
