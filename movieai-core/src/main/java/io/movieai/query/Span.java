package io.movieai.query;

/**
 * A stretch of a request's text.
 *
 * @param start index of its first UTF-16 unit
 * @param end index behind its last UTF-16 unit
 */
public record Span(int start, int end) {
    /** @throws IllegalArgumentException if the stretch is negative or of negative length */
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span: expected 0 <= start <= end, found " + start + " and " + end);
        }
    }

    /** Returns this stretch of the text. */
    public String of(String text) {
        return text.substring(start, end);
    }
}
