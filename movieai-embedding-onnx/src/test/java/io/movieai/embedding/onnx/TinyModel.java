package io.movieai.embedding.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An ONNX model that is written here, byte by byte: each token has a fixed vector, and no text has an influence on another. It stands
 * for encoders that differ from the bundled ones.
 */
final class TinyModel {
    static final int DIMENSION = 4;

    private static final int FLOAT = 1;
    private static final int INT32 = 6;
    private static final int INT64 = 7;

    private final List<byte[]> inputs = new ArrayList<>();
    private final List<byte[]> outputs = new ArrayList<>();
    private final List<OnnxNode> nodes = new ArrayList<>();
    private int rows = 21_128;
    private float filler = Float.NaN;
    private int positions;

    /** Returns a model with the usual two inputs and an output for each token. */
    static TinyModel usual() {
        return new TinyModel().input("input_ids").input("attention_mask").perToken("last_hidden_state");
    }

    TinyModel input(String name) {
        inputs.add(value(name, INT64, "texts", "tokens"));
        return this;
    }

    TinyModel int32Input(String name) {
        inputs.add(value(name, INT32, "texts", "tokens"));
        return this;
    }

    TinyModel perToken(String name) {
        nodes.add(OnnxNode.of("Gather", List.of("table", "input_ids"), List.of(name)));
        outputs.add(value(name, FLOAT, "texts", "tokens", "dimension"));
        return this;
    }

    /** Adds an output with the greatest component of all tokens, padding included. */
    TinyModel perText(String name) {
        nodes.add(OnnxNode.of("Gather", List.of("table", "input_ids"), List.of(name + "/tokens")));
        nodes.add(OnnxNode.of("ReduceMax", List.of(name + "/tokens"), List.of(name + "/greatest"))
                .with("axes", 1));
        nodes.add(OnnxNode.of("Squeeze", List.of(name + "/greatest"), List.of(name))
                .with("axes", 1));
        outputs.add(value(name, FLOAT, "texts", "dimension"));
        return this;
    }

    TinyModel idsAsOutput(String name) {
        nodes.add(OnnxNode.of("Identity", List.of("input_ids"), List.of(name)));
        outputs.add(value(name, INT64, "texts", "tokens"));
        return this;
    }

    TinyModel rows(int rows) {
        this.rows = rows;
        return this;
    }

    /** Fills all vectors with one number. */
    TinyModel filledWith(float number) {
        this.filler = number;
        return this;
    }

    /** Adds a table that looks like the one of a model that reads so many positions. */
    TinyModel positions(int positions) {
        this.positions = positions;
        return this;
    }

    Path write(Path file) throws IOException {
        ProtoWriter graph = new ProtoWriter().text(2, "tiny");
        nodes.forEach(node -> graph.bytes(1, node.toByteArray()));
        graph.bytes(5, table("table", rows));
        if (positions > 0) {
            graph.bytes(5, table("position_embeddings", positions));
        }
        inputs.forEach(input -> graph.bytes(11, input));
        outputs.forEach(output -> graph.bytes(12, output));
        byte[] operators = new ProtoWriter().text(1, "").varint(2, 11).toByteArray();
        Files.write(
                file,
                new ProtoWriter()
                        .varint(1, 6)
                        .bytes(8, operators)
                        .bytes(7, graph.toByteArray())
                        .toByteArray());
        return file;
    }

    /** Returns the vector of a token. */
    static float[] vector(int token) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) Math.sin(1 + token * 0.37 + i * 1.7);
        }
        return vector;
    }

    private byte[] table(String name, int rows) {
        ByteBuffer data = ByteBuffer.allocate(rows * DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            for (float component : vector(row)) {
                data.putFloat(Float.isNaN(filler) ? component : filler);
            }
        }
        return new ProtoWriter()
                .varint(1, rows)
                .varint(1, DIMENSION)
                .varint(2, FLOAT)
                .text(8, name)
                .bytes(9, data.array())
                .toByteArray();
    }

    private static byte[] value(String name, int type, String... dimensions) {
        ProtoWriter shape = new ProtoWriter();
        for (String dimension : dimensions) {
            shape.bytes(1, new ProtoWriter().text(2, dimension).toByteArray());
        }
        byte[] tensor =
                new ProtoWriter().varint(1, type).bytes(2, shape.toByteArray()).toByteArray();
        return new ProtoWriter()
                .text(1, name)
                .bytes(2, new ProtoWriter().bytes(1, tensor).toByteArray())
                .toByteArray();
    }
}
