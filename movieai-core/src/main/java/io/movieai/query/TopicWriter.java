package io.movieai.query;

import io.movieai.query.NegationScope.Polarity;
import java.util.BitSet;
import java.util.List;

/** Writes what is left of a request for searching by meaning: without conditions, titles, and words that only ask. */
final class TopicWriter {
    private static final String PARTICLES = "的了吗呢吧啊呀哈嘛哦么讲";

    private TopicWriter() {}

    /**
     * Returns the topic, in the request's own characters.
     *
     * @param request the request, not folded
     * @param signals what does not speak of films; instructions to the program are left out
     * @param unchecked conditions whose words stay
     */
    static String write(
            String request,
            MarkedText marked,
            List<Polarity> polarities,
            List<Signal> signals,
            List<Reading.Unchecked> unchecked) {
        BitSet removed = new BitSet();
        List<Mark> marks = marked.marks();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            if (mark.isNothing() || isPartOfWord(marked, mark)) {
                continue;
            }
            boolean checked = unchecked.stream().noneMatch(known -> known.span().equals(mark.span()));
            if (!mark.isTarget() || polarities.get(i) != Polarity.WANTED || (checked && !staysInTopic(mark))) {
                removed.set(mark.start(), mark.end());
                if (mark.isTarget() && mark.end() < request.length() && request.charAt(mark.end()) == '片') {
                    removed.set(mark.end());
                }
            }
        }
        for (Signal signal : signals) {
            if (signal.kind() == Signal.Kind.INSTRUCTION || signal.kind() == Signal.Kind.GREETING) {
                removed.set(signal.span().start(), signal.span().end());
            }
        }
        StringBuilder topic = new StringBuilder();
        for (int i = 0; i < marked.text().length(); i++) {
            char c = request.charAt(i);
            boolean keep = !removed.get(i)
                    && !Character.isISOControl(c)
                    && (Character.isLetterOrDigit(c) || Character.isSurrogate(c) || isInner(c));
            if (keep) {
                topic.append(c);
            } else if (topic.length() > 0 && topic.charAt(topic.length() - 1) != ' ') {
                topic.append(' ');
            }
        }
        String text = topic.toString().strip();
        return text.chars().anyMatch(Character::isLetterOrDigit) ? text : "";
    }

    /** A character that says nothing by itself may belong to a word that is not known: 下 in 下雨天. */
    private static boolean isPartOfWord(MarkedText marked, Mark mark) {
        char c = marked.text().charAt(mark.start());
        return mark.end() - mark.start() == 1
                && RequestText.isHan(c)
                && !mark.isTarget()
                && PARTICLES.indexOf(c) < 0
                && (isUnknown(marked, mark.start() - 1) || isUnknown(marked, mark.end()));
    }

    private static boolean isUnknown(MarkedText marked, int at) {
        return at >= 0
                && at < marked.text().length()
                && RequestText.isHan(marked.text().charAt(at))
                && marked.uncovered(at, at + 1) > 0;
    }

    /** Themes and moods say more than the genres they imply. */
    private static boolean staysInTopic(Mark mark) {
        return mark.meanings().stream()
                .allMatch(meaning -> meaning instanceof Target.Genres genres && genres.words() != Target.Words.NAME);
    }

    private static boolean isInner(char c) {
        return c == '-' || c == '\'' || c == '’' || c == '·';
    }
}
