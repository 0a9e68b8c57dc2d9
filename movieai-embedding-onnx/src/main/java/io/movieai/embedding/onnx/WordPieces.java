package io.movieai.embedding.onnx;

import java.util.Arrays;
import java.util.Map;

/**
 * A WordPiece vocabulary as a trie over code points: one hash look-up a character finds the longest piece, without a string
 * for each try. Immutable and thread-safe.
 *
 * <p>Children are found by open addressing under (node, code point); at most half of the slots are taken.
 */
final class WordPieces {
    /** The node that the first piece of a word starts from. */
    static final int FIRST = 0;

    /** The node that a later piece starts from: pieces that the vocabulary marks with the continuation prefix. */
    static final int LATER = 1;

    /** No such node, no such piece. */
    static final int NONE = -1;

    private static final int CODE_POINT_BITS = 21;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private long[] keys;
    private int[] children;
    private int[] ids = {NONE, NONE};
    private int nodes = 2;
    private int used;

    private WordPieces(int slots) {
        keys = new long[slots];
        children = new int[slots];
    }

    /**
     * Builds the trie.
     *
     * @param vocabulary id by token
     * @param continuationPrefix what marks a piece that does not begin a word, {@code ##} as a rule
     */
    static WordPieces of(Map<String, Integer> vocabulary, String continuationPrefix) {
        WordPieces trie = new WordPieces(1 << 12);
        vocabulary.forEach((token, id) -> {
            if (!continuationPrefix.isEmpty()
                    && token.startsWith(continuationPrefix)
                    && token.length() > continuationPrefix.length()) {
                trie.add(LATER, token.substring(continuationPrefix.length()), id);
            } else {
                trie.add(FIRST, token, id);
                if (continuationPrefix.isEmpty()) {
                    trie.add(LATER, token, id);
                }
            }
        });
        return trie;
    }

    private void add(int root, String piece, int id) {
        int node = root;
        for (int i = 0; i < piece.length(); ) {
            int codePoint = piece.codePointAt(i);
            int child = child(node, codePoint);
            if (child == NONE) {
                child = nodes++;
                if (child == ids.length) {
                    ids = Arrays.copyOf(ids, child * 2);
                    Arrays.fill(ids, child, ids.length, NONE);
                }
                put(node, codePoint, child);
            }
            node = child;
            i += Character.charCount(codePoint);
        }
        ids[node] = id;
    }

    private void put(int node, int codePoint, int child) {
        if (2 * (used + 1) > keys.length) {
            grow();
        }
        long key = key(node, codePoint);
        int slot = slot(key);
        keys[slot] = key;
        children[slot] = child;
        used++;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldChildren = children;
        keys = new long[oldKeys.length * 2];
        children = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                children[slot] = oldChildren[i];
            }
        }
    }

    /** Returns the node that the character leads to, or {@link #NONE}. */
    int child(int node, int codePoint) {
        long key = key(node, codePoint);
        int slot = slot(key);
        return keys[slot] == key ? children[slot] : NONE;
    }

    /** Returns the id of the piece that ends at the node, or {@link #NONE}. */
    int id(int node) {
        return ids[node];
    }

    /** Never 0, which marks a free slot. */
    private static long key(int node, int codePoint) {
        return ((node + 1L) << CODE_POINT_BITS) | codePoint;
    }

    /** The slot of the key, or the free one where it would go. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * SPREAD) >>> 40) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
