package io.movieai.query;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads years that are told by an event: 二战爆发前, 香港回归那年, after the fall of the Berlin Wall. The events and their years are
 * in {@code events.tsv}. The year of an event itself is neither before nor after it. An event that a film is said to be about
 * tells no years, and of a war, which films are more often about, 期间 does so only where it is said of the making (二战期间拍的).
 */
final class EventYears {
    private static final Pattern ABOUT = Pattern.compile(
            "(?:讲|讲述|关于|有关|反映|描写|发生在|设定在|背景是|围绕|涉及|about|set|set in|depicting|of life)(?:的是|的)?(?: the)? ?$");
    private static final int CONTEXT = 12;
    private static final String VERB = "(?:全面)?(?:爆发|开始|打响|开打|结束|打完|完|发生|胜利|终结|落幕|到来|来临|遇刺|事件|之战|仪式)?(?:了)?";

    private final Map<String, Event> events = new HashMap<>();
    private final Pattern chinese;
    private final Pattern english;

    /** An event that began and ended in these years. */
    private record Event(int from, int to, Kind kind) {
        Target.Years before() {
            return new Target.Years(Target.Years.FIRST, from - 1);
        }

        Target.Years after() {
            return new Target.Years(kind == Kind.YEAR ? from : to + 1, Target.Years.LAST);
        }

        Target.Years during() {
            return new Target.Years(from, to);
        }
    }

    private enum Kind {
        /** Films are about it more often than of it. */
        WAR,
        /** A name of the year itself, which counts among those after it as a year's number does. */
        YEAR,
        OTHER
    }

    EventYears() {
        for (Vocabulary.Row row : Vocabulary.rows("events.tsv", 4)) {
            Event event = row.parse(() -> new Event(
                    Integer.parseInt(row.cells().get(0)),
                    Integer.parseInt(row.cells().get(1)),
                    Kind.valueOf(row.cells().get(2).toUpperCase(Locale.ROOT))));
            row.phrases().forEach(phrase -> events.put(RequestText.fold(phrase), event));
        }
        chinese = Pattern.compile(
                "(?<![0-9])(?:在|从|自)?(" + names() + ")的?" + VERB + "(?:的)?(?:(?<before>之前|以前|[已]前|前(?![线面沿方后台]))"
                        + "|(?<after>之后|以后|[已]后|以来|后(?![方面代裔台续果]))|(?<during>那一?年|当年|同年|同一年|这一?年|年(?!代|间|[0-9])"
                        + "|时期|期间|年间|年代|那几年|那阵子?|那会儿?|那时候?|的时候))(?!的?(?:题材|故事|背景|社会|生活|重建|创伤|历史))"
                        + "(?<made>[^,.;!?]{0,2}(?:拍|上映|出品|制作|问世))?");
        english = Pattern.compile("(?<![a-z])(?:(?<before>before|pre|prior to|predating)|(?<after>after|post|since)"
                + "|(?<during>(?:from |in |of )?the (?:same )?year (?:of|that|when|in which)|made during|released during|shot during|filmed during))[ -]"
                + "(?:the )?(?:(?<end>end|fall|close|conclusion)|start|outbreak|beginning)?(?: of )?(?:the )?("
                + names() + ")(?![a-z])"
                + "(?: (?:started|broke out|began|ended|was over|happened|fell|came down|collapsed|took place))?");
    }

    private String names() {
        return events.keySet().stream()
                .sorted((a, b) -> b.length() - a.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    void read(PatternMarks found, CharSequence text) {
        found.all(chinese, m -> isSubject(text, m) ? null : chinese(m));
        found.all(english, m -> isSubject(text, m) ? null : english(m));
    }

    private static boolean isSubject(CharSequence text, Matcher m) {
        return ABOUT.matcher(text.subSequence(Math.max(0, m.start() - CONTEXT), m.start()))
                .find();
    }

    private Target.@Nullable Years chinese(Matcher m) {
        Event event = Objects.requireNonNull(events.get(m.group(1)));
        if (m.group("before") != null) {
            return event.before();
        }
        if (m.group("after") != null) {
            return event.after();
        }
        return event.kind != Kind.WAR || m.group("made") != null ? event.during() : null;
    }

    private Target.Years english(Matcher m) {
        Event event = Objects.requireNonNull(events.get(m.group(5)));
        if (m.group("before") != null) {
            boolean end = m.group("end") != null;
            return end ? new Target.Years(Target.Years.FIRST, event.to - 1) : event.before();
        }
        return m.group("after") != null ? event.after() : event.during();
    }
}
