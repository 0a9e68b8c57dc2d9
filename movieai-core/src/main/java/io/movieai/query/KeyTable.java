package io.movieai.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Distinct strings, numbered in the order in which they were added, found by a stretch of a text without copying it. */
final class KeyTable {
    private final List<String> keys = new ArrayList<>();
    private int[] slots = new int[1 << 10];

    KeyTable() {
        Arrays.fill(slots, -1);
    }

    int size() {
        return keys.size();
    }

    String get(int key) {
        return keys.get(key);
    }

    /** Returns the number of a string, which is added if it is new. */
    int add(String key) {
        if (keys.size() * 2 >= slots.length) {
            grow();
        }
        int slot = slot(spread(key.hashCode()));
        while (slots[slot] >= 0) {
            if (keys.get(slots[slot]).equals(key)) {
                return slots[slot];
            }
            slot = slot(slot + 1);
        }
        slots[slot] = keys.size();
        keys.add(key);
        return slots[slot];
    }

    /** Returns the number of the string that equals this stretch of a text, or -1. */
    int find(TitleText text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return find(text, from, to, hash);
    }

    /** Returns the same, given the hash code that {@link String#hashCode} would have. */
    int find(TitleText text, int from, int to, int hash) {
        int slot = slot(spread(hash));
        while (slots[slot] >= 0) {
            if (matches(keys.get(slots[slot]), text, from, to)) {
                return slots[slot];
            }
            slot = slot(slot + 1);
        }
        return -1;
    }

    private static boolean matches(String key, TitleText text, int from, int to) {
        if (key.length() != to - from) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) != text.charAt(from + i)) {
                return false;
            }
        }
        return true;
    }

    private int slot(int hash) {
        return hash & (slots.length - 1);
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9e3779b9;
        return mixed ^ (mixed >>> 15);
    }

    private void grow() {
        slots = new int[slots.length * 2];
        Arrays.fill(slots, -1);
        for (int key = 0; key < keys.size(); key++) {
            int slot = slot(spread(keys.get(key).hashCode()));
            while (slots[slot] >= 0) {
                slot = slot(slot + 1);
            }
            slots[slot] = key;
        }
    }
}
