package io.movieai.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads years of the last century that English writes with two digits: from 96 or 97, between 85 and 89, '94. */
final class TwoDigitYears {
    private static final String YEAR = "'?([2-9][0-9])";
    private static final String NO_MORE =
            "(?![0-9a-z%'.:]| ?(?:min|minutes?|movies?|films?|titles?|people|years?|days?|hours?|hrs?"
                    + "|percent|dollars?|bucks|of|countries|times|pounds|kids|stars|points|or (?:more|so)|plus|other|different)(?![a-z]))";
    private static final String AND = "(?:,? ?(?:or|and|&|to|through|thru|till|until) | ?[,/-] ?)";

    private static final Pattern SAID = Pattern.compile(
            "(?<![a-z])(before|pre|prior to|after|post|since|until|up to|between|from|in|of|around|circa|late|early|year|years|made in)"
                    + "[ -](?:the )?(?:years? )?" + YEAR + "((?:" + AND + "'?[2-9][0-9])*)" + NO_MORE);
    private static final Pattern APOSTROPHE =
            Pattern.compile("(?<![a-z0-9'])()'([2-9][0-9])((?:" + AND + "'?[2-9][0-9])*)" + NO_MORE);
    /** 93、94两年, 1993、1994这两年. */
    private static final Pattern COUNTED = Pattern.compile(
            "(?<![0-9.])()((?:19)?[2-9][0-9])((?: ?年?(?:[、,和与跟及-] ?)(?:19)?[2-9][0-9]){1,3}) ?年?这?[两二三四2-4]年(?:间|里|内|之间)?(?![前后多来])");

    private static final String FILM = "(?:电影|影片|片子?|喜剧|动作|爱情|科幻|恐怖|惊悚|悬疑|战争|西部|犯罪|冒险|奇幻|剧情|动画|纪录|歌舞|音乐|黑色|浪漫|儿童"
            + "|movies?|films?|comed(?:y|ies)|romcoms?|action|romances?|sci-?fi|horror|thrillers?|myster(?:y|ies)|war|westerns?|crime|adventures?|fantasy|dramas?|animation|documentar(?:y|ies)|musicals?|noir)";

    /** A range beside a kind of film, with nothing else between them: 93-96的惊悚片. */
    private static final Pattern BESIDE =
            Pattern.compile("(?<![0-9a-z.:/$-])()([3-9][0-9])( ?[-到至]{1,2} ?[3-9][0-9])(?:" + "(?= ?(?:之间|间)?(?:的)? ?"
                    + FILM + ")|(?<=" + FILM + "[ ,:]{0,2}[0-9]{2} ?[-到至]{1,2} ?[0-9]{2})(?= ?(?:[,.;!?]|的|$)))");

    private static final Pattern NEXT = Pattern.compile("[2-9][0-9](?![0-9])");

    /** A smaller number is more often a count than a year, unless an apostrophe or a list tells. */
    private static final int LEAST_ALONE = 50;

    private TwoDigitYears() {}

    /** Reads the years of which a request says how many they are; they would else be read one by one. */
    static void readCounted(PatternMarks found) {
        found.all(COUNTED, TwoDigitYears::years);
    }

    static void read(PatternMarks found) {
        found.all(BESIDE, m -> isAscending(m) ? years(m) : null);
        found.all(SAID, TwoDigitYears::years);
        found.all(APOSTROPHE, TwoDigitYears::years);
    }

    private static boolean isAscending(Matcher m) {
        String second = m.group(3);
        return Integer.parseInt(m.group(2)) < Integer.parseInt(second.substring(second.length() - 2));
    }

    private static Target.@Nullable Years years(Matcher m) {
        int first = Integer.parseInt(m.group(2)) % 100;
        int from = first;
        int to = first;
        int count = 1;
        Matcher next = NEXT.matcher(m.group(3));
        while (next.find()) {
            int year = Integer.parseInt(next.group());
            from = Math.min(from, year);
            to = Math.max(to, year);
            count++;
        }
        boolean told = m.group().indexOf('\'') >= 0 || count > 1 || first >= LEAST_ALONE;
        if (!told || (m.group(1).equals("between") && count == 1)) {
            return null;
        }
        return switch (m.group(1)) {
            case "before", "pre", "prior to" -> new Target.Years(Target.Years.FIRST, 1899 + from);
            case "until", "up to" -> new Target.Years(Target.Years.FIRST, 1900 + to);
            case "after", "post" -> new Target.Years(1901 + to, Target.Years.LAST);
            case "since" -> new Target.Years(1900 + from, Target.Years.LAST);
            case "around", "circa" -> new Target.Years(1898 + from, 1902 + to);
            default -> new Target.Years(1900 + from, 1900 + to);
        };
    }
}
