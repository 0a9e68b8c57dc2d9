package io.movieai.embedding.onnx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One step of an ONNX computation. Mutable in its inputs, for one thread; equality is identity. */
final class OnnxNode {
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int OPERATOR = 4;
    private static final int DOMAIN = 7;

    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final ProtoWriter otherFields = new ProtoWriter();
    private String operator = "";
    private String domain = "";

    private OnnxNode() {}

    static OnnxNode of(String operator, List<String> inputs, List<String> outputs) {
        return of("", operator, inputs, outputs);
    }

    /** Returns a node without attributes. */
    static OnnxNode of(String domain, String operator, List<String> inputs, List<String> outputs) {
        OnnxNode node = new OnnxNode();
        node.domain = domain;
        node.operator = operator;
        node.inputs.addAll(inputs);
        node.outputs.addAll(outputs);
        return node;
    }

    static OnnxNode read(byte[] encoded) throws IOException {
        OnnxNode node = new OnnxNode();
        ProtoReader reader = new ProtoReader(new ByteArrayInputStream(encoded));
        while (reader.next(encoded.length)) {
            switch (reader.field()) {
                case INPUT -> node.inputs.add(text(reader));
                case OUTPUT -> node.outputs.add(text(reader));
                case OPERATOR -> node.operator = text(reader);
                case DOMAIN -> node.domain = text(reader);
                default -> reader.copyTo(node.otherFields);
            }
        }
        return node;
    }

    private static String text(ProtoReader reader) throws IOException {
        return new String(reader.bytes(reader.length()), StandardCharsets.UTF_8);
    }

    /** Adds an attribute that is a list of integers. */
    OnnxNode with(String attribute, long... values) {
        ProtoWriter encoded = new ProtoWriter().text(1, attribute);
        for (long value : values) {
            encoded.varint(8, value);
        }
        otherFields.bytes(5, encoded.varint(20, 7).toByteArray());
        return this;
    }

    String operator() {
        return operator;
    }

    List<String> inputs() {
        return Collections.unmodifiableList(inputs);
    }

    List<String> outputs() {
        return Collections.unmodifiableList(outputs);
    }

    String input(int index) {
        return inputs.get(index);
    }

    String output(int index) {
        return outputs.get(index);
    }

    /** Reads {@code replacement} wherever the node read {@code value}. */
    void replaceInput(String value, String replacement) {
        inputs.replaceAll(input -> input.equals(value) ? replacement : input);
    }

    byte[] toByteArray() {
        ProtoWriter encoded = new ProtoWriter();
        inputs.forEach(input -> encoded.text(INPUT, input));
        outputs.forEach(output -> encoded.text(OUTPUT, output));
        encoded.text(OPERATOR, operator);
        if (!domain.isEmpty()) {
            encoded.text(DOMAIN, domain);
        }
        return encoded.fields(otherFields.toByteArray()).toByteArray();
    }

    @Override
    public String toString() {
        return operator + inputs + " -> " + outputs;
    }
}
