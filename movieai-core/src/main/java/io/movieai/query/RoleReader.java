package io.movieai.query;

import io.movieai.query.TitleMention.Role;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from the words beside a title what a request wants with it. */
final class RoleReader {
    /** How far from a title, in characters that say nothing, words still stand beside it. */
    private static final int NEAR = 3;

    private static final int CONTEXT = 60;
    private static final Pattern ASKED_ABOUT = Pattern.compile(
            "(?:介绍|讲讲|说说|聊聊|评价|描述|解释|概括|总结|分析)(?:一下|下|一哈)?(?:它|这部|该片|这片|这个电影|剧情|内容|情节|大意)|(?:它|这部片?|该片)(?:到底|究竟)?(?:讲|说|好看|怎么样|如何)"
                    + "|没看懂|看不懂|写(?:篇|个)?(?:观后感|影评)|(?<![a-z])(?:explain|summari[sz]e|tell me about|describe) (?:it|the (?:plot|ending|story))(?![a-z])|didn't (?:get|understand) it");

    private RoleReader() {}

    /** Returns the mark that stands before a title and speaks of titles, or null. */
    static @Nullable Mark before(MarkedText marked, int start) {
        int at = skipBack(marked.text(), start);
        int i = marked.firstFrom(at) - 1;
        if (i < 0) {
            return null;
        }
        Mark mark = marked.marks().get(i);
        if (mark.end() != at) {
            return null;
        }
        if (mark.is(Cue.LIKE_BEFORE) || mark.is(Cue.ABOUT_BEFORE) || mark.is(Cue.SEEN_BEFORE) || mark.is(Cue.EXCEPT)) {
            return mark;
        }
        return null;
    }

    /** Returns the mark that stands behind a title and speaks of titles, or null. */
    static @Nullable Mark after(MarkedText marked, int end) {
        int at = skip(marked.text(), end);
        int i = marked.firstFrom(at);
        List<Mark> marks = marked.marks();
        if (i < marks.size()
                && marks.get(i).start() == at
                && isJust(marked, marks.get(i), "的")
                && i + 1 < marks.size()) {
            i++;
            at = skip(marked.text(), marks.get(i - 1).end());
        }
        if (i == marks.size() || marks.get(i).start() != at) {
            return null;
        }
        Mark mark = marks.get(i);
        return mark.is(Cue.LIKE_AFTER) || mark.is(Cue.ABOUT_AFTER) || mark.is(Cue.SEEN_AFTER) ? mark : null;
    }

    /** Returns what a request wants with the title at this place. */
    static Role role(MarkedText marked, int start, int end) {
        Mark before = before(marked, start);
        Mark after = after(marked, end);
        if ((before != null && before.is(Cue.EXCEPT)) || YearComparison.isBeside(marked.text(), start, end)) {
            return Role.EXCLUDED;
        }
        if (after != null && after.is(Cue.LIKE_AFTER)) {
            return Role.LIKE;
        }
        boolean similar = marked.has(Cue.SIMILAR, 0, marked.text().length());
        if (!similar && before != null && before.is(Cue.WATCH) && isAskedAbout(marked.text(), end)) {
            return Role.ABOUT;
        }
        if (before != null
                && before.is(Cue.LIKE_BEFORE)
                && !(after != null && after.is(Cue.ABOUT_AFTER) && isQuestionOf(before, marked))) {
            return Role.LIKE;
        }
        if (similar) {
            return Role.LIKE;
        }
        boolean seen = (before != null && before.is(Cue.SEEN_BEFORE)) || (after != null && after.is(Cue.SEEN_AFTER));
        return seen ? Role.EXCLUDED : Role.ABOUT;
    }

    /** Returns whether a later clause asks about the film that was seen or is to be: 要看完《…》，先看看怎么介绍它. */
    private static boolean isAskedAbout(CharSequence text, int end) {
        return ASKED_ABOUT
                .matcher(text.subSequence(end, Math.min(text.length(), end + CONTEXT)))
                .find();
    }

    /** 喜欢…吗 asks about the film. */
    private static boolean isQuestionOf(Mark before, MarkedText marked) {
        String word = marked.between(before.start(), before.end());
        return word.endsWith("喜欢") || word.equals("爱") || word.startsWith("看");
    }

    private static boolean isJust(MarkedText marked, Mark mark, String word) {
        return marked.between(mark.start(), mark.end()).equals(word);
    }

    private static int skipBack(CharSequence text, int from) {
        int at = from;
        while (at > 0 && from - at < NEAR && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static int skip(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && at - from < NEAR && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '"' || c == '《' || c == '》' || c == '\'' || c == ',';
    }
}
