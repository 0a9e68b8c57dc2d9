package io.movieai.recsys.data;

import java.nio.charset.StandardCharsets;

/** Makes text from data files fit for a message: in quotes, short, on one line. */
final class Excerpt {
    /** How many characters are shown at most. */
    static final int LENGTH = 60;

    private Excerpt() {}

    static String of(byte[] utf8) {
        return of(new String(utf8, StandardCharsets.UTF_8));
    }

    static String of(String text) {
        StringBuilder out = new StringBuilder("\"");
        int i = 0;
        for (int shown = 0; i < text.length() && shown < LENGTH; shown++) {
            int point = text.codePointAt(i);
            if (point == '\t') {
                out.append("\\t");
            } else if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
                out.append(String.format("\\u%04x", point));
            } else {
                out.appendCodePoint(point);
            }
            i += Character.charCount(point);
        }
        return out.append(i < text.length() ? "…\"" : "\"").toString();
    }
}
