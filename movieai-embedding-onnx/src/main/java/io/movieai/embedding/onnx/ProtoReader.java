package io.movieai.embedding.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the wire format of Protocol Buffers field by field, without a schema
 * (https://protobuf.dev/programming-guides/encoding/). Payloads that nobody asks for are skipped, not read. For one thread.
 */
final class ProtoReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private final InputStream in;
    private long position;
    private int field;
    private int wireType;

    ProtoReader(InputStream in) {
        this.in = in;
    }

    /** Moves to the next field of a message that ends at {@code end}; returns false at its end. */
    boolean next(long end) throws IOException {
        if (position >= end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        return true;
    }

    /** Returns the number of the current field. */
    int field() {
        return field;
    }

    /** Returns how the current field is written: one of the constants of this class. */
    int wireType() {
        return wireType;
    }

    /** Returns how many bytes have been read or skipped. */
    long position() {
        return position;
    }

    long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the file ends within a number, at byte " + position);
            }
            position++;
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("expected a number of at most ten bytes at byte " + position);
    }

    byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        position += bytes.length;
        if (bytes.length < length) {
            throw new EOFException("expected " + length + " bytes, found " + bytes.length + " at the end of the file");
        }
        return bytes;
    }

    void skip(long length) throws IOException {
        in.skipNBytes(length);
        position += length;
    }

    /** Returns the length of the current field's payload, which follows, and checks that it can be one. */
    int length() throws IOException {
        long length = varint();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new IOException("expected a length below 2 GiB, found " + length + " at byte " + position);
        }
        return (int) length;
    }

    /** Copies the current field, tag and payload, to {@code target}. */
    void copyTo(ProtoWriter target) throws IOException {
        switch (wireType) {
            case VARINT -> target.varint(field, varint());
            case FIXED64 -> target.fixed(field, wireType, bytes(Long.BYTES));
            case FIXED32 -> target.fixed(field, wireType, bytes(Integer.BYTES));
            case BYTES -> target.bytes(field, bytes(length()));
            default -> throw new IOException("expected a field, found wire type " + wireType + " at byte " + position);
        }
    }
}
