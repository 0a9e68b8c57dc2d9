package io.movieai.query;

import java.util.regex.Pattern;

/** A question about the event or the thing that a film is called after, and not about the film: when a ship sank, how many died. */
final class HistoryQuestion {
    private static final int CONTEXT = 32;

    private static final Pattern BEHIND =
            Pattern.compile("(?:号|战役|事件|惨案|战争)?(?:的|当年|当时|真的|实际|历史上|现实中|在现实里|那艘?船?|这艘?船?|残骸|沉船)*"
                    + "(?:[^,.;!?]{0,10}(?:哪一?年|什么时候|几几年|几时|为什么|为啥|怎么|在哪里?|多深|多少米)(?:会|就)?(?:沉|撞|爆发|坠毁|失踪|下水|建造|发射|打捞|灭亡|遇难)"
                    + "|[^,.;!?]{0,10}(?:沉没?|撞冰山|坠毁|遇难|失踪|爆炸|下水)[^,.;!?]{0,8}(?:多少|几|哪|为什么|什么时候|多深|多久)"
                    + "|[^,.;!?]{0,6}(?:死|遇难|牺牲|生还|幸存|伤亡)了?(?:多少|几)个?人"
                    + "|[^,.;!?]{0,4}(?:残骸|沉船|遗骸)[^,.;!?]{0,8}(?:哪|多|吗|打捞)"
                    + "| [^,.;!?]{0,24}(?<![a-z])(?:sink|sank|sunk|crash(?:ed)?|wreck(?:age)?)(?![a-z]))");

    private static final Pattern OF_FILM =
            Pattern.compile("电影|片子|影片|剧情|片里|戏里|结局|剧里|镜头|主角|男主|女主|movie|film|scene|character|ending|plot");

    private HistoryQuestion() {}

    /** Returns whether such a question begins where a name ends, in a request in which nothing speaks of a film. */
    static boolean isBehind(MarkedText marked, int end) {
        CharSequence text = marked.text();
        return BEHIND.matcher(text)
                        .region(end, Math.min(text.length(), end + CONTEXT))
                        .lookingAt()
                && !OF_FILM.matcher(text).find();
    }
}
