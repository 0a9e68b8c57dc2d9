package io.movieai.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Phrases and what they mean, looked up at a place of a folded text. A phrase written in letters matches whole words
 * only, with or without a plural s; a space in it stands for any number of spaces or hyphens. Immutable once built.
 *
 * @param <T> what a phrase means; a phrase may mean several things at once
 */
final class Lexicon<T> {
    private final Node<T> root;

    private Lexicon(Node<T> root) {
        this.root = root;
    }

    /** A phrase found in a text, up to {@code end}, not included. */
    record Match<T>(int start, int end, List<T> meanings) {}

    /** Returns the longest phrase that starts at this index, or null. Costs at most the length of that phrase. */
    @Nullable
    Match<T> longestAt(CharSequence text, int start) {
        if (RequestText.isLatin(text.charAt(start)) && !RequestText.isBoundary(text, start)) {
            return null;
        }
        Node<T> node = root;
        Match<T> best = null;
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if ((c == ' ' || c == '-') && node.next.containsKey(' ')) {
                do {
                    at++;
                } while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-'));
                c = ' ';
            } else {
                at++;
            }
            node = node.next.get(c);
            if (node == null) {
                break;
            }
            if (!node.meanings.isEmpty()) {
                int end = endOfWord(text, at);
                if (end >= 0) {
                    best = new Match<>(start, end, node.meanings);
                }
            }
        }
        return best;
    }

    private static int endOfWord(CharSequence text, int end) {
        if (RequestText.isBoundary(text, end)) {
            return end;
        }
        boolean plural = text.charAt(end) == 's'
                && RequestText.isLatin(text.charAt(end - 1))
                && RequestText.isBoundary(text, end + 1);
        return plural ? end + 1 : -1;
    }

    /** Collects phrases. Not safe for use by several threads. */
    static final class Builder<T> {
        private final Node<T> root = new Node<>();

        /** Adds a meaning to a phrase, which is folded as a request is. */
        void add(String phrase, T meaning) {
            Node<T> node = root;
            String folded = RequestText.fold(phrase);
            for (int i = 0; i < folded.length(); i++) {
                char c = folded.charAt(i) == '-' ? ' ' : folded.charAt(i);
                node = node.next.computeIfAbsent(c, key -> new Node<>());
            }
            if (!node.meanings.contains(meaning)) {
                node.meanings.add(meaning);
            }
        }

        /** Returns the lexicon; the builder is not to be used afterwards. */
        Lexicon<T> build() {
            return new Lexicon<>(root);
        }
    }

    private static final class Node<T> {
        private final Map<Character, Node<T>> next = new HashMap<>();
        private final List<T> meanings = new ArrayList<>(1);
    }
}
