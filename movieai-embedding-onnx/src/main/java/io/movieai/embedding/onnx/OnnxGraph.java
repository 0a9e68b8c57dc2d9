package io.movieai.embedding.onnx;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The computation in an ONNX file: its nodes, and where in the file the weights lie. Large weights are never read; a graph that
 * was changed refers to them where they are, so that ONNX Runtime maps them into memory.
 *
 * <p>Field numbers are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Mutable, for one thread.
 */
final class OnnxGraph {
    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int INT64 = 7;

    /** Tensors from this size on stay in the file. */
    private static final int INLINE_LIMIT = 16 * 1024;

    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_OPSET_IMPORT = 8;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int TENSOR_DIMS = 1;
    private static final int TENSOR_DATA_TYPE = 2;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW_DATA = 9;
    private static final int TENSOR_EXTERNAL_DATA = 13;
    private static final int TENSOR_DATA_LOCATION = 14;
    private static final int EXTERNAL = 1;

    /** A constant tensor. Its data is within {@code fields}, or in the file from {@code offset} on. */
    private static final class Tensor {
        private final ProtoWriter fields = new ProtoWriter();
        private final List<Long> dims = new ArrayList<>();
        private long offset = -1;
        private int length;
    }

    private final ProtoWriter modelFields = new ProtoWriter();
    private final ProtoWriter graphFields = new ProtoWriter();
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private OnnxGraph() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is not an ONNX model
     */
    static OnnxGraph read(Path file) throws IOException {
        OnnxGraph graph = new OnnxGraph();
        long size = Files.size(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ProtoReader reader = new ProtoReader(in);
            while (reader.next(size)) {
                if (reader.field() == MODEL_GRAPH && reader.wireType() == ProtoReader.BYTES) {
                    int length = reader.length();
                    graph.readGraph(reader, reader.position() + length);
                } else {
                    reader.copyTo(graph.modelFields);
                }
            }
        }
        if (graph.nodes.isEmpty()) {
            throw new IOException("expected an ONNX model, found a file without a computation");
        }
        return graph;
    }

    private void readGraph(ProtoReader reader, long end) throws IOException {
        while (reader.next(end)) {
            if (reader.field() == GRAPH_NODE) {
                nodes.add(OnnxNode.read(reader.bytes(reader.length())));
            } else if (reader.field() == GRAPH_INITIALIZER) {
                int length = reader.length();
                readTensor(reader, reader.position() + length);
            } else {
                reader.copyTo(graphFields);
            }
        }
    }

    private void readTensor(ProtoReader reader, long end) throws IOException {
        Tensor tensor = new Tensor();
        String name = "";
        while (reader.next(end)) {
            switch (reader.field()) {
                case TENSOR_RAW_DATA -> {
                    int length = reader.length();
                    if (length < INLINE_LIMIT) {
                        tensor.fields.bytes(TENSOR_RAW_DATA, reader.bytes(length));
                    } else {
                        tensor.offset = reader.position();
                        tensor.length = length;
                        reader.skip(length);
                    }
                }
                case TENSOR_DIMS -> readDims(reader, tensor);
                case TENSOR_NAME -> {
                    name = new String(reader.bytes(reader.length()), StandardCharsets.UTF_8);
                    tensor.fields.text(TENSOR_NAME, name);
                }
                default -> reader.copyTo(tensor.fields);
            }
        }
        tensors.put(name, tensor);
    }

    /** Dimensions are written one by one, or packed into one field. */
    private static void readDims(ProtoReader reader, Tensor tensor) throws IOException {
        if (reader.wireType() == ProtoReader.VARINT) {
            tensor.dims.add(reader.varint());
        } else {
            int length = reader.length();
            long end = reader.position() + length;
            while (reader.position() < end) {
                tensor.dims.add(reader.varint());
            }
        }
    }

    /** Returns the nodes in an order in which each comes after those it depends on. Changes to the list change the graph. */
    List<OnnxNode> nodes() {
        return nodes;
    }

    /** Returns whether the name is that of a constant tensor or of the output of a {@code Constant} node. */
    boolean isConstant(String name) {
        if (tensors.containsKey(name)) {
            return true;
        }
        OnnxNode producer = producer(name);
        return producer != null && producer.operator().equals("Constant");
    }

    /** Returns the number of rows of the constant tensors whose names hold {@code part}: the least, or empty. */
    OptionalLong rows(String part) {
        return tensors.entrySet().stream()
                .filter(entry -> entry.getKey().contains(part))
                .map(entry -> entry.getValue().dims)
                .filter(dims -> dims.size() == 2)
                .mapToLong(dims -> dims.get(0))
                .min();
    }

    /** Returns the node that computes a value, or null. */
    @Nullable
    OnnxNode producer(String value) {
        for (OnnxNode node : nodes) {
            if (node.outputs().contains(value)) {
                return node;
            }
        }
        return null;
    }

    /** Returns the nodes that read a value. */
    List<OnnxNode> consumers(String value) {
        return nodes.stream().filter(node -> node.inputs().contains(value)).toList();
    }

    /** Puts nodes right behind the one that computes {@code value}. */
    void insertAfterProducer(String value, OnnxNode... added) {
        OnnxNode producer = producer(value);
        if (producer == null) {
            throw new IllegalStateException("expected a node that computes " + value + ", found none");
        }
        nodes.addAll(nodes.indexOf(producer) + 1, List.of(added));
    }

    /** Adds a small constant tensor. */
    void addTensor(String name, int dataType, byte[] raw, long... dims) {
        Tensor tensor = new Tensor();
        for (long dim : dims) {
            tensor.dims.add(dim);
        }
        tensor.fields.varint(TENSOR_DATA_TYPE, dataType).text(TENSOR_NAME, name).bytes(TENSOR_RAW_DATA, raw);
        tensors.put(name, tensor);
    }

    /** Makes the operators of another domain known to the model. */
    void importOperators(String domain, int version) {
        modelFields.bytes(
                MODEL_OPSET_IMPORT,
                new ProtoWriter().text(1, domain).varint(2, version).toByteArray());
    }

    /**
     * Returns the model, its large weights referred to at their places in the file it was read from.
     *
     * @param fileName the name of that file, without its folder
     */
    byte[] withWeightsIn(String fileName) {
        ProtoWriter graph = new ProtoWriter();
        nodes.forEach(node -> graph.bytes(GRAPH_NODE, node.toByteArray()));
        tensors.values().forEach(tensor -> graph.bytes(GRAPH_INITIALIZER, encode(tensor, fileName)));
        graph.fields(graphFields.toByteArray());
        return new ProtoWriter()
                .fields(modelFields.toByteArray())
                .bytes(MODEL_GRAPH, graph.toByteArray())
                .toByteArray();
    }

    private static byte[] encode(Tensor tensor, String fileName) {
        ProtoWriter encoded = new ProtoWriter();
        tensor.dims.forEach(dim -> encoded.varint(TENSOR_DIMS, dim));
        encoded.fields(tensor.fields.toByteArray());
        if (tensor.offset >= 0) {
            encoded.bytes(TENSOR_EXTERNAL_DATA, entry("location", fileName))
                    .bytes(TENSOR_EXTERNAL_DATA, entry("offset", Long.toString(tensor.offset)))
                    .bytes(TENSOR_EXTERNAL_DATA, entry("length", Integer.toString(tensor.length)))
                    .varint(TENSOR_DATA_LOCATION, EXTERNAL);
        }
        return encoded.toByteArray();
    }

    private static byte[] entry(String key, String value) {
        return new ProtoWriter().text(1, key).text(2, value).toByteArray();
    }
}
