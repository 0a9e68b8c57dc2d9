package io.movieai.recsys.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers the tokens of a data set, which are its identities of users or items, from 0 in the order in which they were added.
 * Any text can be a token.
 *
 * <p>Takes about 20 bytes for a token beside the token itself. Safe for use by several threads once nobody adds any more.
 */
public final class TokenIndex {
    private static final int EMPTY = -1;

    /** The tokens in UTF-8, one after the other; token i lies between ends[i - 1] and ends[i]. */
    private byte[] pool = new byte[256];

    private int[] ends = new int[32];
    private int[] hashes = new int[32];
    /** Open addressing with linear probing; at most half full. */
    private int[] slots = new int[64];

    private int size;

    /** Makes an index without tokens. */
    public TokenIndex() {
        Arrays.fill(slots, EMPTY);
    }

    /** Returns how many tokens there are. */
    public int size() {
        return size;
    }

    /**
     * Returns the token of that number.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public String token(int number) {
        if (number < 0 || number >= size) {
            throw new IndexOutOfBoundsException("number: expected 0 to " + (size - 1) + ", found " + number);
        }
        int start = startOf(number);
        return new String(pool, start, ends[number] - start, StandardCharsets.UTF_8);
    }

    /** Returns the number of a token, or -1 if it was not added. */
    public int find(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length);
    }

    /** Returns the number of the token that these UTF-8 bytes are, or -1 if it was not added. */
    int find(byte[] utf8, int start, int end) {
        return slots[slotOf(utf8, start, end, hash(utf8, start, end))];
    }

    /** Returns the number of a token, which is added if it is new. */
    public int add(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        return add(bytes, 0, bytes.length);
    }

    /** Returns the number of the token that these UTF-8 bytes are, which is copied and added if it is new. */
    int add(byte[] utf8, int start, int end) {
        int hash = hash(utf8, start, end);
        int slot = slotOf(utf8, start, end, hash);
        if (slots[slot] != EMPTY) {
            return slots[slot];
        }
        int number = size;
        if (number == ends.length) {
            ends = Arrays.copyOf(ends, 2 * number);
            hashes = Arrays.copyOf(hashes, 2 * number);
        }
        int from = startOf(number);
        int to = Math.addExact(from, end - start);
        if (to > pool.length) {
            pool = Arrays.copyOf(pool, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(2L * pool.length, to)));
        }
        System.arraycopy(utf8, start, pool, from, end - start);
        ends[number] = to;
        hashes[number] = hash;
        slots[slot] = number;
        size++;
        if (2 * size > slots.length) {
            growSlots();
        }
        return number;
    }

    private void growSlots() {
        slots = new int[2 * slots.length];
        Arrays.fill(slots, EMPTY);
        for (int number = 0; number < size; number++) {
            int slot = hashes[number] & (slots.length - 1);
            while (slots[slot] != EMPTY) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number;
        }
    }

    /** Returns the slot that holds this token, or the empty one that it belongs into. */
    private int slotOf(byte[] bytes, int start, int end, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (true) {
            int number = slots[slot];
            if (number == EMPTY
                    || (hashes[number] == hash
                            && Arrays.equals(pool, startOf(number), ends[number], bytes, start, end))) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    private int startOf(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private static int hash(byte[] bytes, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        // Spread over the low bits, which choose the slot: Fibonacci hashing.
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
