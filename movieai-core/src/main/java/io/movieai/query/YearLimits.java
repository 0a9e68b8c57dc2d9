package io.movieai.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads words beside years that make of them the first or the last ones that are meant: 最晚1970年, 1950年或者更早, no later than
 * 1960, 1950 or later. Years that have no end on one side already are left alone.
 */
final class YearLimits {
    private static final int CONTEXT = 24;
    private static final String LINK =
            "(?:年|年代)? ?(?:的)?[,. ]?(?:也|都|就)?(?:及|或者?是?|或是|以及|和|跟|还有)?(?:是|到|比这)?(?:它)?(?:其)?";
    private static final String EN = "(?<![a-z])";

    private static final Pattern AHEAD = Pattern.compile("(?:"
            + "(?<until>(?:最新(?:也|的)?)?(?:最晚|最迟|最多|顶多|(?:不要|不能|不可|不得|不|别)(?:晚于|迟于|超过)|截至|截止到?)|<=|≤|小于等于|" + EN
            + "(?:(?:no|not) (?:later|newer|younger|more recent) than|latest|up (?:to|until|through)|not after|nothing (?:after|past|later than|newer than)))"
            + "|(?<since>>=|≥|大于等于|最早|(?:不要|不能|不可|不得|不|别)早于|至少|起码|" + EN
            + "(?:(?:no|not) (?:earlier|older) than|earliest|not before|nothing (?:before|older than|earlier than)|starting (?:from|in|with)|beginning (?:in|with)))"
            + "|(?<before><|小于|早于|早过|老于|比|" + EN + "(?:earlier than|older than))"
            + "|(?<after>>|大于|晚于|晚过|新于|" + EN + "(?:later than|newer than|more recent than|past))"
            + ")(?:也|都)?(?:是|得是|要是|到|在)? ?(?:the )?(?:year )?$");

    private static final Pattern BEHIND = Pattern.compile(
            "(?:" + LINK
                    + "(?:(?<until>更早|还早|更老|更旧|再早|往前|早些|早一点|为止|打止|封顶|最晚|最迟|以内|以下)"
                    + "|(?<since>更晚|更新|更近|再晚|往后|[网忘]后|晚些|晚一点|以降|最早|起步|以上|[以已一][后候]|之候)"
                    + "|(?<before>[以已][前钱]|之钱))"
                    + "|,? ?(?:(?<enUntil>(?:or|and|&) (?:anything |something |even |any )?(?:earlier|older|before(?: that)?|below|prior|under)|at the (?:very )?latest|tops|and back)(?![a-z])"
                    + "|(?<enSince>(?:or|and|&) (?:anything |something |even |any )?(?:later|newer|after(?: that)?|above|up|on|onwards?|more recent|beyond|over|younger)|at the (?:very )?earliest|onwards?|upwards?)(?![a-z])|(?<plus>\\+)))");

    /** What 比1990年 needs behind it to be a comparison. */
    private static final Pattern COMPARED = Pattern.compile("(?:年代?)?(?:还|要|更|再)*(?:(早|老|旧)|(晚|新|近))");

    private YearLimits() {}

    /** Returns the marks, those with a limit beside them replaced by one that covers the words too. */
    static List<Mark> apply(CharSequence text, List<Mark> marks) {
        List<Mark> result = new ArrayList<>();
        for (Mark mark : marks) {
            Mark limited = mark.meanings().get(0) instanceof Target.Years years ? limited(text, mark, years) : null;
            result.add(limited == null ? mark : limited);
        }
        result.removeIf(mark -> result.stream()
                .anyMatch(other -> other.end() - other.start() > mark.end() - mark.start()
                        && other.overlaps(mark.start(), mark.end())));
        return result;
    }

    private static @Nullable Mark limited(CharSequence text, Mark mark, Target.Years years) {
        if (years.from() == Target.Years.FIRST || years.to() == Target.Years.LAST) {
            return null;
        }
        Target.Years until = new Target.Years(Target.Years.FIRST, years.to());
        Target.Years since = new Target.Years(years.from(), Target.Years.LAST);
        Matcher behind = BEHIND.matcher(text).region(mark.end(), Math.min(text.length(), mark.end() + CONTEXT));
        if (behind.lookingAt()) {
            if (behind.group("before") != null && !behind.group().matches(".*[及或].*")) {
                return Mark.of(mark.start(), behind.end(), before(years));
            }
            boolean earlier =
                    behind.group("until") != null || behind.group("before") != null || behind.group("enUntil") != null;
            return Mark.of(mark.start(), behind.end(), earlier ? until : since);
        }
        int from = Math.max(0, mark.start() - CONTEXT);
        Matcher ahead = AHEAD.matcher(text.subSequence(from, mark.start()));
        if (!ahead.find()) {
            return null;
        }
        int start = from + ahead.start();
        if (ahead.group("before") != null) {
            Matcher compared = COMPARED.matcher(text).region(mark.end(), Math.min(text.length(), mark.end() + CONTEXT));
            if (!ahead.group("before").equals("比")) {
                return Mark.of(start, mark.end(), before(years));
            }
            return compared.lookingAt()
                    ? Mark.of(start, compared.end(), compared.group(1) != null ? before(years) : after(years))
                    : null;
        }
        Target.Years limited =
                ahead.group("until") != null ? until : ahead.group("since") != null ? since : after(years);
        return Mark.of(start, mark.end(), limited);
    }

    private static Target.Years before(Target.Years years) {
        return new Target.Years(Target.Years.FIRST, years.from() - 1);
    }

    private static Target.Years after(Target.Years years) {
        return new Target.Years(years.to() + 1, Target.Years.LAST);
    }
}
