package io.movieai.store.lucene;

import org.apache.lucene.util.BytesRef;

/**
 * Texts as bytes, without loss. Each UTF-16 unit is written by itself in the one to three bytes that UTF-8 has for its
 * value (the form known as CESU-8), so that ill-formed UTF-16 survives, and bytes compare as {@link String#compareTo}
 * does. Text without characters beyond the Basic Multilingual Plane reads as plain UTF-8.
 */
final class TextBytes {
    private TextBytes() {}

    static byte[] encode(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            size = Math.addExact(size, unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3);
        }
        byte[] bytes = new byte[size];
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes[at++] = (byte) unit;
            } else if (unit < 0x800) {
                bytes[at++] = (byte) (0xC0 | unit >> 6);
                bytes[at++] = (byte) (0x80 | (unit & 0x3F));
            } else {
                bytes[at++] = (byte) (0xE0 | unit >> 12);
                bytes[at++] = (byte) (0x80 | (unit >> 6 & 0x3F));
                bytes[at++] = (byte) (0x80 | (unit & 0x3F));
            }
        }
        return bytes;
    }

    /** Reads what {@link #encode} wrote. */
    static String decode(byte[] bytes, int offset, int length) {
        char[] units = new char[length];
        int count = 0;
        for (int at = offset; at < offset + length; ) {
            int first = bytes[at++];
            if (first >= 0) {
                units[count++] = (char) first;
            } else if ((first & 0xE0) == 0xC0) {
                units[count++] = (char) ((first & 0x1F) << 6 | (bytes[at++] & 0x3F));
            } else {
                units[count++] = (char) ((first & 0x0F) << 12 | (bytes[at++] & 0x3F) << 6 | (bytes[at++] & 0x3F));
            }
        }
        return new String(units, 0, count);
    }

    /** Encodes no more than the first units of a text: enough to put texts in order that differ within them. */
    static BytesRef prefix(String text, int units) {
        return new BytesRef(encode(text.substring(0, Math.min(text.length(), units))));
    }
}
