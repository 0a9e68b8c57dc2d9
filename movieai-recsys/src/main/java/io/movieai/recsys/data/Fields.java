package io.movieai.recsys.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits lines into fields, as slices of the line's bytes. Not safe for use by several threads.
 *
 * <p>Comma-separated lines follow RFC 4180 (a field in double quotes may hold commas, and quotes that are doubled), except
 * that a quoted field cannot hold a line break: no film data set has such fields, and a quote that is never closed then
 * costs one line instead of the rest of the file.
 */
final class Fields {
    /** What stands between two fields. */
    enum Separator {
        TAB("\t", false),
        BAR("|", false),
        DOUBLE_COLON("::", false),
        COMMA(",", true);

        private final byte first;
        private final int length;
        private final boolean quotes;

        Separator(String text, boolean quotes) {
            this.first = (byte) text.charAt(0);
            this.length = text.length();
            this.quotes = quotes;
        }
    }

    private final Separator separator;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private byte[] bytes = new byte[0];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int count;

    Fields(Separator separator) {
        this.separator = separator;
    }

    /**
     * Splits the line that the reader stands at.
     *
     * @return null, or why the line cannot be split
     */
    @Nullable
    String split(LineReader line) {
        count = 0;
        if (line.tooLong()) {
            return "expected a line of at most " + LineReader.MAX_LINE + " bytes, found a longer one";
        }
        bytes = line.bytes();
        int end = line.end();
        int from = line.start();
        while (true) {
            if (separator.quotes && from < end && bytes[from] == '"') {
                int next = quoted(from, end);
                if (next < 0) {
                    return "expected a closing quote before the next comma or the end of the line, found "
                            + line.excerpt();
                }
                if (next == end) {
                    return null;
                }
                from = next + 1;
                continue;
            }
            int to = from;
            while (to < end && !isSeparator(to, end)) {
                to++;
            }
            add(from, to);
            if (to == end) {
                return null;
            }
            from = to + separator.length;
        }
    }

    private boolean isSeparator(int at, int end) {
        return bytes[at] == separator.first
                && (separator.length == 1 || (at + 1 < end && bytes[at + 1] == separator.first));
    }

    /** Adds the quoted field that begins here, its quotes undone in place; returns where its separator or the line's end is. */
    private int quoted(int from, int end) {
        int to = from + 1;
        for (int at = from + 1; at < end; at++) {
            if (bytes[at] == '"') {
                if (at + 1 < end && bytes[at + 1] == '"') {
                    at++;
                } else if (at + 1 == end || bytes[at + 1] == separator.first) {
                    add(from + 1, to);
                    return at + 1;
                } else {
                    return -1;
                }
            }
            bytes[to++] = bytes[at];
        }
        return -1;
    }

    private void add(int from, int to) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = from;
        ends[count] = to;
        count++;
    }

    /**
     * Splits the line that the reader stands at, which should have that many fields.
     *
     * @return null, or why the line cannot be split or has another number of fields
     */
    @Nullable
    String split(LineReader line, int expected) {
        String problem = split(line);
        if (problem != null || count == expected) {
            return problem;
        }
        return "expected " + expected + " fields, found " + count + " in " + line.excerpt()
                + (line.terminated() ? "" : ", where the file ends: it seems to be cut off");
    }

    /** Returns how many fields the line has. */
    int count() {
        return count;
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    /** Takes the spaces around a field away. */
    void trim(int field) {
        while (starts[field] < ends[field] && bytes[starts[field]] == ' ') {
            starts[field]++;
        }
        while (starts[field] < ends[field] && bytes[ends[field] - 1] == ' ') {
            ends[field]--;
        }
    }

    /** Returns whether a field can be an identity: text in UTF-8 that is not blank and holds no control characters. */
    boolean isToken(int field) {
        for (int i = starts[field]; i < ends[field]; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ') {
                return false;
            }
        }
        String text = utf8(field);
        return text != null && !text.isEmpty();
    }

    /** Returns a field as UTF-8 text without spaces around it, or null if it is not valid UTF-8 or holds a NUL. */
    @Nullable
    String utf8(int field) {
        try {
            CharBuffer text = utf8.decode(ByteBuffer.wrap(bytes, starts[field], ends[field] - starts[field]));
            return hasNul(field) ? null : text.toString().strip();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * Returns a field as text without spaces around it, or null if it holds a NUL: UTF-8 where it is valid, ISO-8859-1
     * otherwise. A text in ISO-8859-1 with a letter outside ASCII is next to never valid UTF-8.
     */
    @Nullable
    String utf8OrLatin1(int field) {
        String text = utf8(field);
        if (text != null || hasNul(field)) {
            return text;
        }
        return new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.ISO_8859_1).strip();
    }

    private boolean hasNul(int field) {
        for (int i = starts[field]; i < ends[field]; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns a field for a message. */
    String excerpt(int field) {
        return Excerpt.of(
                Arrays.copyOfRange(bytes, starts[field], Math.min(ends[field], starts[field] + 4 * Excerpt.LENGTH)));
    }
}
