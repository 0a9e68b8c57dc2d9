package io.movieai.query;

import java.util.List;

/**
 * A stretch of a request with all that it means.
 *
 * @param start index of its first character
 * @param end index behind its last character
 * @param meanings what it means, not empty
 */
record Mark(int start, int end, List<Meaning> meanings) {
    static Mark of(int start, int end, Meaning meaning) {
        return new Mark(start, end, List.of(meaning));
    }

    boolean is(Cue cue) {
        return meanings.contains(cue);
    }

    /** Returns whether it is known only for not being what it looks like. */
    boolean isNothing() {
        return meanings.size() == 1 && is(Cue.NOTHING);
    }

    boolean isTarget() {
        return meanings.stream().anyMatch(Target.class::isInstance);
    }

    boolean overlaps(int from, int to) {
        return start < to && from < end;
    }

    Span span() {
        return new Span(start, end);
    }
}
