package io.movieai.query;

import java.util.regex.Pattern;

/** What stands around a stretch of a request that may be a title. */
final class Surroundings {
    private static final Pattern SERIES_NUMBER =
            Pattern.compile("[ :,-]*(?:episode|part|vol\\.?)? ?(?:[ivx]{1,5}|[0-9]{1,2})[ ?.!]*");

    private Surroundings() {}

    /** Returns whether a word such as 关于 stands directly before: then a short name is the subject that it means. */
    static boolean followsSubject(MarkedText marked, int start) {
        int i = marked.firstFrom(start) - 1;
        return i >= 0
                && marked.marks().get(i).is(Cue.SUBJECT_BEFORE)
                && marked.between(marked.marks().get(i).end(), start).isBlank();
    }

    /** Returns whether the rest of the request says nothing but that a film is wanted, or from which years. */
    static boolean isAlone(MarkedText marked, int start, int end) {
        if (marked.uncovered(0, start) > 0
                || (marked.uncovered(end, marked.text().length()) > 0 && !isNumber(marked, end))) {
            return false;
        }
        for (Mark mark : marked.marks()) {
            if (!mark.overlaps(start, end)
                    && mark.isTarget()
                    && !(mark.meanings().get(0) instanceof Target.Years)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether what follows a title is its number in a series, which the catalogue does not know it by. */
    private static boolean isNumber(MarkedText marked, int end) {
        return SERIES_NUMBER
                .matcher(marked.text().subSequence(end, marked.text().length()))
                .matches();
    }

    static boolean isWhole(CharSequence text, int start, int end) {
        for (int i = 0; i < text.length(); i++) {
            if ((i < start || i >= end) && Character.isLetterOrDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether words that stand beside a title stand beside this stretch. */
    static boolean isBeside(MarkedText marked, int start, int end) {
        return RoleReader.before(marked, start) != null
                || RoleReader.after(marked, end) != null
                || FilmQuestion.end(marked.text(), end) > 0
                || YearComparison.isBeside(marked.text(), start, end);
    }

    /** Returns whether the stretch ends where words about a title, a clause or the text end it, on both sides. */
    static boolean isBounded(MarkedText marked, int start, int end) {
        CharSequence text = marked.text();
        boolean left = RoleReader.before(marked, start) != null
                || YearComparison.isBeside(text, start, end)
                || start == 0
                || marked.clauseEnds(Math.max(0, start - 2), start);
        boolean right = RoleReader.after(marked, end) != null
                || FilmQuestion.end(text, end) > 0
                || end == text.length()
                || marked.clauseEnds(end, Math.min(text.length(), end + 2))
                || isAmongIdeographs(text, start, end)
                || endsName(marked, end);
        return left && right;
    }

    /** Returns whether words stand behind that begin something new: loved Heat, what should I watch. */
    private static boolean endsName(MarkedText marked, int end) {
        int i = marked.firstFrom(end);
        if (i == marked.marks().size()
                || !marked.between(end, marked.marks().get(i).start()).isBlank()) {
            return false;
        }
        Mark next = marked.marks().get(i);
        return next.is(Cue.BREAK) || next.is(Cue.PERSONAL) || next.is(Cue.ASK) || next.is(Cue.SIMILAR);
    }

    /** Returns whether a stretch of letters ends where ideographs go on. */
    private static boolean isAmongIdeographs(CharSequence text, int start, int end) {
        int next = end;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return RequestText.isLatin(text.charAt(start)) && next < text.length() && RequestText.isHan(text.charAt(next));
    }

    /** Returns whether a title is what was watched, in a request for films like it: 看猜火车…求差不多的. */
    static boolean isWatched(MarkedText marked, int start) {
        int i = marked.firstFrom(start) - 1;
        return i >= 0
                && marked.marks().get(i).is(Cue.WATCH)
                && marked.marks().get(i).end() == start
                && marked.has(Cue.SIMILAR, start, marked.text().length());
    }

    /** Returns whether known words, punctuation or the text's ends stand on both sides. */
    static boolean isApart(MarkedText marked, int start, int end) {
        CharSequence text = marked.text();
        int before = start - 1;
        while (before >= 0 && isGap(text.charAt(before))) {
            before--;
        }
        int after = end;
        while (after < text.length() && isGap(text.charAt(after))) {
            after++;
        }
        return (before < 0 || marked.uncovered(before, before + 1) == 0)
                && (after >= text.length() || marked.uncovered(after, after + 1) == 0);
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '.' || c == ':' || c == '-';
    }
}
