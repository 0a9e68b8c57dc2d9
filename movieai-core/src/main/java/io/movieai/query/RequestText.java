package io.movieai.query;

import io.movieai.text.FoldedText;
import io.movieai.text.SimplifiedFolding;
import io.movieai.text.TextFolding;

/**
 * A request, or a word of the vocabulary, folded for reading: as all texts that are compared ({@link TextFolding}), and
 * besides in simplified characters and with one form of each punctuation mark.
 *
 * @param text the folded text
 * @param written the same text with the capitals and the punctuation of the original; of the same length
 * @param source the way back to the original
 */
record RequestText(String text, String written, FoldedText source) {

    /** Folds a request. */
    static RequestText of(String request) {
        FoldedText source = TextFolding.foldWithOffsets(request);
        char[] written = source.text().toCharArray();
        for (int i = 0; i < written.length; i++) {
            char original = request.charAt(source.originalStart(i));
            if (Character.toLowerCase(original) == written[i]) {
                written[i] = original;
            }
        }
        return new RequestText(reduce(source.text()), new String(written), source);
    }

    /** Returns the folded form of a text. */
    static String fold(String text) {
        return reduce(TextFolding.fold(text));
    }

    private static String reduce(String folded) {
        char[] reduced = folded.toCharArray();
        for (int i = 0; i < reduced.length; i++) {
            reduced[i] = reduce(reduced[i]);
        }
        return new String(reduced);
    }

    private static char reduce(char c) {
        if (c < 0x80) {
            return c < ' ' || c == 0x7f ? ' ' : c == '`' ? '\'' : c == '~' ? '-' : c;
        }
        if (isHan(c)) {
            return SimplifiedFolding.fold(c);
        }
        return switch (c) {
            case '。', '…' -> '.';
            case '‘', '’', '′', 'ʼ' -> '\'';
            case '“', '”', '″', '„', '«', '»' -> '"';
            case '–', '—', '―', '−', '‐', '‑', '〜', '∼' -> '-';
            case '•', '・', '‧', '∙', '⋅' -> '·';
            case '○', '◯' -> '〇';
            case '【', '〔' -> '[';
            case '】', '〕' -> ']';
            default -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c;
        };
    }

    /** Returns where in the request a stretch of the folded text came from. */
    Span original(Span span) {
        int start = source.originalStart(span.start());
        return new Span(start, Math.max(start, source.originalEnd(span.end())));
    }

    /** Returns whether a character is a Chinese ideograph of the Basic Multilingual Plane, or 〇. */
    static boolean isHan(char c) {
        return (c >= '\u3400' && c <= '\u9fff') || (c >= '\uf900' && c <= '\ufaff') || c == '〇';
    }

    /** Returns whether a folded character belongs to a word written in letters with spaces between words. */
    static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c > 0x7f && !isHan(c) && Character.isLetter(c) && !isKana(c));
    }

    /** Returns whether a character is an ASCII digit. */
    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isKana(char c) {
        return (c >= '\u3040' && c <= '\u30ff') || (c >= '\u3100' && c <= '\u312f');
    }

    /** Returns whether a word or a number starts or ends between the characters before and at this index. */
    static boolean isBoundary(CharSequence text, int at) {
        if (at <= 0 || at >= text.length()) {
            return true;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        return !((isLatin(before) && isLatin(after)) || (isDigit(before) && isDigit(after)));
    }
}
