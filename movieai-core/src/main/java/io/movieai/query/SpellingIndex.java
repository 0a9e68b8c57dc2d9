package io.movieai.query;

import io.movieai.text.EditDistance;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the string that is closest to a misspelt one. Strings are indexed by their character n-grams, ideographs in twos
 * and letters in threes. One edit touches at most n n-grams, so a string within k edits shares at least one of any kn + 1 n-grams of
 * the misspelt one: the rarest are taken, and what has them is compared by edit distance (insertion, deletion, replacement,
 * transposition of neighbours). Digits must agree: Rocky 3 is no misspelling of Rocky 4.
 */
final class SpellingIndex {
    private static final int BUCKETS = 1 << 18;

    /** What is compared for one name, at most: bounds the time whatever the name. */
    private static final int MOST_COMPARED = 5_000;

    private final KeyTable keys;
    private final int[] firstPosting;
    private final int[] postings;

    private SpellingIndex(KeyTable keys, int[] firstPosting, int[] postings) {
        this.keys = keys;
        this.firstPosting = firstPosting;
        this.postings = postings;
    }

    /** Returns an index of those keys for which {@code included} is true. */
    static SpellingIndex of(KeyTable keys, boolean[] included) {
        int[] byLength = byLength(keys, included);
        int[] first = new int[BUCKETS + 1];
        for (int key : byLength) {
            for (int gram : grams(keys.get(key))) {
                first[gram + 1]++;
            }
        }
        for (int i = 0; i < BUCKETS; i++) {
            first[i + 1] += first[i];
        }
        int[] next = first.clone();
        int[] postings = new int[first[BUCKETS]];
        for (int key : byLength) {
            for (int gram : grams(keys.get(key))) {
                postings[next[gram]++] = key;
            }
        }
        return new SpellingIndex(keys, first, postings);
    }

    /** Returns the included keys, shortest first, so that the postings of a gram are in that order too. */
    private static int[] byLength(KeyTable keys, boolean[] included) {
        int[] next = new int[TitleIndex.LONGEST_KEY + 2];
        int count = 0;
        for (int key = 0; key < keys.size(); key++) {
            if (included[key]) {
                next[keys.get(key).length() + 1]++;
                count++;
            }
        }
        for (int length = 1; length < next.length; length++) {
            next[length] += next[length - 1];
        }
        int[] sorted = new int[count];
        for (int key = 0; key < keys.size(); key++) {
            if (included[key]) {
                sorted[next[keys.get(key).length()]++] = key;
            }
        }
        return sorted;
    }

    /** Returns where in a gram's postings the keys of at least this length start. */
    private int firstOfLength(int gram, int length) {
        int low = firstPosting[gram];
        int high = firstPosting[gram + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys.get(postings[middle]).length() < length) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A string, and how many edits it is away. */
    record Hit(int key, int edits) {}

    /**
     * Returns how many edits a name may be away from the title it stands for: of the whole name, where {@link
     * io.movieai.text.Typos} counts those of a word.
     */
    static int editsAllowed(String name) {
        int length = name.length();
        if (isIdeographic(name)) {
            return length < 4 ? 0 : length < 8 ? 1 : 2;
        }
        return length < 5 ? 0 : length < 8 ? 1 : length < 13 ? 2 : 3;
    }

    /**
     * Returns the key with the fewest edits from the name, within {@link #editsAllowed}, or null.
     *
     * @param preference decides between keys that are equally close: the greatest value wins
     */
    @Nullable
    Hit closest(String name, IntToLongFunction preference) {
        int allowed = editsAllowed(name);
        if (name.length() > TitleIndex.LONGEST_KEY) {
            return null;
        }
        int[] grams = grams(name);
        int n = isIdeographic(name) ? 2 : 3;
        Integer[] byRarity = Arrays.stream(grams).boxed().toArray(Integer[]::new);
        Arrays.sort(byRarity, (a, b) -> Integer.compare(postingCount(a), postingCount(b)));
        int needed = Math.min(byRarity.length, allowed * n + 1);
        Hit best = null;
        long bestPreference = 0;
        int compared = 0;
        String digits = digits(name);
        for (int i = 0; i < needed && compared < MOST_COMPARED; i++) {
            int gram = byRarity[i];
            int end = firstOfLength(gram, name.length() + allowed + 1);
            for (int at = firstOfLength(gram, name.length() - allowed); at < end && compared < MOST_COMPARED; at++) {
                compared++;
                int key = postings[at];
                String candidate = keys.get(key);
                int bound = best == null ? allowed : best.edits();
                if (Math.abs(candidate.length() - name.length()) > bound
                        || isIdeographic(candidate) != (n == 2)
                        || !digits(candidate).equals(digits)) {
                    continue;
                }
                int edits = EditDistance.within(name, candidate, bound);
                if (edits > bound) {
                    continue;
                }
                long preferred = preference.applyAsLong(key);
                if (best == null || edits < best.edits() || preferred > bestPreference) {
                    best = new Hit(key, edits);
                    bestPreference = preferred;
                }
            }
        }
        return best;
    }

    private int postingCount(int gram) {
        return firstPosting[gram + 1] - firstPosting[gram];
    }

    private static boolean isIdeographic(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (RequestText.isHan(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String digits(String text) {
        StringBuilder digits = null;
        for (int i = 0; i < text.length(); i++) {
            if (RequestText.isDigit(text.charAt(i))) {
                digits = digits == null ? new StringBuilder() : digits;
                digits.append(text.charAt(i));
            }
        }
        return digits == null ? "" : digits.toString();
    }

    /** Returns the buckets of a string's n-grams; its beginning and its end count as characters. */
    private static int[] grams(String text) {
        int n = isIdeographic(text) ? 2 : 3;
        int padding = n - 1;
        int count = text.length() + padding;
        int[] grams = new int[count];
        for (int i = 0; i < count; i++) {
            int hash = n;
            for (int k = i - padding; k <= i; k++) {
                hash = hash * 31 * 31 * 31 + (k < 0 || k >= text.length() ? 1 : text.charAt(k));
            }
            hash *= 0x9e3779b9;
            grams[i] = (hash ^ (hash >>> 16)) & (BUCKETS - 1);
        }
        return grams;
    }
}
