package io.movieai.llm.qwen;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into the data of its server-sent events, wherever the bytes were split. Lines end with CR, LF or
 * both; comments and fields other than {@code data} say nothing here. Not safe for use by several threads.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">the format</a>
 */
final class EventParser {
    /** No event of a chat is anywhere near as long. */
    static final int LONGEST_EVENT = 1 << 20;

    private static final int FIRST_CAPACITY = 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Deque<String> events = new ArrayDeque<>();
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private byte[] line = new byte[FIRST_CAPACITY];
    private int length;
    private boolean afterReturn;
    private boolean firstLine = true;

    /**
     * Takes the next bytes.
     *
     * @throws CharacterCodingException if a line is not UTF-8
     * @throws IllegalStateException if an event is too long
     */
    void add(byte[] bytes) throws CharacterCodingException {
        for (byte b : bytes) {
            if (b == '\n' && afterReturn) {
                afterReturn = false;
            } else if (b == '\n' || b == '\r') {
                afterReturn = b == '\r';
                endLine();
            } else {
                afterReturn = false;
                if (length + data.length() >= LONGEST_EVENT) {
                    throw new IllegalStateException("more than " + LONGEST_EVENT + " bytes without an end");
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = b;
            }
        }
    }

    /** Takes the end of the stream. An event that no empty line ends is dropped, unless it is the known last one. */
    void end() {
        String rest = (hasData ? data.toString() : "") + new String(line, 0, length, StandardCharsets.ISO_8859_1);
        length = 0;
        hasData = false;
        if (rest.replaceFirst("^data:", "").strip().equals(EventStream.DONE)) {
            events.add(EventStream.DONE);
        }
    }

    /** Returns the data of the next event, or null where more bytes are needed. */
    @Nullable
    String poll() {
        return events.poll();
    }

    private void endLine() throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line, 0, length))
                .toString();
        length = 0;
        if (firstLine) {
            firstLine = false;
            text = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            if (hasData) {
                events.add(data.toString());
            }
            data.setLength(0);
            hasData = false;
        } else if (text.equals("data") || text.startsWith("data:")) {
            if (hasData) {
                data.append('\n');
            }
            String value = text.substring(Math.min(text.length(), "data:".length()));
            data.append(value.startsWith(" ") ? value.substring(1) : value);
            hasData = true;
        }
    }
}
