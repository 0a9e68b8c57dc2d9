package io.movieai.store.lucene;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.lucene.util.BytesRef;

/**
 * The index terms that ids and attribute values are found by: equal values have equal terms, different values different
 * ones. The index takes no term above 32,766 bytes, so a value of more than {@value #LONGEST} bytes is represented by its
 * SHA-256 digest.
 */
final class ExactTerms {
    private static final int LONGEST = 512;
    private static final byte PLAIN = 0;
    private static final byte DIGEST = 1;

    // Values of different types are never equal.
    private static final byte TEXT = 'T';
    private static final byte INTEGER = 'I';
    private static final byte FLAG = 'F';

    private ExactTerms() {}

    static BytesRef id(String id) {
        return term(TextBytes.encode(id));
    }

    static BytesRef attribute(String name, String text) {
        return attribute(name, TEXT, TextBytes.encode(text));
    }

    static BytesRef attribute(String name, long integer) {
        return attribute(
                name, INTEGER, ByteBuffer.allocate(Long.BYTES).putLong(integer).array());
    }

    static BytesRef attribute(String name, boolean flag) {
        return attribute(name, FLAG, new byte[] {(byte) (flag ? 1 : 0)});
    }

    private static BytesRef attribute(String name, byte type, byte[] value) {
        byte[] label = TextBytes.encode(name);
        // The label's length stands in front, so that no end of a name can be read as the start of a value.
        return term(ByteBuffer.allocate(Integer.BYTES + label.length + 1 + value.length)
                .putInt(label.length)
                .put(label)
                .put(type)
                .put(value)
                .array());
    }

    private static BytesRef term(byte[] value) {
        boolean plain = value.length <= LONGEST;
        byte[] content = plain ? value : sha256(value);
        byte[] term = new byte[1 + content.length];
        term[0] = plain ? PLAIN : DIGEST;
        System.arraycopy(content, 0, term, 1, content.length);
        return new BytesRef(term);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
