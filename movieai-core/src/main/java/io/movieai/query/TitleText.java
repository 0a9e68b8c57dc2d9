package io.movieai.query;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A folded text reduced to what tells titles apart: letters, digits and ideographs, with Roman and Chinese numbers as
 * digits (教父第二部, 教父 II and 教父2 are one), "and" and "part" left out, and no spaces or punctuation. Each character knows
 * the stretch of the text that it stands for, and whether a word starts or ends with it.
 */
final class TitleText {
    private static final Set<String> NUMBER_LABELS =
            Set.of("part", "pt", "episode", "vol", "volume", "chapter", "no", "number");
    private static final String PARTS = "部集章季回卷";
    private static final String[] ROMAN = {
        "", "", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii"
    };

    private final StringBuilder chars = new StringBuilder();
    private int[] starts;
    private int[] ends;
    private boolean[] wordStarts;
    private boolean[] wordEnds;

    private TitleText(int capacity) {
        starts = new int[capacity];
        ends = new int[capacity];
        wordStarts = new boolean[capacity];
        wordEnds = new boolean[capacity];
    }

    /** Reduces a stretch of a folded text. */
    static TitleText of(CharSequence text, int from, int to) {
        TitleText reduced = new TitleText(to - from + 16);
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (RequestText.isLatin(c)) {
                at = reduced.word(text, at, to);
            } else if (RequestText.isDigit(c)) {
                int end = at;
                while (end < to && RequestText.isDigit(text.charAt(end))) {
                    end++;
                }
                for (int i = at; i < end; i++) {
                    reduced.add(text.charAt(i), i, i + 1, i == at, i == end - 1);
                }
                at = end;
            } else if (c == '第' && at + 1 < to && ChineseNumerals.isNumeral(text.charAt(at + 1))) {
                at = reduced.ordinal(text, at, to);
            } else if (ChineseNumerals.isNumeral(c)) {
                at = reduced.numeral(text, at, to, at);
            } else {
                if (Character.isLetterOrDigit(c)) {
                    reduced.add(c, at, at + 1, true, true);
                }
                at++;
            }
        }
        return reduced;
    }

    static TitleText of(CharSequence text) {
        return of(text, 0, text.length());
    }

    int length() {
        return chars.length();
    }

    char charAt(int index) {
        return chars.charAt(index);
    }

    /** Returns where in the text the character at this index starts. */
    int start(int index) {
        return starts[index];
    }

    /** Returns where in the text the character at this index ends. */
    int end(int index) {
        return ends[index];
    }

    boolean startsWord(int index) {
        return wordStarts[index];
    }

    boolean endsWord(int index) {
        return wordEnds[index];
    }

    String substring(int from, int to) {
        return chars.substring(from, to);
    }

    /** Returns a view of a stretch. */
    CharSequence chars(int from, int to) {
        return CharBuffer.wrap(chars, from, to);
    }

    @Override
    public String toString() {
        return chars.toString();
    }

    private void add(char c, int start, int end, boolean wordStart, boolean wordEnd) {
        int index = chars.length();
        if (index == starts.length) {
            int larger = index * 2;
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
            wordStarts = Arrays.copyOf(wordStarts, larger);
            wordEnds = Arrays.copyOf(wordEnds, larger);
        }
        chars.append(c);
        starts[index] = start;
        ends[index] = end;
        wordStarts[index] = wordStart;
        wordEnds[index] = wordEnd;
    }

    private void number(int value, int start, int end) {
        String digits = Integer.toString(value);
        for (int i = 0; i < digits.length(); i++) {
            add(digits.charAt(i), start, end, i == 0, i == digits.length() - 1);
        }
    }

    private int word(CharSequence text, int from, int to) {
        StringBuilder word = new StringBuilder();
        int end = from;
        while (end < to) {
            char c = text.charAt(end);
            boolean apostrophe = c == '\'' && end + 1 < to && RequestText.isLatin(text.charAt(end + 1));
            if (!apostrophe && !RequestText.isLatin(c)) {
                break;
            }
            if (!apostrophe) {
                word.append(c);
            }
            end++;
        }
        String letters = word.toString();
        if (letters.equals("and") || (NUMBER_LABELS.contains(letters) && numberFollows(text, end, to))) {
            return end;
        }
        int roman = letters.length() > 4 ? -1 : Arrays.asList(ROMAN).indexOf(letters);
        if (roman > 1) {
            number(roman, from, end);
            return end;
        }
        int first = chars.length();
        for (int i = from; i < end; i++) {
            if (text.charAt(i) != '\'') {
                add(text.charAt(i), i, i + 1, chars.length() == first, false);
            }
        }
        wordEnds[chars.length() - 1] = true;
        return end;
    }

    private static boolean numberFollows(CharSequence text, int from, int to) {
        int at = from;
        while (at < to && (text.charAt(at) == ' ' || text.charAt(at) == '.' || text.charAt(at) == ':')) {
            at++;
        }
        int end = at;
        while (end < to && (RequestText.isLatin(text.charAt(end)) || RequestText.isDigit(text.charAt(end)))) {
            end++;
            if (end - at > 5) {
                return false;
            }
        }
        String next = text.subSequence(at, end).toString();
        return !next.isEmpty()
                && (RequestText.isDigit(next.charAt(0))
                        || next.equals("i")
                        || List.of(ROMAN).indexOf(next) > 1
                        || Set.of("one", "two", "three", "four", "five").contains(next));
    }

    /** 第二部 is 2; any other 第 stays as it is. */
    private int ordinal(CharSequence text, int from, int to) {
        int end = numeralEnd(text, from + 1, to);
        if (end < to && PARTS.indexOf(text.charAt(end)) >= 0) {
            int value = ChineseNumerals.parse(text.subSequence(from + 1, end));
            if (value >= 0) {
                number(value, from, end + 1);
                return end + 1;
            }
        }
        add('第', from, from + 1, true, true);
        return from + 1;
    }

    private static int numeralEnd(CharSequence text, int from, int to) {
        int end = from;
        while (end < to && ChineseNumerals.isNumeral(text.charAt(end)) && end - from < 9) {
            end++;
        }
        return end;
    }

    private int numeral(CharSequence text, int from, int to, int start) {
        int end = from;
        while (end < to
                && !RequestText.isDigit(text.charAt(end))
                && ChineseNumerals.isNumeral(text.charAt(end))
                && end - from < 9) {
            end++;
        }
        int value = ChineseNumerals.parse(text.subSequence(from, end));
        if (value >= 0) {
            number(value, start, end);
        } else {
            for (int i = from; i < end; i++) {
                add(text.charAt(i), i, i + 1, true, true);
            }
        }
        return end;
    }
}
