package io.movieai.query;

import java.util.ArrayList;
import java.util.List;

/** Finds what a request puts in quotation marks. */
final class Quotes {
    private static final int LONGEST = 80;
    private static final String OPENING = "《〈「『“\"＂‘'";
    private static final String CLOSING = "》〉」』”\"＂’'";

    private Quotes() {}

    /**
     * A quoted stretch.
     *
     * @param start index of the opening mark
     * @param end index behind the closing mark
     * @param title whether the marks are those that enclose titles only
     */
    record Quote(int start, int end, boolean title) {
        int innerStart() {
            return start + 1;
        }

        int innerEnd() {
            return end - 1;
        }
    }

    /** Returns the quoted stretches of a request, not folded, in order; none holds another. */
    static List<Quote> find(CharSequence text) {
        List<Quote> quotes = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int kind = OPENING.indexOf(text.charAt(at));
            int end = kind < 0 || (kind >= 7 && !opensWord(text, at)) ? -1 : closing(text, at + 1, kind);
            if (end < 0) {
                at++;
                continue;
            }
            quotes.add(new Quote(at, end + 1, kind < 2));
            at = end + 1;
        }
        return quotes;
    }

    private static int closing(CharSequence text, int from, int kind) {
        int limit = Math.min(text.length(), from + LONGEST);
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            boolean closes = c == CLOSING.charAt(kind) || (kind == 0 && c == '〉') || (kind == 4 && c == '“');
            if (closes && (kind < 7 || closesWord(text, i))) {
                return i > from ? i : -1;
            }
        }
        return -1;
    }

    /** A single quotation mark opens only where no letter stands before it: it may be an apostrophe. */
    private static boolean opensWord(CharSequence text, int at) {
        return (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)) || RequestText.isHan(text.charAt(at - 1)))
                && at + 1 < text.length()
                && Character.isLetter(text.charAt(at + 1));
    }

    private static boolean closesWord(CharSequence text, int at) {
        return at + 1 == text.length() || !RequestText.isLatin(Character.toLowerCase(text.charAt(at + 1)));
    }
}
