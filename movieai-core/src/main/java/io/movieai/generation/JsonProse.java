package io.movieai.generation;

import java.util.ArrayList;
import java.util.List;

/** The prose in an answer that a model wrote as JSON although it was asked for a text. */
final class JsonProse {
    /** Values shorter than this are labels, unless they refer to a film; in UTF-16 units. */
    private static final int SHORTEST = 8;

    private JsonProse() {}

    /**
     * Returns the texts among the values of a JSON text, in their order, without the names of members. The text need not be
     * complete or correct: what cannot be read is passed over.
     */
    static List<String> sentences(String json) {
        List<String> texts = new ArrayList<>();
        int at = json.indexOf('"');
        while (at >= 0) {
            StringBuilder value = new StringBuilder();
            int end = read(json, at + 1, value);
            if (end < 0) {
                return texts;
            }
            boolean name = json.substring(end, Math.min(json.length(), end + 16))
                    .stripLeading()
                    .startsWith(":");
            if (!name && (value.length() >= SHORTEST || value.indexOf("[") >= 0)) {
                texts.add(value.toString());
            }
            at = json.indexOf('"', end);
        }
        return texts;
    }

    /** Reads a string and returns where it ends, behind its quotation mark, or -1 if it does not. */
    private static int read(String json, int from, StringBuilder value) {
        int at = from;
        while (at < json.length()) {
            char c = json.charAt(at++);
            if (c == '"') {
                return at;
            }
            if (c == '\\' && at < json.length()) {
                char escaped = json.charAt(at++);
                if (escaped == 'u' && at + 4 <= json.length()) {
                    value.append(unit(json.substring(at, at + 4)));
                    at += 4;
                } else {
                    value.append(escaped == 'n' || escaped == 'r' ? '\n' : escaped == 't' ? ' ' : escaped);
                }
            } else {
                value.append(c);
            }
        }
        return -1;
    }

    private static char unit(String hexadecimal) {
        return hexadecimal.matches("[0-9a-fA-F]{4}") ? (char) Integer.parseInt(hexadecimal, 16) : '\ufffd';
    }
}
