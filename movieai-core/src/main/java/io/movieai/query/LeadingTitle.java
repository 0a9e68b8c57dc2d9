package io.movieai.query;

import java.util.regex.Pattern;

/**
 * A title that is a clause of its own at the beginning of a request, with a remark behind it that tells which film is meant:
 * heat, the one with the bank robbers. In Chinese a space may stand for the comma.
 */
final class LeadingTitle {
    private static final Pattern BREAK_BEHIND_LETTERS =
            Pattern.compile("[》\"']?(?: ?[,.;:!?(]| +-+ | ?-{2,}).*[a-z0-9\\u3400-\\u9fff].*", Pattern.DOTALL);
    private static final Pattern BREAK_BEHIND_IDEOGRAPHS =
            Pattern.compile("[》\"']?(?:[ ,.;:!?(]| ?-+).*[a-z0-9\\u3400-\\u9fff].*", Pattern.DOTALL);

    /** How a remark begins behind a single word, which may as well name somebody or some place: congo, what is its capital. */
    private static final Pattern REMARK = Pattern.compile(
            "[》\"' ,.;:!?(-]*(?:(?:the|that|that's|with|starring|featuring|by|from|directed|about|an?|my|it's|its|you know|not)(?![a-z])|[\\u3400-\\u9fff]).*",
            Pattern.DOTALL);

    private LeadingTitle() {}

    /** Returns whether a stretch is the first clause, and what follows asks for nothing else. */
    static boolean is(MarkedText marked, int start, int end) {
        CharSequence text = marked.text();
        if (end <= start || marked.uncovered(0, start) > 0 || hasTarget(marked, 0, start)) {
            return false;
        }
        Pattern clause = RequestText.isHan(text.charAt(end - 1)) ? BREAK_BEHIND_IDEOGRAPHS : BREAK_BEHIND_LETTERS;
        if (!clause.matcher(text).region(end, text.length()).matches()) {
            return false;
        }
        boolean word = marked.between(start, end).chars().allMatch(c -> RequestText.isLatin((char) c));
        if (word && !REMARK.matcher(text).region(end, text.length()).matches()) {
            return false;
        }
        return marked.has(Cue.SIMILAR, end, text.length()) || !asks(marked, end);
    }

    /** Returns whether all that follows such a title only describes the film. */
    static boolean isDescribed(MarkedText marked, int start, int end) {
        if (!is(marked, start, end)) {
            return false;
        }
        for (int i = marked.firstFrom(end); i < marked.marks().size(); i++) {
            Mark mark = marked.marks().get(i);
            if (mark.is(Cue.SIMILAR)
                    || mark.is(Cue.LIKE_AFTER)
                    || mark.is(Cue.WANT)
                    || mark.is(Cue.NOT)
                    || mark.is(Cue.NOT_BARE)
                    || mark.is(Cue.NOT_AFTER)
                    || mark.is(Cue.EXCEPT)) {
                return false;
            }
        }
        return true;
    }

    private static boolean asks(MarkedText marked, int from) {
        for (int i = marked.firstFrom(from); i < marked.marks().size(); i++) {
            Mark mark = marked.marks().get(i);
            if (mark.is(Cue.ASK) || mark.is(Cue.WATCH) || mark.is(Cue.PERSONAL) || isStated(mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStated(Mark mark) {
        Meaning meaning = mark.meanings().get(0);
        return meaning instanceof Target.Genres genres
                ? genres.words() == Target.Words.NAME
                : meaning instanceof Target.Years || meaning instanceof Target.Rating;
    }

    private static boolean hasTarget(MarkedText marked, int from, int to) {
        for (int i = marked.firstFrom(from); i < marked.marks().size(); i++) {
            Mark mark = marked.marks().get(i);
            if (mark.start() >= to) {
                return false;
            }
            if (mark.isTarget()) {
                return true;
            }
        }
        return false;
    }
}
