package io.movieai.conversation;

import io.movieai.query.Span;
import io.movieai.text.FoldedText;
import io.movieai.text.TextFolding;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folded request and which of its characters are accounted for. Not safe for use by several threads. */
final class CoveredText {
    private final String original;
    private final FoldedText source;
    private final String text;
    private final BitSet covered;

    private CoveredText(String original, FoldedText source, BitSet covered) {
        this.original = original;
        this.source = source;
        this.text = source.text();
        this.covered = covered;
    }

    static CoveredText of(String request) {
        return new CoveredText(request, TextFolding.foldWithOffsets(request), new BitSet());
    }

    /** A stretch that a pattern found: where it stands in the request, and the text of its first group that matched. */
    record Found(Span span, String value) {}

    /** Returns a copy that can be covered further without changing this one. */
    CoveredText copy() {
        return new CoveredText(original, source, (BitSet) covered.clone());
    }

    /** Covers what the pattern finds in stretches that are not covered yet, and returns those stretches. */
    List<Found> take(Pattern pattern) {
        List<Found> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            int next = covered.nextSetBit(matcher.start());
            if (matcher.end() == matcher.start() || (next >= 0 && next < matcher.end())) {
                // What is covered may hide a match that starts behind it.
                from = matcher.start() + 1;
                continue;
            }
            covered.set(matcher.start(), matcher.end());
            found.add(new Found(original(matcher.start(), matcher.end()), value(matcher)));
            from = matcher.end();
        }
        return found;
    }

    private static String value(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String value = matcher.group(group);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private Span original(int start, int end) {
        int from = source.originalStart(start);
        return new Span(from, Math.max(from, source.originalEnd(end)));
    }

    /** Covers a stretch of the request. */
    void cover(Span span) {
        for (int i = 0; i < text.length(); i++) {
            int at = source.originalStart(i);
            if (at >= span.start() && at < span.end()) {
                covered.set(i);
            }
        }
    }

    /** Returns whether every letter and digit of a stretch of the request is covered. */
    boolean covers(Span span) {
        for (int i = 0; i < text.length(); i++) {
            int at = source.originalStart(i);
            if (at >= span.start() && at < span.end() && says(i)) {
                return false;
            }
        }
        return true;
    }

    boolean contains(Pattern pattern) {
        return pattern.matcher(text).find();
    }

    private boolean says(int i) {
        return !covered.get(i) && Character.isLetterOrDigit(text.charAt(i));
    }

    /** Returns the stretches with letters or digits that are not covered, in the request's own characters, spaced. */
    String rest() {
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (says(i)) {
                rest.append(original, source.originalStart(i), source.originalEnd(i + 1));
            } else if (!rest.isEmpty() && rest.charAt(rest.length() - 1) != ' ') {
                rest.append(' ');
            }
        }
        return rest.toString().strip();
    }
}
