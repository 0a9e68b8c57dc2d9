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
    private static final Pattern NEXT = Pattern.compile("[2-9][0-9]");

    /** A smaller number is more often a count than a year, unless an apostrophe or a list tells. */
    private static final int LEAST_ALONE = 50;

    private TwoDigitYears() {}

    static void read(PatternMarks found) {
        found.all(SAID, TwoDigitYears::years);
        found.all(APOSTROPHE, TwoDigitYears::years);
    }

    private static Target.@Nullable Years years(Matcher m) {
        int first = Integer.parseInt(m.group(2));
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
