package io.movieai.query;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How ideographs sound, for those who type by sound and take the wrong one of the characters offered: 恐布角. A sound is a
 * number that all characters share which are read alike, whatever their tone; sounds that many speakers do not tell apart
 * are one (zh and z, ch and c, sh and s, n and l at the start; ing and in, eng and en at the end). A character without a
 * known reading sounds like itself alone. Characters are simplified ones. Thread-safe.
 */
final class Sounds {
    private static final String RESOURCE = "sounds.tsv";
    private static final int[] NONE = {};

    /** Above every number of a sound that several characters share. */
    private static final int ITSELF = 1 << 16;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final short[] first = new short[Character.MAX_VALUE + 1];
    private final Map<Character, int[]> further = new HashMap<>();

    private static final Sounds TABLE = new Sounds();

    private Sounds() {
        for (Vocabulary.Row row : Vocabulary.rows(RESOURCE, 3)) {
            int sound = numbers.computeIfAbsent(merged(row.cells().get(0)), syllable -> numbers.size() + 1);
            for (char c : row.cells().get(1).toCharArray()) {
                first[c] = (short) sound;
            }
            for (char c : row.cells().get(2).toCharArray()) {
                int[] sounds = further.getOrDefault(c, NONE);
                int[] more = Arrays.copyOf(sounds, sounds.length + 1);
                more[sounds.length] = sound;
                further.put(c, more);
            }
        }
    }

    /** Returns the syllable that stands for all that sound nearly like it: zheng and zhen are zen. */
    private static String merged(String syllable) {
        String merged = syllable.length() > 2 && syllable.charAt(1) == 'h'
                ? syllable.charAt(0) + syllable.substring(2)
                : syllable;
        if (merged.startsWith("n") && merged.length() > 1 && !merged.equals("ng")) {
            merged = 'l' + merged.substring(1);
        }
        return merged.endsWith("ing") || merged.endsWith("eng") ? merged.substring(0, merged.length() - 1) : merged;
    }

    /** Returns the sound of a character as it is read most. */
    static int of(char c) {
        int sound = TABLE.first[c];
        return sound > 0 ? sound : ITSELF + c;
    }

    /** Returns the other sounds that a character may have; not to be changed. */
    static int[] furtherOf(char c) {
        return TABLE.further.getOrDefault(c, NONE);
    }

    /** Returns whether a character may have this sound. */
    static boolean has(char c, int sound) {
        if (of(c) == sound) {
            return true;
        }
        for (int other : furtherOf(c)) {
            if (other == sound) {
                return true;
            }
        }
        return false;
    }
}
