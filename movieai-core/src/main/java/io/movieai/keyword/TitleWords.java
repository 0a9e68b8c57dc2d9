package io.movieai.keyword;

import io.movieai.text.EditDistance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of the titles, to be found through typos.
 *
 * <p>A word may have one typo if it has at least four letters, and two if it has at least eight; its digits have none. A typo
 * changes which letters a word holds by one letter at most, so words of similar length are first compared by the set of their
 * letters, 64 bits wide, and those that are left by their edit distance.
 */
final class TitleWords {
    private static final int LETTERS_FOR_ONE_TYPO = 4;
    private static final int LETTERS_FOR_TWO_TYPOS = 8;
    private static final int MOST_TYPOS = 2;

    private final Map<Integer, Words> byLength = new HashMap<>();
    private final Set<String> added = new HashSet<>();

    /**
     * A word near the one looked for.
     *
     * @param postings the word's documents
     * @param typos how many typos lie between the two, at least 1
     */
    record Near(Postings postings, int typos) {}

    /** Words of one length. */
    private static final class Words {
        private long[] letters = new long[4];
        private final List<Postings> postings = new ArrayList<>();

        void add(Postings word) {
            if (postings.size() == letters.length) {
                letters = Arrays.copyOf(letters, letters.length * 2);
            }
            letters[postings.size()] = lettersOf(word.term());
            postings.add(word);
        }
    }

    /** Adds a word, if it is not there. */
    void add(Postings word) {
        if (typosAllowed(word.term()) > 0 && added.add(word.term())) {
            byLength.computeIfAbsent(word.term().length(), length -> new Words())
                    .add(word);
        }
    }

    void clear() {
        byLength.clear();
        added.clear();
    }

    /** Returns the words, still in a title, that this one may have been meant to be; not the word itself. */
    List<Near> near(String word) {
        List<Near> near = new ArrayList<>();
        long letters = lettersOf(word);
        for (int length = word.length() - MOST_TYPOS; length <= word.length() + MOST_TYPOS; length++) {
            Words words = byLength.get(length);
            int typos = typosAllowed(length);
            if (words == null || Math.abs(length - word.length()) > typos) {
                continue;
            }
            for (int i = 0; i < words.postings.size(); i++) {
                if (Long.bitCount(letters & ~words.letters[i]) <= typos
                        && Long.bitCount(words.letters[i] & ~letters) <= typos) {
                    Postings candidate = words.postings.get(i);
                    int distance = distance(word, candidate.term());
                    if (distance > 0 && candidate.isInTitles()) {
                        near.add(new Near(candidate, distance));
                    }
                }
            }
        }
        return near;
    }

    /** Returns how many typos lie between a word and a title's word; 0 if none, or more than that one may have. */
    private static int distance(String word, String titleWord) {
        int typos = typosAllowed(titleWord);
        int distance = EditDistance.within(word, titleWord, typos);
        return distance <= typos && digitsOf(word).equals(digitsOf(titleWord)) ? distance : 0;
    }

    private static int typosAllowed(String titleWord) {
        return typosAllowed(
                (int) titleWord.codePoints().filter(Character::isLetter).count());
    }

    private static int typosAllowed(int letters) {
        return letters >= LETTERS_FOR_TWO_TYPOS ? 2 : letters >= LETTERS_FOR_ONE_TYPO ? 1 : 0;
    }

    private static String digitsOf(String word) {
        StringBuilder digits = new StringBuilder();
        word.codePoints().filter(Character::isDigit).forEach(digits::appendCodePoint);
        return digits.toString();
    }

    /** Returns the set of a word's letters; the letters of alphabets other than a to z share bits. */
    private static long lettersOf(String word) {
        long letters = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            letters |= 1L << (c >= 'a' && c <= 'z' ? c - 'a' : 26 + c % 38);
        }
        return letters;
    }
}
