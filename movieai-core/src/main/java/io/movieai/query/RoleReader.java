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

    /** A wish to see just the film that was spoken of. */
    private static final Pattern TO_BE_SEEN = Pattern.compile(
            "(?:倒|也|偏|就|非|可|今天|今晚|现在|突然|忽然|特别|好|很|想|要|再|得|还是|去){1,6}(?:看看|看一看|瞧瞧|见识见识|见识一下|重温|回味|回顾|补上|补一下|补补课|领教)(?:一下|一遍|一次|一回|下)?(?:吧|了|呢|啊|看|它|这部|这片)?(?=[ ,.!?;)]|$)"
                    + "|(?:找|调|翻|搜|放|挑)(?:一下)?(?:它|这部|那部)?出来|(?:再|又想|想再|重新)看(?:一|两)?[遍次回]|二刷|重看(?:它|这部|一遍|一次)?(?=[ ,.!?;)]|$)|(?:想看|就看|要看|看看|找|放)(?:的就是)?(?:它|这一?部|那一?部|这片)(?:了|吧|电影)?(?=[ ,.!?;)]|$)"
                    + "|(?<![a-z])(?:pull|bring|put|queue|dig|look|call|fire)(?: up)? (?:that|it|this)(?: one| film| movie)?(?: up| on)(?![a-z])"
                    + "|(?<![a-z])(?:want|wants|like|love|need|going|gonna|wanna|dying|curious|eager|time|can|could|let|may|must|have)(?: [a-z']+){0,3} (?:see|watch|find|rewatch|revisit|catch)"
                    + " (?:it|that one|this one|that|that film|that movie|the (?:actual |real )?(?:movie|film)(?: version| adaptation)?|the original)(?: again| myself| for myself| too| once more)?(?= *(?:[,.;!?]|$|so |now|tonight|and ))"
                    + "|(?<![a-z])(?:find (?:it|that one) for me|see what (?:all )?the fuss is about|(?:re-?watch|revisit) it(?= *(?:[,.;!?]|$)))");

    /** Words that only say that a film was watched, or its book read, and not that others like it are wanted. */
    private static final Pattern ONLY_SEEN =
            Pattern.compile(".*(?:[看刷追补睇温]|seen|saw|watched|watching|finished|finishing|seeing|read).*");

    private static final int LATER = 120;

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
        boolean similar = marked.has(Cue.SIMILAR, 0, marked.text().length());
        if (!similar && saysOnlySeen(marked, before) && saysOnlySeen(marked, after) && isToBeSeen(marked.text(), end)) {
            return Role.ABOUT;
        }
        if (after != null && after.is(Cue.LIKE_AFTER)) {
            return Role.LIKE;
        }
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
        return isSaidBehind(text, end, ASKED_ABOUT, CONTEXT);
    }

    private static boolean saysOnlySeen(MarkedText marked, @Nullable Mark beside) {
        return beside == null
                || beside.is(Cue.ABOUT_BEFORE)
                || beside.is(Cue.ABOUT_AFTER)
                || ONLY_SEEN
                        .matcher(marked.between(beside.start(), beside.end()))
                        .matches();
    }

    /** Returns whether a later clause wishes to see this very film: 《…》听说不错，想去看看. */
    private static boolean isToBeSeen(CharSequence text, int end) {
        return isSaidBehind(text, end, TO_BE_SEEN, LATER);
    }

    private static boolean isSaidBehind(CharSequence text, int end, Pattern words, int within) {
        return words.matcher(text.subSequence(end, Math.min(text.length(), end + within)))
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
