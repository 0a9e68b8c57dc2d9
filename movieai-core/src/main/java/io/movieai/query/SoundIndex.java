package io.movieai.query;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds names in ideographs that were typed with a character of the same sound in place of the right one: one in a name of
 * three to five ideographs, two in a longer one. Names that are right are not found here. Memory: 8 bytes for a name and
 * each way to read it, of which at most {@value #MOST_READINGS} are kept. Immutable and thread-safe.
 */
final class SoundIndex {
    /** Two ideographs of which one is wrong may be anything. */
    private static final int LEAST_IDEOGRAPHS = 3;

    private static final int LONG_NAME = 6;
    private static final int MOST_READINGS = 8;

    private final KeyTable keys;
    /** The hash codes of the names' sounds, each with its key in the lower half, in order. */
    private final long[] entries;

    private final int longest;

    private SoundIndex(KeyTable keys, long[] entries, int longest) {
        this.keys = keys;
        this.entries = entries;
        this.longest = longest;
    }

    /** A name, and how many of its characters are others in the text. */
    record Hit(int key, int edits) {}

    /** Returns an index of all keys that have enough ideographs and no letters. */
    static SoundIndex of(KeyTable keys) {
        long[] entries = new long[16];
        int size = 0;
        int longest = 0;
        for (int key = 0; key < keys.size(); key++) {
            String name = keys.get(key);
            if (edits(name, 0, name.length()) == 0) {
                continue;
            }
            longest = Math.max(longest, name.length());
            for (int hash : hashes(name)) {
                if (size == entries.length) {
                    entries = Arrays.copyOf(entries, size * 2);
                }
                entries[size++] = entry(hash, key);
            }
        }
        entries = Arrays.copyOf(entries, size);
        Arrays.sort(entries);
        return new SoundIndex(keys, entries, longest);
    }

    private static long entry(int hash, int key) {
        return (long) hash << 32 | key;
    }

    /** Returns how many characters of a name may be others; 0 if it cannot be told by its sound. */
    private static int edits(CharSequence name, int from, int to) {
        int ideographs = 0;
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            if (RequestText.isHan(c)) {
                ideographs++;
            } else if (!RequestText.isDigit(c)) {
                return 0;
            }
        }
        return ideographs < LEAST_IDEOGRAPHS ? 0 : ideographs < LONG_NAME ? 1 : 2;
    }

    /** Returns the hash code of each way in which a name may be read. */
    private static int[] hashes(String name) {
        int[] hashes = {0};
        for (int i = 0; i < name.length(); i++) {
            int[] further = Sounds.furtherOf(name.charAt(i));
            int before = hashes.length;
            int ways = Math.min(1 + further.length, MOST_READINGS / before);
            hashes = Arrays.copyOf(hashes, before * ways);
            for (int way = ways - 1; way >= 0; way--) {
                int sound = way == 0 ? Sounds.of(name.charAt(i)) : further[way - 1];
                for (int k = 0; k < before; k++) {
                    hashes[way * before + k] = next(hashes[k], sound);
                }
            }
        }
        return hashes;
    }

    /** Returns the hash code of a stretch's sounds, given that of all of it but its last character. */
    static int next(int hash, char last) {
        return next(hash, Sounds.of(last));
    }

    private static int next(int hash, int sound) {
        return 31 * 31 * 31 * hash + sound;
    }

    /** Returns the length of the longest name. */
    int longest() {
        return longest;
    }

    /** Returns whether there is a name with this hash code of its sounds. */
    boolean mayHave(int hash) {
        return hasHash(firstFrom(hash), hash);
    }

    /** Returns where the entries of this hash code begin, or would. */
    private int firstFrom(int hash) {
        int at = Arrays.binarySearch(entries, entry(hash, 0));
        return at < 0 ? -at - 1 : at;
    }

    private boolean hasHash(int at, int hash) {
        return at < entries.length && (int) (entries[at] >> 32) == hash;
    }

    /** Returns the name that a text sounds like although it is written with others of the same sound, or null. */
    @Nullable
    Hit closest(String text, IntToLongFunction preference) {
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = next(hash, text.charAt(i));
        }
        return closest(text, hash, preference);
    }

    /**
     * Returns the same, given the hash code of the text's sounds.
     *
     * @param preference decides between names with as many other characters: the greatest value wins
     */
    @Nullable
    Hit closest(CharSequence text, int hash, IntToLongFunction preference) {
        int allowed = edits(text, 0, text.length());
        Hit best = null;
        long bestPreference = 0;
        for (int at = firstFrom(hash); hasHash(at, hash); at++) {
            int key = (int) entries[at];
            int edits = differences(keys.get(key), text);
            if (edits == 0) {
                return null;
            }
            long preferred = preference.applyAsLong(key);
            boolean better =
                    best == null || edits < best.edits() || (edits == best.edits() && preferred > bestPreference);
            if (edits <= allowed && better) {
                best = new Hit(key, edits);
                bestPreference = preferred;
            }
        }
        return best;
    }

    /** Returns how many characters differ; more than there are if one does not sound alike. */
    private static int differences(String name, CharSequence text) {
        int length = name.length();
        if (text.length() != length) {
            return length + 1;
        }
        int different = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == name.charAt(i)) {
                continue;
            }
            if (!Sounds.has(name.charAt(i), Sounds.of(c))) {
                return length + 1;
            }
            different++;
        }
        return different;
    }
}
