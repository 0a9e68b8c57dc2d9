package io.movieai.embedding.onnx;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * What BERT's normaliser and pre-tokeniser make of each character: dropped, a space, a word of its own, or part of a word,
 * and in which form (lower case, without accents). One look-up replaces the passes that the definition speaks of.
 *
 * <p>Filled in pages of 256 characters when a page is first asked for. Thread-safe.
 */
final class CharacterMap {
    /** A letter, digit or symbol: part of a word. */
    static final int PART = 0;

    /** Ends a word, and is none. */
    static final int SPACE = 1;

    /** A word of its own: punctuation, an ideograph. */
    static final int WORD = 2;

    /** As if it were not there. */
    static final int NOTHING = 3;

    /** Several characters; {@link #sequence} has their entries. */
    static final int SEQUENCE = 4;

    /** A mark whose place among the marks beside it depends on them: the text has to be put into canonical order first. */
    static final int REORDERED = 5;

    private static final int CODE_POINT_BITS = 21;
    private static final int CODE_POINT_MASK = (1 << CODE_POINT_BITS) - 1;
    private static final int PAGE_BITS = 8;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int LAST_WITHOUT_DECOMPOSITION = 0xbf;

    /** A mark of the lowest combining class above zero; it moves in front of a mark of any other class but zero. */
    private static final String LOWEST_MARK = "\u0334";

    /** Safe to publish through {@link #pages}; never written to afterwards. */
    private static final class Page {
        private final int[] entries;
        private final int[][] sequences;

        private Page(int[] entries, int[][] sequences) {
            this.entries = entries;
            this.sequences = sequences;
        }
    }

    private final boolean cleanText;
    private final boolean separateIdeographs;
    private final boolean stripAccents;
    private final boolean lowercase;
    private final AtomicReferenceArray<Page> pages =
            new AtomicReferenceArray<>((Character.MAX_CODE_POINT + 1) >> PAGE_BITS);

    CharacterMap(boolean cleanText, boolean separateIdeographs, boolean stripAccents, boolean lowercase) {
        this.cleanText = cleanText;
        this.separateIdeographs = separateIdeographs;
        this.stripAccents = stripAccents;
        this.lowercase = lowercase;
    }

    /** Returns the entry of a code point, or of a lone surrogate, which counts as U+FFFD. */
    int entry(int codePoint) {
        return page(codePoint).entries[codePoint & (PAGE_SIZE - 1)];
    }

    /** Returns what the entry is: one of the constants of this class. */
    static int kind(int entry) {
        return entry >>> CODE_POINT_BITS;
    }

    /** Returns the character that an entry of kind {@link #PART}, {@link #WORD} or {@link #REORDERED} stands for. */
    static int character(int entry) {
        return entry & CODE_POINT_MASK;
    }

    /** Returns the entries of a code point whose own is of kind {@link #SEQUENCE}. Not to be written to. */
    int[] sequence(int codePoint) {
        Page page = page(codePoint);
        return page.sequences[character(page.entries[codePoint & (PAGE_SIZE - 1)])];
    }

    /**
     * Returns the text as it is before words are looked at: cleaned, with ideographs apart and in canonical decomposition,
     * so that no mark has to be reordered any more.
     */
    String canonical(CharSequence text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (separateIdeographs && BertCharacters.isIdeograph(codePoint)) {
                cleaned.append(' ').appendCodePoint(codePoint).append(' ');
            } else if (!cleanText || !isDropped(codePoint)) {
                cleaned.appendCodePoint(codePoint);
            }
        });
        return Normalizer.normalize(cleaned, Normalizer.Form.NFD);
    }

    private Page page(int codePoint) {
        int number = codePoint >> PAGE_BITS;
        Page page = pages.getAcquire(number);
        if (page == null) {
            page = build(number << PAGE_BITS);
            pages.setRelease(number, page);
        }
        return page;
    }

    private Page build(int first) {
        int[] entries = new int[PAGE_SIZE];
        int[][] sequences = new int[0][];
        for (int i = 0; i < PAGE_SIZE; i++) {
            int[] made = map(first + i);
            if (made.length == 0) {
                entries[i] = NOTHING << CODE_POINT_BITS;
            } else if (made.length == 1) {
                entries[i] = made[0];
            } else {
                entries[i] = (SEQUENCE << CODE_POINT_BITS) | sequences.length;
                sequences = Arrays.copyOf(sequences, sequences.length + 1);
                sequences[sequences.length - 1] = made;
            }
        }
        return new Page(entries, sequences);
    }

    private boolean isDropped(int codePoint) {
        return isSurrogate(codePoint) || BertCharacters.isRemoved(codePoint);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private int[] map(int codePoint) {
        if (cleanText && isDropped(codePoint)) {
            return new int[0];
        }
        if (isSurrogate(codePoint)) {
            return new int[] {(PART << CODE_POINT_BITS) | 0xfffd};
        }
        if (separateIdeographs && BertCharacters.isIdeograph(codePoint)) {
            return new int[] {(WORD << CODE_POINT_BITS) | decompose(codePoint)[0]};
        }
        int[] characters = decompose(codePoint);
        if (stripAccents && Arrays.stream(characters).anyMatch(CharacterMap::isReordered)) {
            return characters.length == 1
                    ? new int[] {(REORDERED << CODE_POINT_BITS) | characters[0]}
                    : new int[] {(REORDERED << CODE_POINT_BITS) | codePoint};
        }
        return Arrays.stream(characters)
                .flatMap(this::inLowerCase)
                .map(CharacterMap::classify)
                .toArray();
    }

    private static int classify(int character) {
        if (BertCharacters.isWhitespace(character)) {
            return SPACE << CODE_POINT_BITS;
        }
        int kind = BertCharacters.isPunctuation(character) ? WORD : PART;
        return (kind << CODE_POINT_BITS) | character;
    }

    private int[] decompose(int codePoint) {
        if (!stripAccents || codePoint <= LAST_WITHOUT_DECOMPOSITION) {
            return new int[] {codePoint};
        }
        return Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD)
                .codePoints()
                .filter(character -> !BertCharacters.isNonSpacingMark(character))
                .toArray();
    }

    private IntStream inLowerCase(int character) {
        if (!lowercase) {
            return IntStream.of(character);
        }
        // The only character whose lower case, out of context, is two characters.
        return character == '\u0130' ? IntStream.of('i', '\u0307') : IntStream.of(Character.toLowerCase(character));
    }

    /** Whether the character has a combining class of its own and stays when accents are stripped. */
    private static boolean isReordered(int character) {
        if (Character.getType(character) != Character.COMBINING_SPACING_MARK) {
            return false;
        }
        String mark = Character.toString(character);
        return !Normalizer.normalize(mark + LOWEST_MARK, Normalizer.Form.NFD).startsWith(mark);
    }
}
