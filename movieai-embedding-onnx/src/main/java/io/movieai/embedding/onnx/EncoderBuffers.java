package io.movieai.embedding.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/** Native memory that ONNX Runtime reads a batch from and writes its vectors to. For one run at a time; grows as needed. */
final class EncoderBuffers {
    private LongBuffer ids = longs(0);
    private LongBuffer mask = longs(0);
    private LongBuffer types = longs(0);
    private FloatBuffer output = floats(0);
    private int longest;

    /** Returns the length of the longest text. */
    static int longest(List<int[]> texts) {
        int longest = 0;
        for (int[] text : texts) {
            longest = Math.max(longest, text.length);
        }
        return longest;
    }

    /**
     * Lays out a batch: one row for each text, filled up to the longest.
     *
     * @param components how many numbers of output to make room for, for each text
     */
    void fill(List<int[]> texts, int paddingId, int components) {
        longest = longest(texts);
        reserve(Math.multiplyExact(texts.size(), longest), Math.multiplyExact(texts.size(), components));
        for (int row = 0; row < texts.size(); row++) {
            int[] text = texts.get(row);
            int start = row * longest;
            for (int i = 0; i < longest; i++) {
                boolean token = i < text.length;
                ids.put(start + i, token ? text[i] : paddingId);
                mask.put(start + i, token ? 1 : 0);
            }
        }
    }

    /** Returns the length of the longest text of the batch. */
    int longest() {
        return longest;
    }

    /** Returns the values of an input of that name, as {@link EncoderSignature} names them. */
    LongBuffer input(String name) {
        return switch (name) {
            case EncoderSignature.INPUT_IDS -> ids;
            case EncoderSignature.ATTENTION_MASK -> mask;
            case EncoderSignature.TOKEN_TYPE_IDS -> types;
            default -> throw new IllegalArgumentException("expected an input that is fed, found " + name);
        };
    }

    /** Returns the room for the output. */
    FloatBuffer output() {
        return output;
    }

    /** Adds rows of the output, from {@code firstRow} on, to {@code target}. */
    void addRows(int firstRow, int rows, int dimension, float[] target, int offset) {
        for (int row = firstRow; row < firstRow + rows; row++) {
            int start = row * dimension;
            for (int i = 0; i < dimension; i++) {
                target[offset + i] += output.get(start + i);
            }
        }
    }

    private void reserve(int tokens, int components) {
        if (ids.capacity() < tokens) {
            ids = longs(tokens);
            mask = longs(tokens);
            types = longs(tokens);
        }
        if (output.capacity() < components) {
            output = floats(components);
        }
        ids.clear().limit(tokens);
        mask.clear().limit(tokens);
        types.clear().limit(tokens);
        output.clear().limit(components);
    }

    private static LongBuffer longs(int count) {
        return bytes(count, Long.BYTES).asLongBuffer();
    }

    private static FloatBuffer floats(int count) {
        return bytes(count, Float.BYTES).asFloatBuffer();
    }

    private static ByteBuffer bytes(int count, int size) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(count, size)).order(ByteOrder.nativeOrder());
    }
}
