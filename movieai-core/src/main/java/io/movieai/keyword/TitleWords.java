package io.movieai.keyword;

import io.movieai.text.Typos;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of the titles, to be found through {@link Typos}.
 *
 * <p>A typo takes away one letter at most and adds one at most, so words of similar length are first compared by the set of
 * their letters, 64 bits wide, and those that are left by their edit distance.
 */
final class TitleWords {
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
        private final List<Postings> postings = new ArrayList<>();
        private long[] letters = new long[4];
        private byte[] typos = new byte[4];

        void add(Postings word, int typosAllowed) {
            int at = postings.size();
            if (at == letters.length) {
                letters = Arrays.copyOf(letters, at * 2);
                typos = Arrays.copyOf(typos, at * 2);
            }
            letters[at] = lettersOf(word.term());
            typos[at] = (byte) typosAllowed;
            postings.add(word);
        }
    }

    /** Adds a word, if it is not there. */
    void add(Postings word) {
        int typos = Typos.allowed(word.term());
        if (typos > 0 && added.add(word.term())) {
            byLength.computeIfAbsent(word.term().length(), length -> new Words())
                    .add(word, typos);
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
        for (int length = word.length() - Typos.MOST; length <= word.length() + Typos.MOST; length++) {
            Words words = byLength.get(length);
            if (words == null) {
                continue;
            }
            for (int i = 0; i < words.postings.size(); i++) {
                int typos = words.typos[i];
                if (Long.bitCount(letters & ~words.letters[i]) <= typos
                        && Long.bitCount(words.letters[i] & ~letters) <= typos) {
                    Postings candidate = words.postings.get(i);
                    int distance = Typos.between(word, candidate.term());
                    if (distance > 0 && candidate.isInTitles()) {
                        near.add(new Near(candidate, distance));
                    }
                }
            }
        }
        return near;
    }

    /** Returns which letters a word holds, and which twice; the letters of alphabets other than a to z share bits. */
    private static long lettersOf(String word) {
        long letters = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            long letter = 1L << (c >= 'a' && c <= 'z' ? c - 'a' : 52 + c % 12);
            letters |= (letters & letter) == 0 ? letter : letter << 26;
        }
        return letters;
    }
}
