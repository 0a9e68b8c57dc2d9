package io.movieai.recsys.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A film's title as people write it, taken from how catalogues write it: {@code Wages of Fear, The (Salaire de la peur, Le)
 * (1953)} is "The Wages of Fear" of 1953, also known as "Le Salaire de la peur".
 *
 * @param title the title, its article in front
 * @param aliases the names that stood in parentheses behind it, in their order, without the title itself
 * @param year the year that stood in parentheses behind it
 */
record FilmTitle(String title, List<String> aliases, OptionalInt year) {
    /** The years that a film can be of: the earliest moving pictures are of the 1870s. */
    private static final int FIRST_YEAR = 1870;

    private static final int LAST_YEAR = 2100;

    /**
     * An article at the end, behind a comma, with a capital letter. English, French, Italian, Spanish, Portuguese, German,
     * Dutch, the Scandinavian languages, Catalan and Hungarian.
     */
    private static final Pattern TRAILING_ARTICLE = Pattern.compile(
            "(?<rest>.*\\S), *(?<article>The|An?|L[eoa]s?|L['’]|U[nm]|Une|Des|Il|I|Gli|Un[oa]s?|Un['’]|E[ln]|Els"
                    + "|O|Os|As|Umas?|Uns|D(?:er|ie|as|em|en|et|e)|Eine?|Het|Een|['’]t|Ett?|Az)");

    /** What a year in parentheses looks like; of a span, as television series have it, the first year counts. */
    private static final Pattern YEAR = Pattern.compile("(\\d{4})(?: *[-–—] *(?:\\d{4})?)?");

    /** What separates names, or stands in front of one. */
    private static final Pattern BETWEEN_NAMES = Pattern.compile(" / |; |(?i:\\ba\\.? ?k\\.? ?a\\b\\.?)(?= )");

    private static final Pattern TRAILING_COMMA = Pattern.compile(",$");

    /** Notes on the medium, which are no names: television, video, video game. */
    private static final Set<String> MEDIA = Set.of("TV", "V", "VG");

    /** Parentheses that begin or end so belong to the title's own sentence, as in "Wanting (But Not Asking)". */
    private static final Pattern CONTINUED = Pattern.compile("(?i)(?:and|or|but|&)\\b.*");

    private static final Pattern UNFINISHED = Pattern.compile("(?i).*(?:\\b(?:and|or)|[:&/,-])");

    FilmTitle {
        aliases = List.copyOf(aliases);
    }

    /** Takes a catalogue's title apart. What it does not understand stays in the title. */
    static FilmTitle parse(String text) {
        String rest = text.strip();
        OptionalInt year = OptionalInt.empty();
        List<String> names = new ArrayList<>();
        while (rest.endsWith(")")) {
            int open = matchingParenthesis(rest);
            if (open < 0) {
                break;
            }
            String before = rest.substring(0, open).stripTrailing();
            String inside = rest.substring(open + 1, rest.length() - 1).strip();
            OptionalInt insideYear = yearIn(inside);
            if (before.isEmpty()) {
                break;
            } else if (insideYear.isPresent() && year.isEmpty()) {
                year = insideYear;
            } else if (!isName(rest, open, before, inside)) {
                break;
            } else if (!MEDIA.contains(inside)) {
                names.addAll(0, namesIn(inside));
            }
            rest = before;
        }
        String title = articleInFront(rest);
        Set<String> aliases = new LinkedHashSet<>(names);
        aliases.removeIf(name -> name.equalsIgnoreCase(title));
        return new FilmTitle(title, List.copyOf(aliases), year);
    }

    /**
     * Returns the year that a text is, as in {@code 1987}, {@code (1987)}, {@code 1987.0} or {@code 1987–1989}; empty if it is
     * none.
     */
    static OptionalInt yearIn(String text) {
        String bare = text.strip();
        if (bare.startsWith("(") && bare.endsWith(")")) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        if (bare.endsWith(".0")) {
            bare = bare.substring(0, bare.length() - 2);
        }
        Matcher matcher = YEAR.matcher(bare);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int year = Integer.parseInt(matcher.group(1));
        return year >= FIRST_YEAR && year <= LAST_YEAR ? OptionalInt.of(year) : OptionalInt.empty();
    }

    /** Moves an article from the end to the front. */
    static String articleInFront(String text) {
        Matcher matcher = TRAILING_ARTICLE.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        String rest = matcher.group("rest");
        String article = matcher.group("article");
        // The Italian and the German plural are also English words that end enumerations.
        if ((article.equals("I") || article.equals("Die")) && rest.contains(",")) {
            return text;
        }
        boolean elided = article.endsWith("'") || article.endsWith("’");
        return elided ? article + rest : article + " " + rest;
    }

    private static int matchingParenthesis(String text) {
        int depth = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == ')') {
                depth++;
            } else if (c == '(' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isName(String text, int open, String before, String inside) {
        boolean apart = Character.isWhitespace(text.charAt(open - 1));
        return apart
                && !inside.isEmpty()
                && !CONTINUED.matcher(inside).matches()
                && !UNFINISHED.matcher(before).matches();
    }

    private static List<String> namesIn(String inside) {
        List<String> names = new ArrayList<>();
        for (String name : BETWEEN_NAMES.split(inside, -1)) {
            String trimmed = TRAILING_COMMA.matcher(name.strip()).replaceFirst("");
            if (!trimmed.isEmpty()) {
                names.add(articleInFront(trimmed));
            }
        }
        return names;
    }
}
