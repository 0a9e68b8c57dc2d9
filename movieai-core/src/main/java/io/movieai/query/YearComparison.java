package io.movieai.query;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads years that are given by comparing with a film: 比教父新一点的, newer than Alien. */
final class YearComparison {
    private static final Pattern THAN = Pattern.compile("比(?:起|较)?[《“\"']*$");
    private static final Pattern BEHIND =
            Pattern.compile("[》”\"' ]*(?:上映|拍|出)?得?(?:还|要|更|再|稍微|稍)*(?:(新|晚|近)|(老|早|旧))(?:一点点?|一些|点|些)?的?");
    private static final Pattern BEFORE = Pattern.compile(
            "(?:(newer|more recent|later|made after|after)|(older|earlier|made before|before))(?: than)? [\"']?(?:the )?$");
    private static final int CONTEXT = 24;

    private YearComparison() {}

    /** Returns the years that stand beside titles, one mark for the words of each comparison. */
    static List<Mark> read(CharSequence text, List<Mark> titles, Catalog catalog) {
        List<Mark> years = new ArrayList<>();
        for (Mark title : titles) {
            OptionalInt year = year(title, catalog);
            Mark words = year.isEmpty() ? null : words(text, title, year.getAsInt());
            if (words != null) {
                years.add(words);
            }
        }
        return years;
    }

    /** Returns whether a comparison stands beside this stretch of the text. */
    static boolean isBeside(CharSequence text, int start, int end) {
        return words(text, Mark.of(start, end, Cue.FILLER), 0) != null;
    }

    private static @Nullable Mark words(CharSequence text, Mark title, int year) {
        CharSequence ahead = text.subSequence(Math.max(0, title.start() - CONTEXT), title.start());
        if (THAN.matcher(ahead).find()) {
            Matcher behind = BEHIND.matcher(text).region(title.end(), Math.min(text.length(), title.end() + CONTEXT));
            return behind.lookingAt() ? mark(title.end(), behind.end(), behind.group(1) != null, year) : null;
        }
        Matcher before = BEFORE.matcher(ahead);
        if (before.find()) {
            int start = title.start() - ahead.length() + before.start();
            if (RequestText.isBoundary(text, start)) {
                return mark(start, title.start(), before.group(1) != null, year);
            }
        }
        return null;
    }

    private static Mark mark(int start, int end, boolean later, int year) {
        Target.Years years =
                later ? new Target.Years(year + 1, Target.Years.LAST) : new Target.Years(Target.Years.FIRST, year - 1);
        return Mark.of(start, end, years);
    }

    private static OptionalInt year(Mark title, Catalog catalog) {
        return title.meanings().get(0) instanceof Target.Title named
                        && !named.films().isEmpty()
                ? catalog.find(named.films().get(0)).map(Movie::year).orElse(OptionalInt.empty())
                : OptionalInt.empty();
    }
}
