package io.movieai.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * People that a request names where the catalogue does not know who made its films: names that no index holds, told by the
 * words beside them (…主演的, starring …), by the dot within them (汤姆·汉克斯), and by capitals.
 */
final class UnknownPeople {
    private static final Pattern BEHIND_NAME =
            Pattern.compile("(?:主演|出演|参演|饰演|执导|导演|导|演|拍)(?:过|了)?(?=的|电影|影片|片|作品|戏| *$| *[,.!?;])");
    private static final Pattern BEFORE_NAME = Pattern.compile("(?:导演|主演|演员)(?:是|为|叫|有|:|：)");
    private static final Pattern DOT = Pattern.compile("·");
    private static final Pattern ENGLISH = Pattern.compile(
            "(?<![\\p{L}])(?i:starring|directed by|acted by) (?:(?i:actor|actress) )?(\\p{L}[\\p{L}.'-]{0,20}(?: \\p{L}[\\p{L}.'-]{0,20}){0,2})");
    /** Without a word that only people have, it takes capitals, and a cue without one, for titles are written like this too. */
    private static final Pattern CAPITALS = Pattern.compile(
            "(?<![\\p{L}])(?:with|featuring|by) (\\p{Lu}[\\p{L}.'-]{0,20}(?: \\p{Lu}[\\p{L}.'-]{0,20}){1,3})"
                    + "|(?<![\\p{L}])(?:films?|movies?|something|anything|ones?) by (\\p{Lu}\\p{L}{2,20})");

    /** What may stand before a name without a space and does not belong to it. */
    private static final String LEADS = "由请找求跟和与被是有让给";
    /** What no name holds, whatever stands around it. */
    private static final String NEVER = "的了吗呢吧谁哪啥";
    /** A place, a tool or a time that something is filmed with, but no person. */
    private static final Pattern HOW_FILMED = Pattern.compile("[在用以为从把被年月]");

    private static final Set<String> ENDS = Set.of(
            "and", "or", "but", "in", "from", "that", "which", "with", "about", "set", "not", "no", "please", "made",
            "for", "who", "on", "of", "to", "the", "a", "an", "is", "are", "movie", "film", "movies", "films");

    private static final int LONGEST = 20;

    private final MarkedText marked;
    private final List<Name> names = new ArrayList<>();

    /**
     * A person that is named.
     *
     * @param name where the name stands
     * @param mark the name with the word that tells it is one
     */
    record Name(Span name, Mark mark) {}

    private UnknownPeople(MarkedText marked) {
        this.marked = marked;
    }

    /**
     * Returns the people that a text names, in order.
     *
     * @param written the folded text with its capitals
     * @param marked the same text with what is known of it
     */
    static List<Name> read(String written, MarkedText marked) {
        UnknownPeople people = new UnknownPeople(marked);
        people.ideographs();
        people.letters(ENGLISH.matcher(written), written);
        people.letters(CAPITALS.matcher(written), written);
        people.names.sort((a, b) -> Integer.compare(a.name.start(), b.name.start()));
        return people.names;
    }

    private void ideographs() {
        Matcher behind = BEHIND_NAME.matcher(marked.text());
        while (behind.find()) {
            int start = start(behind.start());
            boolean filmed = behind.group().startsWith("拍");
            if (!filmed
                    || !HOW_FILMED
                            .matcher(marked.between(start, behind.start()))
                            .find()) {
                add(start, behind.start(), behind.end());
            }
        }
        Matcher before = BEFORE_NAME.matcher(marked.text());
        while (before.find()) {
            add(before.end(), end(before.end()), 0);
        }
        Matcher dot = DOT.matcher(marked.text());
        while (dot.find()) {
            add(start(dot.start()), end(dot.end()), 0);
        }
    }

    /** Returns where a name begins that ends here. */
    private int start(int end) {
        int start = end;
        while (start > 0 && end - start < LONGEST && isPart(start - 1, start - 2)) {
            start--;
        }
        while (end - start > 2 && LEADS.indexOf(marked.text().charAt(start)) >= 0) {
            start++;
        }
        return start;
    }

    private int end(int start) {
        int end = start;
        while (end < marked.text().length() && end - start < LONGEST && isPart(end, end + 1)) {
            end++;
        }
        return end;
    }

    /** A character that says something by itself may be part of a name when what lies beyond says nothing: 里 in 克里斯. */
    private boolean isPart(int at, int beyond) {
        return isUnknown(at)
                || (RequestText.isHan(marked.text().charAt(at))
                        && NEVER.indexOf(marked.text().charAt(at)) < 0
                        && isUnknown(beyond)
                        && marked.marks().stream().anyMatch(mark -> mark.start() == at && mark.end() == at + 1));
    }

    private boolean isUnknown(int at) {
        if (at < 0 || at >= marked.text().length()) {
            return false;
        }
        char c = marked.text().charAt(at);
        return c == '·' || (RequestText.isHan(c) && NEVER.indexOf(c) < 0 && marked.uncovered(at, at + 1) > 0);
    }

    private void letters(Matcher matcher, String written) {
        while (matcher.find()) {
            int group = matcher.group(1) != null ? 1 : 2;
            int start = matcher.start(group);
            int end = start;
            for (String word : matcher.group(group).split(" ", -1)) {
                int next = written.indexOf(word, end) + word.length();
                boolean known = marked.uncovered(next - word.length(), next)
                        < word.chars().filter(Character::isLetterOrDigit).count();
                if (known || ENDS.contains(RequestText.fold(word))) {
                    break;
                }
                end = next;
            }
            while (end > start && !Character.isLetterOrDigit(written.charAt(end - 1))) {
                end--;
            }
            add(start, end, 0);
        }
    }

    /** Adds a name unless it is too short or stands within another. */
    private void add(int start, int end, int covered) {
        boolean told = names.stream().anyMatch(known -> known.mark.overlaps(start, Math.max(end, covered)));
        if (end - start >= 2 && marked.uncovered(start, end) >= 2 && !told) {
            names.add(new Name(new Span(start, end), Mark.of(start, Math.max(end, covered), Cue.FILM)));
        }
    }
}
