package io.movieai.store.lucene;

import io.movieai.store.Attributes;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * The bytes in which a record, without its vector, is kept to be given back exactly.
 *
 * <pre>
 * record     = id version document attributes
 * attributes = count (name type value)*
 * type       = T text, I integer, R real, F false, Y yes, L list of texts
 * text       = length in bytes, bytes of {@link TextBytes}
 * </pre>
 *
 * Counts and lengths are variable-length integers; an integer or real takes eight bytes.
 */
final class StoredRecord {
    private StoredRecord() {}

    static BytesRef write(VectorRecord record) {
        try {
            ByteBuffersDataOutput out = new ByteBuffersDataOutput();
            writeText(out, record.id());
            writeText(out, record.version());
            writeText(out, record.document());
            writeAttributes(out, record.attributes());
            return new BytesRef(out.toArrayCopy());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
    }

    /** Keeps what a keyword document gives back: a record without document and attributes. */
    static BytesRef write(String id, String version) {
        try {
            ByteBuffersDataOutput out = new ByteBuffersDataOutput();
            writeText(out, id);
            writeText(out, version);
            return new BytesRef(out.toArrayCopy());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
    }

    static VectorHit readHit(BytesRef record, double similarity) {
        ByteArrayDataInput in = input(record);
        String id = readText(in);
        skipText(in);
        String document = readText(in);
        return new VectorHit(id, similarity, document, readAttributes(in));
    }

    static String readId(BytesRef record) {
        return readText(input(record));
    }

    static String readVersion(BytesRef record) {
        ByteArrayDataInput in = input(record);
        skipText(in);
        return readText(in);
    }

    private static ByteArrayDataInput input(BytesRef record) {
        return new ByteArrayDataInput(record.bytes, record.offset, record.length);
    }

    private static void writeText(ByteBuffersDataOutput out, String text) throws IOException {
        byte[] bytes = TextBytes.encode(text);
        out.writeVInt(bytes.length);
        out.writeBytes(bytes);
    }

    private static String readText(ByteArrayDataInput in) {
        byte[] bytes = new byte[in.readVInt()];
        in.readBytes(bytes, 0, bytes.length);
        return TextBytes.decode(bytes, 0, bytes.length);
    }

    private static void skipText(ByteArrayDataInput in) {
        in.skipBytes(in.readVInt());
    }

    private static void writeAttributes(ByteBuffersDataOutput out, Attributes attributes) throws IOException {
        out.writeVInt(attributes.asMap().size());
        for (Map.Entry<String, Object> attribute : attributes.asMap().entrySet()) {
            writeText(out, attribute.getKey());
            Object value = attribute.getValue();
            if (value instanceof String text) {
                out.writeByte((byte) 'T');
                writeText(out, text);
            } else if (value instanceof Long integer) {
                out.writeByte((byte) 'I');
                out.writeLong(integer);
            } else if (value instanceof Double real) {
                out.writeByte((byte) 'R');
                out.writeLong(Double.doubleToRawLongBits(real));
            } else if (value instanceof Boolean flag) {
                out.writeByte((byte) (flag ? 'Y' : 'F'));
            } else {
                List<String> texts = attributes.texts(attribute.getKey());
                out.writeByte((byte) 'L');
                out.writeVInt(texts.size());
                for (String text : texts) {
                    writeText(out, text);
                }
            }
        }
    }

    private static Attributes readAttributes(ByteArrayDataInput in) {
        int count = in.readVInt();
        if (count == 0) {
            return Attributes.EMPTY;
        }
        Attributes.Builder attributes = Attributes.builder();
        for (int i = 0; i < count; i++) {
            String name = readText(in);
            byte type = in.readByte();
            switch (type) {
                case 'T' -> attributes.put(name, readText(in));
                case 'I' -> attributes.put(name, in.readLong());
                case 'R' -> attributes.put(name, Double.longBitsToDouble(in.readLong()));
                case 'Y' -> attributes.put(name, true);
                case 'F' -> attributes.put(name, false);
                case 'L' -> attributes.put(name, readTexts(in));
                default -> throw new IllegalStateException("attribute type: expected one of TIRYFL, found " + type);
            }
        }
        return attributes.build();
    }

    private static List<String> readTexts(ByteArrayDataInput in) {
        int count = in.readVInt();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(readText(in));
        }
        return texts;
    }
}
