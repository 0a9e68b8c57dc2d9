package io.movieai.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a long text into overlapping chunks of limited size, at the ends of sentences where it can. Immutable and safe to
 * share between threads.
 *
 * <p>Sizes count characters (Unicode code points), so that a Chinese and an English chunk hold as many. A sentence ends
 * behind 。！？… or ! ? with the closing quotation marks and brackets that follow, behind a full stop that white space or
 * the end follows (not after a single letter, nor after Mr., Mrs., Ms., Dr., St., vs., Jr. or Sr.), and at the end of a
 * line; the white space behind it belongs to it. A phrase ends behind ，、；： or , ; : before white space.
 *
 * <p>What holds for the chunks of any text:
 *
 * <ul>
 *   <li>they are stretches of the text as it is, in its order; each starts behind the start of the one before and ends
 *       behind its end; together they hold every character;
 *   <li>none is longer than the size, and none cuts a surrogate pair; a text within the size is one chunk;
 *   <li>every sentence within the size is whole in at least one of them. A longer sentence is cut behind the last phrase
 *       that ends in the second half of its chunk, else behind the last white space there, else at the full size;
 *   <li>a chunk begins by repeating the end of the one before, for at most the overlap and not so far that the next sentence
 *       would no longer fit: as many whole sentences as go into it, else whole phrases, else whole words. Nothing is
 *       repeated where no such part fits, except that a chunk which was cut at the full size, within a word, is repeated
 *       for the full overlap.
 * </ul>
 *
 * <p>It takes time and memory in proportion to the text.
 */
public final class TextChunker {
    /** The usual chunk: 200 characters, of which up to 50 are repeated. */
    public static final TextChunker DEFAULT = new TextChunker(200, 50);

    private final int size;
    private final int overlap;

    /**
     * Makes a chunker.
     *
     * @param size the greatest number of characters in a chunk, at least 1
     * @param overlap the greatest number of characters that a chunk repeats of the one before, at least 0 and less than the
     *     size
     * @throws IllegalArgumentException if a number is out of its range
     */
    public TextChunker(int size, int overlap) {
        if (size < 1) {
            throw new IllegalArgumentException("size: expected at least 1, found " + size);
        }
        if (overlap < 0 || overlap >= size) {
            throw new IllegalArgumentException(
                    "overlap: expected at least 0 and less than the size of " + size + ", found " + overlap);
        }
        this.size = size;
        this.overlap = overlap;
    }

    /**
     * Cuts a text.
     *
     * @return the chunks in the order of the text, unmodifiable; none for an empty text
     */
    public List<TextChunk> chunks(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        TextBreaks breaks = TextBreaks.of(text);
        int length = breaks.length();
        List<TextChunk> chunks = new ArrayList<>();
        int start = 0;
        int covered = 0;
        while (true) {
            int end = length - start <= size ? length : end(breaks, start, covered);
            chunks.add(new TextChunk(
                    breaks.offset(start),
                    breaks.offset(end),
                    text.substring(breaks.offset(start), breaks.offset(end))));
            if (end == length) {
                return List.copyOf(chunks);
            }
            start = nextStart(breaks, start, end);
            covered = end;
        }
    }

    /** Returns where a chunk ends that the text does not end in; behind {@code covered}, the end of the one before. */
    private int end(TextBreaks breaks, int start, int covered) {
        int limit = start + size;
        // The sentence that the limit cuts, or that begins at the limit.
        int sentence = breaks.lastSentenceStart(limit);
        if (sentence > covered && breaks.sentenceEnd(sentence, size) > 0) {
            return sentence;
        }
        int half = Math.max(covered, start + size / 2);
        int phrase = breaks.last(TextBreaks.PHRASE, Math.max(half, sentence), limit);
        if (phrase > 0) {
            return phrase;
        }
        if (sentence > half) {
            return sentence;
        }
        int word = breaks.last(TextBreaks.WORD, half, limit);
        return word > 0 ? word : limit;
    }

    /** Returns where the chunk behind one starts: in it, or at its end. */
    private int nextStart(TextBreaks breaks, int start, int end) {
        int earliest = Math.max(start + 1, end - overlap);
        if (breaks.at(end) == TextBreaks.SENTENCE) {
            earliest = Math.max(earliest, breaks.sentenceEnd(end, size) - size);
        }
        for (byte kind = TextBreaks.SENTENCE; kind >= TextBreaks.WORD; kind--) {
            int first = breaks.first(kind, earliest, end);
            if (first >= 0) {
                return first;
            }
        }
        return breaks.at(end) == TextBreaks.NONE ? earliest : end;
    }
}
