package io.movieai.query;

import java.time.Clock;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads years, decades, ranges of years and times relative to now.
 *
 * <p>Where words leave the range open, the years that every usual reading agrees on are taken: "before 1990" ends in
 * 1989, "late eighties" starts in 1987; but 以后, 以来 and since include the year they name. A year of two digits lies in
 * the hundred years up to now. "Recent" counts back from now or, if that is earlier, from the newest film there is; this
 * year and last year are the clock's.
 */
final class YearReader {
    private static final int FIRST_YEAR = Target.Years.FIRST;
    private static final int LAST_YEAR = Target.Years.LAST;

    /** How many years 近几年 means. */
    private static final int A_FEW = 5;

    private static final String DIGIT = "[0-9〇零一二三四五六七八九]";
    private static final String FULL = "(?:1[89][0-9]{2}|20[0-9]{2}|一[八九]" + DIGIT + "{2}|[二两][零〇]" + DIGIT + "{2}"
            + "|[二两]千(?:[零〇][一二三四五六七八九]|[一二]?十[一二三四五六七八九]?)?)";
    private static final String SHORT = "(?:[0-9]{2}|[〇零一二三四五六七八九]{2})";
    private static final String NO_DIGIT_BEFORE = "(?<![0-9〇零一二三四五六七八九十百千两.第])";
    private static final String CENTURY = "(?:(上个?世纪|二十世纪|20世纪|十九世纪|19世纪|二十一世纪|21世纪|本世纪)的?)?";
    private static final String TENS =
            "((?:1[89]|20)[0-9]0|[0-9]0|[一二][九八零〇]" + DIGIT + "[零〇]|[二三四五六七八九一]?十|" + DIGIT + "[零〇]|两千)";
    private static final String PART = "(中后期|后半期?|前半期?|末期?|初期?|中期|中叶|早期|前期|后期|晚期)?";
    private static final String SIDE =
            "((?:及|或)?以前|之前|前后|前(?!面)|(?:及|或)?以后|之后|以来|后(?!面)|起[计算]?|[算计]起|往后|开始[计算]?|至今|到现在|往前|左右)?";
    /** 年代, or what an input method offers in its place; but not 90年带孩子看. */
    private static final String DECADE = "年(?:代|[带待戴袋贷](?![着过孩娃我她他你儿女家爸妈老小朋全一了走回来去人给上有领队兵遇定薪到会货款]))";

    private static final String TO = " ?(?:" + DECADE + "|年)? ?(?:到|至|-{1,2}|—|和|与|、|/|或者?) ?";

    /** The decades by the first letters of their English names, which are often misspelt. */
    private static final Map<String, Integer> ENGLISH_TENS =
            Map.of("tw", 20, "th", 30, "fo", 40, "fi", 50, "si", 60, "se", 70, "ei", 80, "ni", 90);

    private static final Pattern DECADES_PAIR =
            Pattern.compile(CENTURY + NO_DIGIT_BEFORE + "([二三四五六七八九])、?([三四五六七八九])十" + DECADE);
    private static final Pattern DECADES = Pattern.compile(CENTURY + NO_DIGIT_BEFORE + TENS + "(?: ?" + DECADE
            + "| ?(?=[到至、/-] ?" + DIGIT + "{1,4}十? ?" + DECADE + "))" + PART + "(?: ?(?:到|至|-|和|与|、|/|或者?) ?" + CENTURY
            + TENS + " ?" + DECADE + PART + ")? ?(?:的)?" + SIDE);
    /** 九几年, 1990-something; 二十几年 is a length of time. */
    private static final Pattern SOME_YEAR_OF_A_DECADE =
            Pattern.compile(NO_DIGIT_BEFORE + "(?:19|一九)?([5-9五六七八九])几年(?![前内来后间里])的?");

    private static final Pattern DECADES_LISTED =
            Pattern.compile(CENTURY + NO_DIGIT_BEFORE + TENS + " ?(?:和|与|或者?) ?" + TENS + " ?" + DECADE);
    private static final Pattern RANGE = Pattern.compile(
            "从?" + NO_DIGIT_BEFORE + "(" + FULL + ")" + TO + "(" + FULL + "|" + SHORT + ")(?![0-9]) ?年?(?:之?间|期间|为止)?");
    private static final Pattern SHORT_RANGE =
            Pattern.compile("从?" + NO_DIGIT_BEFORE + "(" + SHORT + ")" + TO + "(" + SHORT + ") ?年(?!代)(?:之?间|期间)?");
    private static final Pattern YEAR_WITH_UNIT =
            Pattern.compile(NO_DIGIT_BEFORE + "(" + FULL + ") ?年(?!代)(?:的时候)?" + SIDE + "(版)?");
    private static final Pattern YEAR_WITH_SIDE =
            Pattern.compile(NO_DIGIT_BEFORE + "(" + FULL + ") ?(以前|之前|以后|之后|以来|至今|前后|左右|[前后](?=的|[ ,.;!?]|$))");
    private static final Pattern SHORT_YEAR =
            Pattern.compile("(?<![0-9〇零一二三四五六七八九十百千两.第近去这])(" + SHORT + ") ?年(?![代级轻龄头内来里间])" + SIDE + "(?=(.{0,3}))");
    private static final Pattern LAST_YEARS =
            Pattern.compile("(?:最近|近|过去|这|近来)(?:的)?(" + DIGIT + "{1,3}|十|二十|三十|五十|几|两|些)?年(?:来|内|以来|间|里)?|近年来?|近些年");
    private static final Pattern YEARS_AGO =
            Pattern.compile(NO_DIGIT_BEFORE + "([0-9]{1,3}|[一二三四五六七八九]?十|[两三四五六七八九]|[几]十?) ?(?:多)?年(?:以前|之前|前)");
    private static final Pattern CENTURIES =
            Pattern.compile("(新世纪|二十一世纪|21世纪|本世纪|新千年|千禧年|上个?世纪|二十世纪|20世纪)(以前|之前|前|以来|以后|之后|后|初)?(?!福音)");
    /** A year of the Republic of China, as Taiwan counts. */
    private static final Pattern REPUBLIC =
            Pattern.compile("民国 ?([0-9]{1,3}|[一二三四五六七八九]?[百十]?[一二三四五六七八九]?十?[一二三四五六七八九]?) ?年(?!间)");

    /** Ten such years, by their first figure: 民国七十几年, 民国六十年代. */
    private static final Pattern REPUBLIC_DECADE =
            Pattern.compile("民国 ?(?:([1-9一二三四五六七八九])[十0]?|十)(?:几|多) ?年(?!间)" + "|民国 ?([1-9一二三四五六七八九])[十0] ?" + DECADE);

    /** This or last year, but not the age or the event of a life that it is named for: 今年七十, 今年高考. */
    private static final Pattern NAMED = Pattern.compile("(?:今年|去年|前年)(?!(?:我|她|他|都|已经?|刚刚?|才|也|快|就|满|整|要|该|上)*(?:"
            + "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|一百)(?:多|几|来)?(?:岁|周岁|了|啦|大寿|高龄|[,.;]|$)"
            + "|高考|中考|毕业|退休|结婚|大[一二三四]|高[一二三]|初[一二三]|小学|考研|失业|离婚|怀孕|失恋))"
            + "|(?<!(?:turn|turns|turned|turning|is|am|was|'s|'m) [0-9]{1,2} )(?:this|last) year");

    /** Before people of a decade were born: 80后出生之前. */
    private static final Pattern BEFORE_BIRTH = Pattern.compile(
            NO_DIGIT_BEFORE
                    + "([5-9]0|[01]0|[五六七八九零]零|一零)后(?:们|都|还|也){0,3}(?:(?:没|没有|未)(?:出生|出世|生下来)|(?:出生|出世|诞生)(?:之前|以前|前))(?:的时候|那会儿?|之前|以前)?");

    /** When somebody was born or lived through something, where no film of that time is asked for: 我1990年出生. */
    private static final Pattern LIFE = Pattern.compile(
            "(?<=[0-9一二三四五六七八九零〇几])年?(?:[0-9一二三四五六七八九十]{1,3}月(?:份)?)?(?:出生的?|生人|生的|出世|结的?婚|毕业的?|参军|入伍|上的?大学|退休|下岗)(?![^,.;!?]{0,4}(?:那年|前|后|的年))");

    private static final Pattern BORN =
            Pattern.compile("(?<![a-z])(?:born|married|graduated|retired)(?: back)? (?:in |around )?$");
    /** Goes back to such a year: 跟我同岁的片子. */
    private static final Pattern OF_THAT_YEAR = Pattern.compile(
            "那一?年|同岁|同龄|同年|一样大|差不多大|same age|my age|that year|year i was|older than|younger than|before i|before my");

    private static final Pattern ENGLISH_DECADE = Pattern.compile(
            "(before |pre[- ]?|prior to |after |post[- ]?|since |from )?(?:the )?(?:(early|mid|late)[- ]?(?:to[- ]late )?)?(?:the )?"
                    + "(?<![a-z0-9.])'?((?:1[89]|20)[0-9]0|[0-9]0)'?s(?![a-z0-9])");
    private static final Pattern ENGLISH_DECADE_WORD = Pattern.compile(
            "(before |pre[- ]?|prior to |after |post[- ]?|since |from )?(?:the )?(?:(early|mid|late)[- ]?)?(?:the )?(?<![a-z])"
                    + "(twent(?:ie|y)s|thirt(?:ie|y)s|fou?rt(?:ie|y)s|fi(?:ft|f)(?:ie|y|ite)s|sixt(?:ie|y)s|seve?n?t(?:ie|y)s"
                    + "|eig(?:ht|th|t)(?:ie|y|ee)s|nine?t(?:ie|y|ee)s|noughties|aughts)(?![a-z])");
    private static final Pattern ENGLISH_RANGE = Pattern.compile(
            "(?<![a-z])(?:between|from) (?:the )?((?:1[89]|20)[0-9]{2}) ?(?:and|to|until|through|till|-) ?((?:1[89]|20)?[0-9]{2})(?![0-9])"
                    + "|(?<![a-z0-9])((?:1[89]|20)[0-9]{2}) (?:to|until|through|thru|till) ((?:1[89]|20)[0-9]{2})(?![0-9])");
    private static final Pattern ENGLISH_SIDE = Pattern.compile(
            "(?<![a-z])(before|pre|prior to|earlier than|older than|after|post|since|later than|newer than|until|up to|in|from|around|circa|of)"
                    + "[ -]((?:1[89]|20)[0-9]{2})(?![0-9])");
    private static final Pattern ENGLISH_LAST = Pattern.compile(
            "(?<![a-z])(?:in |from |of )?(?:the )?(?:last|past|recent) (?:(few|couple of|[0-9]{1,2}|two|three|five|ten|twenty) )?(years?|decade)(?![a-z])|recent years");
    private static final Pattern BARE =
            Pattern.compile("(?<![0-9a-z.:/$-])((?:1[89]|20)[0-9]{2})(?![0-9年分块元米集人个部万次页a-z/:%-])");

    private static final int CONTEXT = 24;

    private final Clock clock;
    private final CatalogFacts facts;
    private final EventYears events = new EventYears();

    YearReader(Clock clock, CatalogFacts facts) {
        this.clock = clock;
        this.facts = facts;
    }

    /** Returns what was read, in no particular order, without overlaps. */
    List<Mark> read(CharSequence text) {
        int now = Year.now(clock).getValue();
        PatternMarks found = new PatternMarks(text);
        events.read(found, text);
        TwoDigitYears.readCounted(found);
        found.all(BEFORE_BIRTH, m -> side(decade(m.group(1), null, now), null, "之前"));
        found.all(REPUBLIC_DECADE, YearReader::republicDecade);
        found.all(DECADES_PAIR, m -> pair(m, now));
        found.all(SOME_YEAR_OF_A_DECADE, m -> decade(ChineseNumerals.parse(m.group(1)) + "0", null, now));
        found.all(DECADES_LISTED, m -> listed(m, now));
        found.all(DECADES, m -> decades(m, now));
        found.all(ENGLISH_RANGE, m -> range(m, m.group(1) == null ? 3 : 1, now));
        found.all(RANGE, m -> range(m, 1, now));
        found.all(SHORT_RANGE, m -> years(shortYear(m.group(1), now), shortYear(m.group(2), now)));
        found.all(ENGLISH_DECADE, m -> side(decade(m.group(3), null, now), m.group(2), m.group(1)));
        found.all(ENGLISH_DECADE_WORD, m -> side(decadeWord(m.group(3)), m.group(2), m.group(1)));
        found.all(LAST_YEARS, m -> last(m.group(1), now));
        found.all(ENGLISH_LAST, m -> englishLast(m.group(1), m.group(2), now));
        found.all(YEAR_WITH_UNIT, m -> side(single(full(m.group(1), now)), null, m.group(2)));
        found.all(YEAR_WITH_SIDE, m -> side(single(full(m.group(1), now)), null, m.group(2)));
        found.all(ENGLISH_SIDE, m -> englishSide(m, now));
        found.all(SHORT_YEAR, m -> shortYear(m, now));
        found.all(YEARS_AGO, m -> ago(m.group(1), now));
        found.all(
                CENTURIES,
                m -> century(m.group(1), m.group(2) != null && m.group(2).endsWith("前")));
        found.all(
                REPUBLIC,
                m -> years(ChineseNumerals.parse(m.group(1)) + 1911, ChineseNumerals.parse(m.group(1)) + 1911));
        found.all(NAMED, m -> named(m.group(), now));
        TwoDigitYears.read(found);
        found.all(BARE, m -> full(m.group(1), now) > now + 1 ? null : single(full(m.group(1), now)));
        List<Mark> marks = found.marks();
        if (!OF_THAT_YEAR.matcher(text).find()) {
            marks.replaceAll(mark -> isOfLife(text, mark) ? Mark.of(mark.start(), mark.end(), Cue.FILLER) : mark);
        }
        return YearLimits.apply(text, marks);
    }

    private static boolean isOfLife(CharSequence text, Mark mark) {
        Matcher life = LIFE.matcher(text).useTransparentBounds(true);
        return life.region(mark.end() - 1, text.length()).lookingAt()
                || life.region(mark.end(), text.length()).lookingAt()
                || BORN.matcher(text.subSequence(Math.max(0, mark.start() - CONTEXT), mark.start()))
                        .find();
    }

    /** The year that "recent" counts from. */
    int recent() {
        int now = Year.now(clock).getValue();
        return facts.hasYears() ? Math.min(now, facts.newestYear()) : now;
    }

    private static Target.@Nullable Years years(int from, int to) {
        if (from < 0 || to < 0) {
            return null;
        }
        int first = Math.max(FIRST_YEAR, Math.min(from, to));
        int last = Math.min(LAST_YEAR, Math.max(from, to));
        return last < first ? null : new Target.Years(first, last);
    }

    private static Target.@Nullable Years single(int year) {
        return years(year, year);
    }

    private static int full(String text, int now) {
        int value = ChineseNumerals.parse(text);
        return value >= FIRST_YEAR && value <= LAST_YEAR
                ? value
                : value >= 0 && value < 100 ? shortYear(text, now) : -1;
    }

    private static int shortYear(String text, int now) {
        int value = ChineseNumerals.parse(text);
        if (value < 0 || value > 99) {
            return -1;
        }
        return value <= now % 100 ? now - now % 100 + value : now - now % 100 - 100 + value;
    }

    private static Target.@Nullable Years range(Matcher m, int group, int now) {
        String first = m.group(group);
        return years(full(first, now), second(first, m.group(group + 1), now));
    }

    /** The end of a range: 1994-98 ends in the century it starts in. */
    private static int second(String first, String text, int now) {
        int start = full(first, now);
        int value = ChineseNumerals.parse(text);
        return value >= 100 ? full(text, now) : start < 0 || value < 0 ? -1 : start - start % 100 + value;
    }

    private Target.@Nullable Years shortYear(Matcher m, int now) {
        int value = ChineseNumerals.parse(m.group(1));
        String side = m.group(2);
        boolean ago = side != null && (side.equals("前") || side.endsWith("以前") || side.equals("之前"));
        if (ago && value < 60) {
            return null; // years ago
        }
        // Small numbers are more often a length of time than a year.
        boolean length = value >= 10 && value < 30;
        String next = m.group(3);
        if (length && (side == null || !ago) && !next.matches("的(电影|片|动|喜|科|爱).*|上映.*|出品.*|拍.*|版.*")) {
            return null;
        }
        return side(single(shortYear(m.group(1), now)), null, side);
    }

    private Target.@Nullable Years pair(Matcher m, int now) {
        Target.Years first = decade(m.group(2) + "十", m.group(1), now);
        Target.Years second = decade(m.group(3) + "十", m.group(1), now);
        return first == null || second == null ? null : years(first.from(), second.to());
    }

    private Target.@Nullable Years listed(Matcher m, int now) {
        Target.Years first = decade(m.group(2), m.group(1), now);
        Target.Years second = decade(m.group(3), m.group(1), now);
        return first == null || second == null ? null : years(first.from(), second.to());
    }

    private Target.@Nullable Years decades(Matcher m, int now) {
        Target.Years first = part(decade(m.group(2), m.group(1), now), m.group(3));
        if (first != null && m.group(5) != null) {
            String century = m.group(4) == null ? m.group(1) : m.group(4);
            Target.Years second = part(decade(m.group(5), century, now), m.group(6));
            return second == null ? null : side(years(first.from(), second.to()), null, m.group(7));
        }
        return side(first, null, m.group(7));
    }

    /** A decade named by its tens, such as 90, 九十, 1990 or 零零; 20 and less mean the latest one that has films. */
    private Target.@Nullable Years decade(String tens, @Nullable String century, int now) {
        int value = tens.equals("十") ? 10 : ChineseNumerals.parse(tens);
        if (value < 0 || value % 10 != 0) {
            return null;
        }
        int start;
        if (value >= 1000) {
            start = value;
        } else if (century != null) {
            start = switch (century) {
                case "十九世纪", "19世纪" -> 1800 + value;
                case "二十一世纪", "21世纪", "本世纪" -> 2000 + value;
                default -> 1900 + value;
            };
        } else {
            start = 2000 + value <= Math.min(now, facts.hasYears() ? Math.max(facts.newestYear(), 2019) : now)
                    ? 2000 + value
                    : 1900 + value;
        }
        return years(start, start + 9);
    }

    private static Target.@Nullable Years decadeWord(String word) {
        Integer tens = ENGLISH_TENS.get(word.substring(0, 2));
        return tens == null ? years(2000, 2009) : years(1900 + tens, 1909 + tens);
    }

    private static Target.@Nullable Years part(Target.@Nullable Years decade, @Nullable String part) {
        if (decade == null || part == null) {
            return decade;
        }
        int start = decade.from();
        return switch (part) {
            case "初", "初期", "早期", "early" -> years(start, start + 3);
            case "前期", "前半", "前半期" -> years(start, start + 4);
            case "中期", "中叶", "mid" -> years(start + 4, start + 6);
            case "中后期", "后半", "后半期" -> years(start + 5, start + 9);
            default -> years(start + 7, start + 9);
        };
    }

    /** Turns a stretch of years into what lies on one side of it, as a word in front of it or behind it says. */
    private static Target.@Nullable Years side(
            Target.@Nullable Years years, @Nullable String part, @Nullable String side) {
        Target.Years base = part(years, part);
        if (base == null || side == null) {
            return base;
        }
        String word = side.strip().replace("-", "").replaceFirst("^[及或]", "");
        boolean including = side.startsWith("及") || side.startsWith("或");
        return switch (word) {
            case "以前", "之前", "前", "往前", "before", "pre", "prior to" ->
                years(FIRST_YEAR, including ? base.to() : base.from() - 1);
            case "之后" -> years(base.to() > base.from() ? base.to() + 1 : base.from(), LAST_YEAR);
            case "after", "post" -> years(base.to() + 1, LAST_YEAR);
            case "以后", "后", "以来", "起", "起计", "起算", "算起", "计起", "往后", "开始", "开始计", "开始算", "至今", "到现在", "since" ->
                years(base.from(), LAST_YEAR);
            case "左右", "前后" -> years(base.from() - 2, base.to() + 2);
            default -> base;
        };
    }

    private static Target.@Nullable Years englishSide(Matcher m, int now) {
        int year = full(m.group(2), now);
        if (year < 0) {
            return null;
        }
        return switch (m.group(1)) {
            case "before", "pre", "prior to", "earlier than", "older than" -> years(FIRST_YEAR, year - 1);
            case "until", "up to" -> years(FIRST_YEAR, year);
            case "after", "post", "later than", "newer than" -> years(year + 1, LAST_YEAR);
            case "since" -> years(year, LAST_YEAR);
            case "around", "circa" -> years(year - 2, year + 2);
            default -> year > now + 1 ? null : single(year);
        };
    }

    private Target.@Nullable Years last(@Nullable String number, int now) {
        int count = number == null || number.equals("几") || number.equals("些") ? A_FEW : ChineseNumerals.parse(number);
        return lastYears(count, now);
    }

    private Target.@Nullable Years englishLast(@Nullable String number, @Nullable String unit, int now) {
        if (unit == null) {
            return lastYears(A_FEW, now);
        }
        String word = number == null ? "" : number.toLowerCase(Locale.ROOT);
        int count = switch (word) {
            case "", "few" -> unit.startsWith("decade") ? 10 : unit.equals("year") ? -1 : A_FEW;
            case "couple of", "two" -> 2;
            case "three" -> 3;
            case "five" -> 5;
            case "ten" -> 10;
            case "twenty" -> 20;
            default -> ChineseNumerals.parse(word);
        };
        return lastYears(count, now);
    }

    private Target.@Nullable Years lastYears(int count, int now) {
        if (count < 1 || count > 200) {
            return null;
        }
        int end = recent();
        return years(end - count + 1, Math.max(end, now));
    }

    private static Target.@Nullable Years ago(String number, int now) {
        int count = number.startsWith("几") ? number.length() == 1 ? A_FEW : 30 : ChineseNumerals.parse(number);
        return count < 1 || count > 150 ? null : years(FIRST_YEAR, now - count);
    }

    private static Target.@Nullable Years century(String name, boolean before) {
        boolean last = name.startsWith("上") || name.startsWith("二十世") || name.startsWith("20");
        if (before) {
            return years(FIRST_YEAR, last ? 1899 : 1999);
        }
        return last ? years(1900, 1999) : years(2000, LAST_YEAR);
    }

    private static Target.@Nullable Years republicDecade(Matcher m) {
        String tens = m.group(1) == null ? m.group(2) : m.group(1);
        int start = 1911 + 10 * (tens == null ? 1 : ChineseNumerals.parse(tens));
        return years(start, start + 9);
    }

    private static Target.@Nullable Years named(String word, int now) {
        return switch (word) {
            case "今年", "this year" -> single(now);
            case "前年" -> single(now - 2);
            default -> single(now - 1);
        };
    }
}
