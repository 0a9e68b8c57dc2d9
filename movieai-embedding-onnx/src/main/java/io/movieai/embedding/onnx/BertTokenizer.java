package io.movieai.embedding.onnx;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns text into the token ids that a BERT-style encoder reads: special tokens around the pieces of its words, as Hugging
 * Face's {@code BertNormalizer}, {@code BertPreTokenizer} and {@code WordPiece} define them.
 *
 * <p>The name of a special token within a text ({@code [MASK]}) becomes that token, as it does in the reference. It is a
 * character sequence like any other to the caller: it changes the vector of the text it stands in, and nothing else.
 *
 * <p>Immutable and thread-safe. A {@link Scanner} does the work and belongs to one thread.
 */
final class BertTokenizer {
    /**
     * A token that is taken from the text as it stands, before words are looked at.
     *
     * @param content the characters, not empty
     */
    record AddedToken(String content, int id) {}

    /** The tokens of a text, special tokens included. */
    static final class Tokens {
        private final int[] ids;
        private final boolean truncated;

        private Tokens(int[] ids, boolean truncated) {
            this.ids = ids;
            this.truncated = truncated;
        }

        /** Returns the ids; the array is this object's own and not to be written to. */
        int[] ids() {
            return ids;
        }

        /** Returns whether the text has more tokens than these. */
        boolean truncated() {
            return truncated;
        }
    }

    private final CharacterMap characters;
    private final WordPieces pieces;
    private final int unknownId;
    private final int maxWordLength;
    private final int[] prefix;
    private final int[] suffix;
    private final List<AddedToken> addedTokens;
    private final int[] addedTokenStarts;

    /**
     * @param maxWordLength the number of characters from which on a longer word is unknown as a whole
     * @param prefix the special tokens before every text
     * @param suffix the special tokens after every text
     */
    BertTokenizer(
            CharacterMap characters,
            WordPieces pieces,
            int unknownId,
            int maxWordLength,
            int[] prefix,
            int[] suffix,
            List<AddedToken> addedTokens) {
        this.characters = characters;
        this.pieces = pieces;
        this.unknownId = unknownId;
        this.maxWordLength = maxWordLength;
        this.prefix = prefix.clone();
        this.suffix = suffix.clone();
        this.addedTokens = addedTokens.stream()
                .sorted(Comparator.comparingInt(
                                (AddedToken token) -> token.content().length())
                        .reversed())
                .toList();
        this.addedTokenStarts = addedTokens.stream()
                .mapToInt(token -> token.content().charAt(0))
                .distinct()
                .toArray();
    }

    /** Returns how many special tokens stand around every text. */
    int specialTokenCount() {
        return prefix.length + suffix.length;
    }

    /**
     * Returns a scanner.
     *
     * @param maxTokens the most tokens of a text, special tokens included; what goes beyond is cut off at the end
     */
    Scanner scanner(int maxTokens) {
        return new Scanner(maxTokens);
    }

    /** Reads one text after the other with buffers of its own. For one thread. */
    final class Scanner {
        private final int[] ids;
        private final int limit;
        private final int[] word = new int[maxWordLength];
        private final int[] wordIds = new int[maxWordLength];
        private int count;
        private int wordLength;
        private boolean truncated;

        private Scanner(int maxTokens) {
            ids = new int[maxTokens];
            limit = maxTokens - suffix.length;
            System.arraycopy(prefix, 0, ids, 0, prefix.length);
        }

        /** Returns the tokens of a text. */
        Tokens scan(String text) {
            count = prefix.length;
            wordLength = 0;
            truncated = false;
            int start = 0;
            while (start < text.length() && !truncated) {
                start = scanUpToAddedToken(text, start);
            }
            int[] result = Arrays.copyOf(ids, count + suffix.length);
            System.arraycopy(suffix, 0, result, count, suffix.length);
            return new Tokens(result, truncated);
        }

        /** Reads the text from {@code start} up to the next added token and that token; returns where the rest begins. */
        private int scanUpToAddedToken(String text, int start) {
            int before = count;
            int at = start;
            while (at < text.length() && !truncated) {
                AddedToken added = addedTokenAt(text, at);
                if (added != null) {
                    endWord();
                    add(added.id());
                    return at + added.content().length();
                }
                int codePoint = text.codePointAt(at);
                int entry = characters.entry(codePoint);
                if (CharacterMap.kind(entry) == CharacterMap.REORDERED) {
                    count = before;
                    wordLength = 0;
                    return scanReordered(text, start);
                }
                read(codePoint, entry);
                at += Character.charCount(codePoint);
            }
            endWord();
            return at;
        }

        /** Does the work of {@link #scanUpToAddedToken} on text whose marks have to be put into order first. */
        private int scanReordered(String text, int start) {
            int end = start;
            while (end < text.length() && addedTokenAt(text, end) == null) {
                end++;
            }
            String canonical = characters.canonical(text.substring(start, end));
            for (int at = 0; at < canonical.length() && !truncated; ) {
                int codePoint = canonical.codePointAt(at);
                read(codePoint, characters.entry(codePoint));
                at += Character.charCount(codePoint);
            }
            endWord();
            return end;
        }

        private void read(int codePoint, int entry) {
            if (CharacterMap.kind(entry) == CharacterMap.SEQUENCE) {
                for (int part : characters.sequence(codePoint)) {
                    read(part);
                }
            } else {
                read(entry);
            }
        }

        private void read(int entry) {
            switch (CharacterMap.kind(entry)) {
                case CharacterMap.PART, CharacterMap.REORDERED -> append(CharacterMap.character(entry));
                case CharacterMap.WORD -> {
                    endWord();
                    append(CharacterMap.character(entry));
                    endWord();
                }
                case CharacterMap.SPACE -> endWord();
                default -> {}
            }
        }

        private void append(int character) {
            if (wordLength < maxWordLength) {
                word[wordLength] = character;
            }
            // A word can be as long as the text; past the limit only the fact counts.
            wordLength = Math.min(wordLength + 1, maxWordLength + 1);
        }

        private void endWord() {
            if (wordLength == 0) {
                return;
            }
            int found = wordLength > maxWordLength ? 0 : split();
            wordLength = 0;
            if (found == 0) {
                add(unknownId);
            }
            for (int i = 0; i < found; i++) {
                add(wordIds[i]);
            }
        }

        /** Splits the word into the longest pieces from the left; returns their number, or 0 if some part is no piece. */
        private int split() {
            int found = 0;
            int start = 0;
            while (start < wordLength) {
                int node = start == 0 ? WordPieces.FIRST : WordPieces.LATER;
                int end = start;
                for (int at = start; at < wordLength; at++) {
                    node = pieces.child(node, word[at]);
                    if (node == WordPieces.NONE) {
                        break;
                    }
                    int id = pieces.id(node);
                    if (id != WordPieces.NONE) {
                        wordIds[found] = id;
                        end = at + 1;
                    }
                }
                if (end == start) {
                    return 0;
                }
                found++;
                start = end;
            }
            return found;
        }

        private void add(int id) {
            if (count < limit) {
                ids[count++] = id;
            } else {
                truncated = true;
            }
        }

        /** Returns the longest added token that begins there, or null. */
        private @Nullable AddedToken addedTokenAt(String text, int at) {
            char first = text.charAt(at);
            for (int start : addedTokenStarts) {
                if (start == first) {
                    return addedTokens.stream()
                            .filter(token -> text.startsWith(token.content(), at))
                            .findFirst()
                            .orElse(null);
                }
            }
            return null;
        }
    }
}
