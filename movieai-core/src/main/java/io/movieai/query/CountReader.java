package io.movieai.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how many films are wanted: 三部, 来5个, 两三部 (three), top 10, a couple of. 几部 says nothing. */
final class CountReader {
    /** More are not given in one answer. */
    private static final int MOST = 100;

    private static final String NUMBER = "([0-9]{1,3}|一百|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]{1,2}|俩|仨)";
    private static final String BEFORE = "(?<![0-9一二两三四五六七八九十百第.])";
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("twelve", 12),
            Map.entry("fifteen", 15),
            Map.entry("twenty", 20),
            Map.entry("a couple of", 2),
            Map.entry("couple of", 2),
            Map.entry("a couple", 2),
            Map.entry("a dozen", 12),
            Map.entry("half a dozen", 6));
    private static final String WORD =
            "([0-9]{1,3}|half a dozen|a dozen|a couple(?: of)?|couple of|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)";

    private static final Pattern FILMS = Pattern.compile(BEFORE + NUMBER + "(?:来|多)? ?(?:部|条|片子)(?![分曲门])");
    private static final Pattern THINGS = Pattern.compile(
            "(?:推荐|来|给我?|要|求|列|找|选|挑|整|搞|发)(?:出|我|你)? ?" + BEFORE + NUMBER + " ?(?:来|多)?个(?![小人月星钟路感类风味调样套性系])");
    private static final Pattern THINGS_FILMS =
            Pattern.compile(BEFORE + NUMBER + " ?个(?![路感类风味调样套性系])(?=.{0,4}(?:片|电影|影|推荐))");
    private static final Pattern FIRST = Pattern.compile("(?<![以之之目])前 ?" + NUMBER + " ?(?:名|个|部|位|(?![0-9年天月世]))");
    private static final Pattern TOP = Pattern.compile("(?<![a-z])top[- ]?" + WORD + "(?![0-9a-z])");
    private static final Pattern ASKED = Pattern.compile(
            "(?<![a-z])(?:recommend|suggest|give|show|list|find|name|pick|want|need|tell)(?: me| us)?(?: about| only| just| exactly)? "
                    + WORD + "(?![0-9a-z'.]| ?(?:star|hour|minute|year|point))");
    private static final Pattern PLURAL = Pattern.compile(
            "(?<![a-z0-9'])" + WORD
                    + " (?=(?:[a-z-]{1,12} ){0,3}(?:movies?|films?|titles|flicks|recommendations|suggestions|picks|comedies|thrillers|classics|gems|documentaries|westerns|musicals|dramas|romances|cartoons|mysteries|epics|biopics)(?![a-z]))");

    /** What was read: where, and how many. */
    record Count(Mark mark, int count) {}

    /** Returns every number of films that the text names, in no particular order; the meaning of each mark is filler. */
    List<Count> read(CharSequence text) {
        List<Count> counts = new ArrayList<>();
        PatternMarks found = new PatternMarks(text);
        for (Pattern pattern : List.of(FIRST, FILMS, THINGS, THINGS_FILMS, TOP, ASKED, PLURAL)) {
            found.all(pattern, m -> count(m, counts));
        }
        return counts;
    }

    private static @Nullable Meaning count(Matcher m, List<Count> counts) {
        int value = value(m.group(1));
        if (value < 1 || value > MOST) {
            return null;
        }
        counts.add(new Count(Mark.of(m.start(), m.end(), Cue.COUNT), value));
        return Cue.COUNT;
    }

    private static int value(String number) {
        Integer word = WORDS.get(number);
        if (word != null) {
            return word;
        }
        if (number.equals("俩")) {
            return 2;
        }
        if (number.equals("仨")) {
            return 3;
        }
        boolean about = number.length() == 2 && !RequestText.isDigit(number.charAt(0)) && number.indexOf('十') < 0;
        // 两三部: about that many, so the larger number.
        return ChineseNumerals.parse(about ? number.substring(1) : number);
    }
}
