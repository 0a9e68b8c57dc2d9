package io.movieai.text;

import java.util.Set;

/** The places where a text can be cut, by how well. Positions count characters (code points). */
final class TextBreaks {
    static final byte NONE = 0;
    static final byte WORD = 1;
    static final byte PHRASE = 2;
    static final byte SENTENCE = 3;

    private static final Set<String> ABBREVIATIONS = Set.of("mr", "mrs", "ms", "dr", "st", "vs", "jr", "sr");

    private final int[] offsets;
    private final byte[] breaks;
    private final int[] sentenceStarts;

    private TextBreaks(int[] offsets, byte[] breaks, int[] sentenceStarts) {
        this.offsets = offsets;
        this.breaks = breaks;
        this.sentenceStarts = sentenceStarts;
    }

    static TextBreaks of(String text) {
        int[] characters = text.codePoints().toArray();
        int[] offsets = new int[characters.length + 1];
        for (int i = 0; i < characters.length; i++) {
            offsets[i + 1] = offsets[i] + Character.charCount(characters[i]);
        }
        int[] blanksEnd = blanksEnd(characters);
        byte[] breaks = new byte[characters.length + 1];
        for (int i = 0; i < characters.length; i++) {
            int end = sentenceEndBehind(characters, i);
            if (end > 0) {
                breaks[blanksEnd[end]] = SENTENCE;
            } else if (endsPhrase(characters, i)) {
                int behind = blanksEnd[i + 1];
                breaks[behind] = (byte) Math.max(breaks[behind], PHRASE);
            } else if (Character.isWhitespace(characters[i])) {
                breaks[i + 1] = (byte) Math.max(breaks[i + 1], WORD);
            }
        }
        breaks[characters.length] = SENTENCE;
        int[] sentenceStarts = new int[characters.length + 1];
        for (int i = 1; i <= characters.length; i++) {
            sentenceStarts[i] = breaks[i] == SENTENCE ? i : sentenceStarts[i - 1];
        }
        return new TextBreaks(offsets, breaks, sentenceStarts);
    }

    /** Returns the number of characters. */
    int length() {
        return offsets.length - 1;
    }

    /** Returns the index of the UTF-16 unit at a position. */
    int offset(int position) {
        return offsets[position];
    }

    /** Returns how well the text can be cut at a position. */
    byte at(int position) {
        return breaks[position];
    }

    /** Returns the last place, at or before a position, where a sentence starts. */
    int lastSentenceStart(int position) {
        return sentenceStarts[position];
    }

    /** Returns where the sentence ends that starts at a position, or -1 if it is longer than so many characters. */
    int sentenceEnd(int start, int most) {
        for (int end = start + 1; end <= start + most; end++) {
            if (breaks[end] == SENTENCE) {
                return end;
            }
        }
        return -1;
    }

    /** Returns the last break of a kind behind one position and up to another, or -1. */
    int last(byte kind, int behind, int upTo) {
        for (int i = upTo; i > behind; i--) {
            if (breaks[i] == kind) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the first break of a kind from one position on and before another, or -1. */
    int first(byte kind, int from, int before) {
        for (int i = from; i < before; i++) {
            if (breaks[i] == kind) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the position behind the marks of the sentence that a character ends, or -1 if it ends none. */
    private static int sentenceEndBehind(int[] characters, int at) {
        int character = characters[at];
        if (character == '\n') {
            return at + 1;
        }
        boolean stop = character == '.' || character == '．';
        if (!stop && "。｡！？!?…‥".indexOf(character) < 0) {
            return -1;
        }
        int end = at + 1;
        while (end < characters.length && isClosing(characters[end])) {
            end++;
        }
        if (end < characters.length && "。｡！？!?…‥.．".indexOf(characters[end]) >= 0) {
            // The last of several marks ends the sentence.
            return -1;
        }
        boolean within = end < characters.length && !Character.isWhitespace(characters[end]);
        if (stop && (within || isAbbreviated(characters, at))) {
            return -1;
        }
        return end;
    }

    private static boolean isAbbreviated(int[] characters, int stop) {
        int start = stop;
        while (start > 0 && stop - start <= 3 && Character.isLetter(characters[start - 1])) {
            start--;
        }
        int length = stop - start;
        return length == 1 || ABBREVIATIONS.contains(TextFolding.fold(new String(characters, start, length)));
    }

    private static boolean endsPhrase(int[] characters, int at) {
        int character = characters[at];
        if ("，、；：".indexOf(character) >= 0) {
            return true;
        }
        return ",;:".indexOf(character) >= 0
                && at + 1 < characters.length
                && Character.isWhitespace(characters[at + 1]);
    }

    private static boolean isClosing(int character) {
        return "”’」』》）】〉\"')]}".indexOf(character) >= 0;
    }

    /** Returns, for every position, where the white space ends that begins there. */
    private static int[] blanksEnd(int[] characters) {
        int[] ends = new int[characters.length + 1];
        ends[characters.length] = characters.length;
        for (int i = characters.length - 1; i >= 0; i--) {
            ends[i] = Character.isWhitespace(characters[i]) ? ends[i + 1] : i;
        }
        return ends;
    }
}
