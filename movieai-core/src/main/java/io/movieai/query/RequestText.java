package io.movieai.query;

import io.movieai.text.SimplifiedFolding;
import java.text.Normalizer;

/**
 * A request folded for reading: lower case, half width, simplified characters, plain Latin letters and one form of each
 * punctuation mark. Folding keeps the length, so offsets into it are offsets into the request.
 */
final class RequestText {
    private RequestText() {}

    /** Returns the folded form of a text, of the same length. */
    static String fold(String text) {
        char[] folded = new char[text.length()];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(text.charAt(i));
        }
        return new String(folded);
    }

    private static char fold(char c) {
        if (c < 0x80) {
            return c < ' ' || c == 0x7f ? ' ' : c == '`' ? '\'' : c == '~' ? '-' : Character.toLowerCase(c);
        }
        if (c >= '\uff01' && c <= '\uff5e') {
            return fold((char) (c - 0xfee0));
        }
        if (isHan(c)) {
            return SimplifiedFolding.fold(c);
        }
        return switch (c) {
            case '。', '…', '︒' -> '.';
            case '︐' -> ',';
            case '‘', '’', '′', 'ʼ' -> '\'';
            case '“', '”', '″', '„', '«', '»' -> '"';
            case '–', '—', '―', '−', '‐', '‑', '〜', '∼' -> '-';
            case '•', '・', '‧', '∙', '⋅', '･' -> '·';
            case '【', '〔' -> '[';
            case '】', '〕' -> ']';
            case 'ß' -> 's';
            case 'æ', 'Æ' -> 'a';
            case 'ø', 'Ø' -> 'o';
            case 'œ', 'Œ' -> 'o';
            case 'ł', 'Ł' -> 'l';
            case 'đ', 'Đ', 'ð' -> 'd';
            case 'ı' -> 'i';
            default -> foldOther(c);
        };
    }

    private static char foldOther(char c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT) {
            return ' ';
        }
        if (c >= '\u00c0' && c < '\u0250' || c >= '\u1e00' && c < '\u1f00') {
            return Character.toLowerCase(
                    Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0));
        }
        return Character.toLowerCase(c);
    }

    /** Returns whether a character is a Chinese ideograph of the Basic Multilingual Plane, or 〇. */
    static boolean isHan(char c) {
        return c >= '\u3400' && c <= '\u9fff' || c >= '\uf900' && c <= '\ufaff' || c == '〇';
    }

    /** Returns whether a folded character belongs to a word written in letters with spaces between words. */
    static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z' || c > 0x7f && !isHan(c) && Character.isLetter(c) && !isKana(c);
    }

    /** Returns whether a character is an ASCII digit. */
    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isKana(char c) {
        return c >= '\u3040' && c <= '\u30ff' || c >= '\u3100' && c <= '\u312f';
    }

    /** Returns whether a word or a number starts or ends between the characters before and at this index. */
    static boolean isBoundary(CharSequence text, int at) {
        if (at <= 0 || at >= text.length()) {
            return true;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        return !(isLatin(before) && isLatin(after) || isDigit(before) && isDigit(after));
    }
}
