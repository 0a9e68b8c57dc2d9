package io.movieai.text;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/**
 * The one tokenisation: what counts as a word wherever texts are matched by words.
 *
 * <p>The text is folded ({@link TextFolding}). A run of letters and digits is one term, an apostrophe within it left out
 * (Schindler's is {@code schindlers}, Se7en is {@code se7en}, Spider-Man is {@code spider} and {@code man}). Chinese is
 * written without spaces, so in a run of ideographs (and kana) each one is a term and each two neighbours are another. All
 * else, emoji included, only separates.
 */
public final class Terms {
    private Terms() {}

    /**
     * Returns the terms of a text, in the order in which they start, the shorter first: 教父2 gives 教, 教父, 父, 2.
     *
     * @return the terms, unmodifiable; empty for a text without letters, digits and ideographs
     */
    public static List<Term> of(String text) {
        FoldedText source = TextFolding.foldWithOffsets(text);
        String folded = source.text();
        List<Term> terms = new ArrayList<>();
        int at = 0;
        while (at < folded.length()) {
            int character = folded.codePointAt(at);
            int next = at + Character.charCount(character);
            if (isIdeographic(character)) {
                terms.add(term(source, Term.Kind.CHARACTER, at, next));
                if (next < folded.length() && isIdeographic(folded.codePointAt(next))) {
                    int end = next + Character.charCount(folded.codePointAt(next));
                    terms.add(term(source, Term.Kind.PAIR, at, end));
                }
                at = next;
            } else if (isWordPart(character)) {
                at = addWord(source, at, terms);
            } else {
                at = next;
            }
        }
        return List.copyOf(terms);
    }

    private static Term term(FoldedText source, Term.Kind kind, int start, int end) {
        return new Term(
                source.text().substring(start, end), kind, source.originalStart(start), source.originalEnd(end));
    }

    /** Adds the word that starts here, and returns where it ends. */
    private static int addWord(FoldedText source, int start, List<Term> terms) {
        String folded = source.text();
        StringBuilder word = new StringBuilder();
        int end = start;
        int at = start;
        while (at < folded.length()) {
            int character = folded.codePointAt(at);
            int next = at + Character.charCount(character);
            if (isIdeographic(character)) {
                break;
            } else if (isWordPart(character) || isMark(character)) {
                word.appendCodePoint(character);
                end = next;
            } else if (!isApostrophe(character) || at > end) {
                // Two apostrophes in a row are quotation marks.
                break;
            }
            at = next;
        }
        terms.add(new Term(word.toString(), Term.Kind.WORD, source.originalStart(start), source.originalEnd(end)));
        return end;
    }

    /** Returns whether a character is an ideograph or a kana: one of a script that writes no spaces between words. */
    static boolean isIdeographic(int character) {
        if (character < 0x2e80) {
            return false;
        }
        if ((character >= 0x4e00 && character <= 0x9fff) || character == 'ー') {
            return true;
        }
        UnicodeScript script = UnicodeScript.of(character);
        return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }

    private static boolean isWordPart(int character) {
        return Character.isLetterOrDigit(character) && !isApostrophe(character);
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isApostrophe(int character) {
        return switch (character) {
            case '\'', '’', '‘', 'ʼ', '`', '′' -> true;
            default -> false;
        };
    }
}
