package io.movieai.generation;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text that arrives in pieces into sentences, each with the white space before it. A sentence is handed out as soon
 * as it is known where it ends, which takes the character behind it. Inside of 《》 and of quotation marks no sentence ends.
 *
 * <p>Not safe for use by several threads at once.
 */
final class AnswerSentences {
    /** Where prose without a sentence's end is cut all the same, in UTF-16 units. */
    static final int LONGEST = 800;

    private static final String WIDE_ENDS = "。！？";
    private static final String NARROW_ENDS = ".!?…";
    private static final String CLOSING = "”’』」）)】》";
    private static final String CLAUSE_ENDS = "，,；;、 ";

    /** What a full stop behind is no end of a sentence: short forms, initials, and the number of a list's item. */
    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?:(?<![\\p{L}\\p{N}])(?:mrs?|ms|dr|st|jr|sr|vs|vol|pt|no|prof|gen|col|sgt|lt|capt|inc|etc|e\\.g|i\\.e|cf|\\p{L})"
                    + "|^[ \\t]*[\\p{Ps}#>*-]*[ \\t]*[0-9]{1,3})$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern EMPHASIS = Pattern.compile("(?:\\*+|_+)(?![ \\t*_])|(?<=[^ \\t*_])(?:\\*+|_+)");

    /** The mark of a list's item or of a heading. */
    private static final Pattern ITEM = Pattern.compile("(?:#{1,6}[ \\t]+|>[ \\t]*)*(?:[-*•+·][ \\t]+"
            + "|[0-9]{1,3}[.、)）：:](?![0-9])[ \\t]*|（[一二三四五六七八九十0-9]{1,3}）"
            + "|[一二三四五六七八九十]、|[①-⑳][ \\t]*|#{1,6}[ \\t]+)");

    private static final Set<Character> OPENING_QUOTES = Set.of('“', '「', '『', '《');

    /** Takes the sentences. */
    interface Listener {
        /**
         * Takes one sentence.
         *
         * @param space the white space before it
         * @param sentence the sentence, without white space around it, not empty
         */
        void accept(String space, String sentence);
    }

    private final Listener listener;
    private final StringBuilder pending = new StringBuilder();
    private final StringBuilder space = new StringBuilder();
    private int scanned;
    private int depth;
    private boolean straight;

    AnswerSentences(Listener listener) {
        this.listener = listener;
    }

    /** Takes the next piece of the text. */
    void accept(String piece) {
        pending.append(piece);
        scan(false);
    }

    /** Takes the end of the text. */
    void finish() {
        scan(true);
        release(pending.length());
    }

    private void scan(boolean last) {
        while (scanned < pending.length()) {
            if (leadingSpace()) {
                continue;
            }
            char c = pending.charAt(scanned);
            if (c == '\n' || c == '\r') {
                release(scanned);
                continue;
            }
            int end = end(scanned, last);
            if (end < 0) {
                return;
            }
            if (end > 0) {
                release(end);
                continue;
            }
            quote(c);
            scanned++;
            if (scanned >= LONGEST) {
                release(lastClause());
            }
        }
    }

    private boolean leadingSpace() {
        if (scanned > 0 || !Character.isWhitespace(pending.charAt(0))) {
            return false;
        }
        space.append(pending.charAt(0));
        pending.deleteCharAt(0);
        return true;
    }

    private void quote(char c) {
        if (OPENING_QUOTES.contains(c)) {
            depth++;
        } else if (c == '”' || c == '」' || c == '』' || c == '》') {
            depth = Math.max(0, depth - 1);
        } else if (c == '"') {
            straight = !straight;
        }
    }

    /** Returns where a sentence ends whose last mark is here, 0 if none does, or -1 if the next characters have to say. */
    private int end(int at, boolean last) {
        char c = pending.charAt(at);
        boolean wide = WIDE_ENDS.indexOf(c) >= 0;
        if ((!wide && NARROW_ENDS.indexOf(c) < 0) || depth > 0 || straight) {
            return 0;
        }
        if (c == '.'
                && ABBREVIATION
                        .matcher(pending.substring(Math.max(0, at - 12), at))
                        .find()) {
            return 0;
        }
        boolean emphasised =
                EMPHASIS.matcher(pending.substring(0, at)).results().count() % 2 == 1;
        int end = at + 1;
        while (end < pending.length() && isTail(pending.charAt(end), emphasised)) {
            end++;
        }
        if (end == pending.length()) {
            return last ? end : -1;
        }
        char next = pending.charAt(end);
        boolean ends = wide || Character.isWhitespace(next) || (c != '.' && c != '…' && next > 0x2e80);
        return ends ? end : 0;
    }

    private static boolean isTail(char c, boolean emphasised) {
        if (c == '*' || c == '_') {
            return emphasised;
        }
        return WIDE_ENDS.indexOf(c) >= 0 || NARROW_ENDS.indexOf(c) >= 0 || CLOSING.indexOf(c) >= 0;
    }

    private int lastClause() {
        for (int i = scanned - 1; i > LONGEST / 2; i--) {
            if (CLAUSE_ENDS.indexOf(pending.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        return Character.isHighSurrogate(pending.charAt(scanned - 1)) ? scanned - 1 : scanned;
    }

    private void release(int end) {
        String sentence = pending.substring(0, end).stripTrailing();
        String behind = pending.substring(sentence.length(), end);
        pending.delete(0, end);
        scanned = 0;
        depth = 0;
        straight = false;
        if (!sentence.isEmpty()) {
            String before = space.toString();
            space.setLength(0);
            listener.accept(before, sentence);
        }
        space.append(behind);
    }

    /** Returns the mark of a list or a heading that a sentence starts with, or an empty text. */
    static String itemMark(String sentence) {
        Matcher mark = ITEM.matcher(sentence);
        return mark.lookingAt() ? mark.group() : "";
    }
}
