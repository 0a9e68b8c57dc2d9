package io.movieai.query;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads mean ratings given as numbers. A number above 5, one of 豆瓣 or IMDb, and one "of 10" is on a scale to 10 and is
 * halved; a number above 10 is on a scale to 100.
 */
final class RatingReader {
    /** What 五星 and 满分 mean: a mean of all viewers is never the greatest rating. */
    private static final double TOP = 4.5;

    private static final String NUMBER = "([0-9]{1,2}(?:\\.[0-9])?|[一二三四五六七八九十](?:点[一二三四五六七八九])?)";
    private static final String SCORE = "(豆瓣|imdb|评分|打分|得分|分数|均分|星级|rating|rated|score|烂番茄)";
    private static final String MORE =
            "(?:及|或)?以上|起步|起|往上|之上|朝上|打底|\\+|(?: or | and )(?:above|higher|more|better|up)| ?plus";
    private static final String LESS = "(?:及|或)?以下|之下|(?: or | and )(?:below|lower|less|under)";
    private static final String NOT_TIME = "(?![0-9钟之])";

    private static final Pattern NAMED = Pattern.compile(SCORE
            + "(?:的?(?:评分|分数|打分|得分))? ?(?:要?在|要?是|为|要|得|of|is)? ?"
            + "(低于|不到|小于|少于|under|below|less than|不超过|<=?)?(?:超过|高于|大于|不低于|不少于|至少|起码|最少|≥|>=?|over|above|at least|more than|higher than|greater than)? ?"
            + NUMBER + " ?(?:分|颗?星|stars?|/ ?10|/ ?5|out of 5|out of 10)?" + NOT_TIME + "(" + MORE + ")?(" + LESS
            + ")?");
    private static final Pattern UNIT = Pattern.compile(
            "(?<![0-9.第])(?:(至少|起码|不低于|at least |over |above |more than |≥|>=?) ?|(低于|不到|小于|少于|below |under |less than |<=?) ?)?"
                    + NUMBER + "(?: ?(分|颗?星)|[ -](stars?)(?![a-z]))" + NOT_TIME + "(" + MORE + ")?(" + LESS
                    + ")?");
    private static final Pattern OF_TEN =
            Pattern.compile("(?<![0-9.])([0-9](?:\\.[0-9])?|10) ?(?:/ ?|out of )(10|5)(" + MORE + ")?");

    private static final int SCORE_CONTEXT = 8;

    /** What stands before a score that is given. */
    private static final Pattern GIVEN = Pattern.compile("[打评给]了?(?:个|到)?$");
    /** What stands behind a score that describes films, or ends the clause. */
    private static final Pattern SCORED = Pattern.compile("的?(?:电影|影片|大片|好片|片|神作|佳作|作品|制|满分)|的?(?: *[,.;!?)]| *$|吗|有)");

    /** Returns what was read. */
    List<Mark> read(CharSequence text) {
        PatternMarks found = new PatternMarks(text);
        found.all(
                NAMED,
                m -> rating(
                        m.group(3),
                        m.group(1).equals("豆瓣")
                                || m.group(1).equals("imdb")
                                || m.group().matches(".*/ ?10.*|.*of 10.*"),
                        m.group(2) != null || m.group(5) != null));
        found.all(OF_TEN, m -> rating(m.group(1), m.group(2).equals("10"), false));
        found.all(UNIT, m -> unit(m, text));
        return found.marks();
    }

    private static @Nullable Meaning unit(Matcher m, CharSequence text) {
        boolean compared = m.group(1) != null || m.group(2) != null || m.group(6) != null || m.group(7) != null;
        boolean points =
                "分".equals(m.group(4)) && !RequestText.isDigit(m.group(3).charAt(0));
        if (points && !compared && !isScore(text, m.start(), m.end())) {
            return null;
        }
        return rating(m.group(3), false, m.group(2) != null || m.group(7) != null);
    }

    /** Returns whether a number of points is a score, and not "very" or "a part": 十分的片子, 打八分; but not 十分好看. */
    private static boolean isScore(CharSequence text, int start, int end) {
        return GIVEN.matcher(text.subSequence(Math.max(0, start - 3), start)).find()
                || SCORED.matcher(text.subSequence(end, Math.min(text.length(), end + SCORE_CONTEXT)))
                        .lookingAt();
    }

    private static @Nullable Meaning rating(String number, boolean ofTen, boolean atMost) {
        double value = value(number);
        if (value <= 0 || value > 100) {
            return null;
        }
        if (value > 10) {
            value /= 20;
        } else if (ofTen || value > 5) {
            value /= 2;
        }
        return atMost ? new Target.Rating(0, value) : new Target.Rating(Math.min(value, TOP), 5);
    }

    private static double value(String number) {
        if (RequestText.isDigit(number.charAt(0))) {
            return Double.parseDouble(number);
        }
        int point = number.indexOf('点');
        int whole = ChineseNumerals.parse(point < 0 ? number : number.substring(0, point));
        return point < 0 ? whole : whole + ChineseNumerals.digit(number.charAt(point + 1)) / 10.0;
    }
}
