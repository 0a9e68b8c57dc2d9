package io.movieai.text;

import java.util.Objects;

/**
 * A stretch of a longer text.
 *
 * @param start index of its first UTF-16 unit in the whole text
 * @param end index behind its last UTF-16 unit in the whole text
 * @param text the stretch itself, unchanged
 */
public record TextChunk(int start, int end, String text) {
    public TextChunk {
        Objects.requireNonNull(text, "text");
    }
}
