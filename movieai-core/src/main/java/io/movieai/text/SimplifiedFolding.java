package io.movieai.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Folds traditional Chinese characters to simplified ones, one character for one: a folded text has the length of the
 * original, so that an offset into one is an offset into the other.
 *
 * <p>Characters are folded without regard to the words they stand in (臺 → 台, 後 → 后). Characters outside the Basic
 * Multilingual Plane are left as they are. Thread-safe.
 */
public final class SimplifiedFolding {
    private static final String RESOURCE = "simplified.txt";
    private static final char FIRST = '\u3400';
    private static final char[] TABLE = load();

    private SimplifiedFolding() {}

    /** Returns the simplified form of a character, which is the character itself where there is no other. */
    public static char fold(char c) {
        return c < FIRST ? c : TABLE[c - FIRST];
    }

    /** Returns the text with every character folded; of the same length. */
    public static String fold(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }

    /** The resource holds pairs: a traditional character, then its simplified form. Line ends are for the reader. */
    private static char[] load() {
        char[] table = new char[Character.MAX_VALUE - FIRST + 1];
        for (int i = 0; i < table.length; i++) {
            table[i] = (char) (FIRST + i);
        }
        try (InputStream in = SimplifiedFolding.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource io/movieai/text/" + RESOURCE + " is missing from the jar");
            }
            String pairs = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
            for (int i = 0; i + 1 < pairs.length(); i += 2) {
                table[pairs.charAt(i) - FIRST] = pairs.charAt(i + 1);
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("resource io/movieai/text/" + RESOURCE + " cannot be read", e);
        }
    }
}
