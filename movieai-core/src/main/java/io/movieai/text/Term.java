package io.movieai.text;

import java.util.Objects;

/**
 * A unit that texts are matched by, with the stretch of the text that it came from.
 *
 * @param text the unit, folded
 * @param kind what it is
 * @param start index of its first UTF-16 unit in the original text
 * @param end index behind its last UTF-16 unit in the original text
 */
public record Term(String text, Kind kind, int start, int end) {
    public Term {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(kind, "kind");
    }

    /** What a term is. */
    public enum Kind {
        /** A run of letters and digits of scripts that write words. */
        WORD,
        /** One ideograph, or one kana. */
        CHARACTER,
        /** Two neighbouring ideographs or kana. */
        PAIR
    }
}
