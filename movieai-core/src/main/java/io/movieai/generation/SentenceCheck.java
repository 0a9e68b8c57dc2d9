package io.movieai.generation;

import io.movieai.catalog.Movie;
import io.movieai.generation.GivenFilms.Name;
import io.movieai.generation.GivenFilms.Names;
import io.movieai.recommend.ItemId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges one sentence of an answer: whether it names no film but those that were given, and what it reads like with titles in
 * the place of their numbers.
 */
final class SentenceCheck {
    private static final Pattern TITLE_MARKS = Pattern.compile("[《〈]([^《》〈〉]*)[》〉]");
    private static final Pattern QUOTED = Pattern.compile(
            "“([^“”]{1,120})”|\"([^\"]{1,120})\"|「([^「」]{1,120})」|『([^『』]{1,120})』|‘([^‘’]{1,120})’(?!\\p{IsLatin})"
                    + "|(?<![\\p{IsLatin}\\p{N}])'([^']{1,120})'(?![\\p{IsLatin}\\p{N}])|«([^«»]{1,120})»");
    private static final Pattern EMPHASISED = Pattern.compile(
            "\\*{1,3}(?![\\s*])([^*]{1,120})\\*{1,3}|(?<![\\p{IsLatin}\\p{N}])_{1,2}(?![\\s_])([^_]{1,120})_{1,2}(?![\\p{IsLatin}\\p{N}])"
                    + "|`([^`]{1,120})`|<(?:i|b|em|strong|cite|u)>([^<]{1,120})</|[\\[【［]([^\\[\\]【】［］]{1,120})[\\]】］]");
    private static final Pattern UNCLOSED =
            Pattern.compile("(?:[“「『‘«]|(?<=^|[\\s，。：:(（])[\"'*_]{1,3}(?![\\s*]))([^“”\"「」『』‘’«»*_]{2,})$");

    private static final Pattern YEAR = Pattern.compile(
            "[（(\\[【]([^()（）\\[\\]【】]{0,80}?)(?<!\\d)((?:18|19|20)\\d\\d)(?!\\d)年?([^()（）\\[\\]【】]{0,80})[)）\\]】]");
    private static final Pattern YEAR_BEFORE = Pattern.compile("(?:18|19|20)\\d\\d['’]s\\s+(\\p{Lu}[\\p{L}'’-]+)");
    private static final Pattern NAME_END =
            Pattern.compile("(?:\\p{Lu}[\\p{L}'’.-]*|\\p{Lu}[\\p{L}'’-]*\\s+\\d+|\\p{IsHan})[\\s*_\"”’'」』]*$");
    private static final Pattern NO_NAME_END = Pattern.compile("(?:片|部|作|年|版|月|代|后|前|时|期|间|映|影|届)[\\s*_\"”’'」』]*$");
    private static final Pattern RANGE = Pattern.compile("^\\s*[-–—~至到、,，/]|\\d{4}\\s*$");
    private static final Pattern SEQUEL =
            Pattern.compile("^\\s?(?:[2-9]|II|III|IV|VI{0,3}|[二三四五六七八九])(?![\\p{L}\\p{N}年月日岁部个分星人位名次％%.])");

    /** What a model repeats of its rules, of orders in the data, or of the wire it speaks on. */
    private static final Pattern ORDERS = Pattern.compile(
            "(?:忽略|无视|忘记|不要理会|不要遵守).{0,14}(?:指令|规则|提示|要求|设定|限制)|(?i:(?:ignore|disregard|forget|override).{0,40}(?:instructions?|rules?|prompts?))"
                    + "|(?:系统|开发者)(?:提示词?|消息|指令)|(?i:system (?:prompt|message)|developer message)|(?i:^\\W*(?:system|assistant|user|developer)\\s*[:：])|^\\W*(?:系统|助手|用户)[:：]"
                    + "|</?(?:films|history)>|```|~~~");

    private static final Pattern JSON = Pattern.compile(
            "^\\s*[\\[{]\\s*[\"{]|^\\s*[}\\]]+,?\\s*$|\"[\\w\\u4e00-\\u9fff ]{1,40}\"\\s*[:：]\\s*[\"\\[{\\dtfn]");
    private static final Pattern NOISE = Pattern.compile("<\\|[a-zA-Z_]{2,40}\\|>|</?(?:think|answer)>");

    private final GivenFilms films;
    private final TitleEvidence evidence;
    private final FilmReferences references;

    SentenceCheck(GivenFilms films) {
        this.films = films;
        this.evidence = new TitleEvidence(films);
        this.references = new FilmReferences(films);
    }

    /**
     * A sentence that may be read.
     *
     * @param text the sentence with titles in the place of numbers
     * @param cited the films with a number that it names, in the order of their mention
     */
    record Checked(String text, Set<ItemId> cited) {}

    /** Returns what the reader gets to see of a sentence; empty if it names a film that was not given or is no prose. */
    Optional<Checked> check(String written) {
        String sentence = NOISE.matcher(written).replaceAll("");
        if (ORDERS.matcher(sentence).find() || JSON.matcher(sentence).find()) {
            return Optional.empty();
        }
        sentence = references.unwrap(sentence);
        if (!references.areGiven(sentence)) {
            return Optional.empty();
        }
        // Looked at without references, so that a number in brackets is no bracket with a number.
        String bare = references.blank(sentence);
        Names names = films.names(bare);
        if (!titleMarksHold(bare) || !otherMarksHold(bare) || !yearsHold(bare, names) || !numbersHold(bare, names)) {
            return Optional.empty();
        }
        for (Name name : names.foreign()) {
            boolean goesOn = names.given().stream().anyMatch(given -> name.covers(given.start(), given.end()));
            if (name.weight() >= MAIN_TITLE && (goesOn || evidence.isTitle(bare, name))) {
                return Optional.empty();
            }
        }
        if (evidence.namesUnknownFilm(mask(bare, names.given()))) {
            return Optional.empty();
        }
        String text = references.write(sentence, names.given());
        return text.isBlank() ? Optional.empty() : Optional.of(new Checked(text, cited(sentence, bare, names)));
    }

    /** The least weight of a match that is a title by itself: the part before a subtitle. */
    private static final float MAIN_TITLE = 0.8f;

    private Set<ItemId> cited(String sentence, String bare, Names names) {
        Set<ItemId> cited = new LinkedHashSet<>();
        references.films(sentence).forEach(movie -> cited.add(movie.id()));
        for (Name name : names.given()) {
            boolean meant = evidence.isTitle(bare, name) || isMarked(bare, name);
            for (Movie movie : name.films()) {
                if (meant && films.isCitable(movie)) {
                    cited.add(movie.id());
                }
            }
        }
        return cited;
    }

    private static boolean isMarked(String text, Name name) {
        return name.start() > 0 && "《〈“\"「『*_".indexOf(text.charAt(name.start() - 1)) >= 0;
    }

    private boolean titleMarksHold(String text) {
        Matcher marks = TITLE_MARKS.matcher(text);
        int closed = 0;
        while (marks.find()) {
            closed++;
            if (!marks.group(1).isBlank() && !isGiven(marks.group(1))) {
                return false;
            }
        }
        long opened = text.chars().filter(c -> c == '《' || c == '〈').count();
        long ended = text.chars().filter(c -> c == '》' || c == '〉').count();
        return opened == closed && ended == closed;
    }

    private boolean otherMarksHold(String text) {
        String item = AnswerSentences.itemMark(text);
        String body = text.substring(item.length());
        return marksHold(QUOTED, body, !item.isEmpty(), false)
                && marksHold(EMPHASISED, body, true, true)
                && marksHold(UNCLOSED, body, true, true);
    }

    /**
     * Returns whether what stands between marks names no other film.
     *
     * @param leads whether marked words at the beginning are likely to be what the sentence is about
     * @param emphasis whether the marks are emphasis rather than quotation marks
     */
    private boolean marksHold(Pattern pattern, String text, boolean leads, boolean emphasis) {
        Matcher marks = pattern.matcher(text);
        int from = 0;
        while (marks.find(from)) {
            String content = content(marks);
            String before = text.substring(0, marks.start());
            String after = text.substring(marks.end());
            boolean alone = after.codePoints().noneMatch(Character::isLetterOrDigit);
            boolean title = emphasis || (before.isBlank() && (leads || alone));
            if (!contentHolds(content, before, after, title)) {
                return false;
            }
            from = Math.max(marks.start() + 1, marks.end());
            if (from > text.length()) {
                return true;
            }
        }
        return true;
    }

    private static String content(Matcher marks) {
        for (int i = 1; i <= marks.groupCount(); i++) {
            if (marks.group(i) != null) {
                return marks.group(i);
            }
        }
        return "";
    }

    private boolean contentHolds(String marked, String before, String after, boolean likely) {
        String content = marked.replaceAll("[*_`\"“”]", "").replaceAll("^[\\s《〈]+|[\\s,.，。:：;；!！?？、》〉]+$", "");
        String title = content.replaceAll("\\s*[（(].*$", "").strip();
        if (title.isEmpty() || isGiven(content) || isGiven(title)) {
            return true;
        }
        boolean spelt = films.names(title).foreign().stream()
                .anyMatch(name -> rest(title, List.of(name)).isEmpty());
        if (spelt && isWholeTitle(title, before, after)) {
            return false;
        }
        return !evidence.looksLikeTitle(title, before, after, likely);
    }

    /** Returns whether marked words that are another film's whole title are meant as such, for they may be ordinary words. */
    private boolean isWholeTitle(String title, String before, String after) {
        Name name = new Name(before.length(), before.length() + title.length(), List.of(), 1);
        boolean latin = title.codePoints().noneMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        return latin
                ? !Character.isLowerCase(title.codePointAt(0)) && !films.names().contains(title)
                : evidence.isTitle(before + title + after.replaceFirst("^[”\"」』*_]+", ""), name);
    }

    /** Returns whether a text is the names of given films and nothing else. */
    private boolean isGiven(String text) {
        List<Name> given = films.names(text).given();
        return rest(text, given).isEmpty() && yearsFit(text, given);
    }

    private static boolean yearsFit(String text, List<Name> given) {
        Matcher years = FOUR_DIGITS.matcher(text);
        while (years.find()) {
            int year = Integer.parseInt(years.group());
            boolean inTitle = given.stream().anyMatch(name -> name.covers(years.start(), years.end()));
            if (!inTitle && given.stream().noneMatch(name -> isOf(name, year))) {
                return false;
            }
        }
        return true;
    }

    private static final Pattern FOUR_DIGITS = Pattern.compile("(?<!\\d)(?:18|19|20)\\d\\d(?!\\d)");

    /** Returns what is left of a text without names, years, articles and punctuation. */
    private static String rest(String text, List<Name> names) {
        return mask(text, names)
                .replaceAll("(?<!\\d)(?:18|19|20)\\d\\d年?(?!\\d)", "")
                .replaceAll("(?i)\\b(?:the|an?|and|part|电影|影片)\\b", "")
                .replaceAll("[^\\p{L}\\p{N}]|[和与、]|电影|影片", "");
    }

    private static String mask(String text, List<Name> names) {
        StringBuilder masked = new StringBuilder(text);
        for (Name name : names) {
            for (int i = name.start(); i < name.end(); i++) {
                masked.setCharAt(i, '\u00b7');
            }
        }
        return masked.toString();
    }

    /** A name with a year in brackets is a film's; it has to be a given one, of that year. */
    private boolean yearsHold(String text, Names names) {
        Matcher years = YEAR.matcher(text);
        while (years.find()) {
            int year = Integer.parseInt(years.group(2));
            String before = text.substring(0, years.start());
            int end = before.replaceAll("[\\s》〉”\"’'」』*_]+$", "").length();
            Optional<Name> name = names.given().stream()
                    .filter(given -> given.end() == end || given.covers(years.start(), years.start() + 1))
                    .findFirst();
            if (name.isPresent()) {
                if (!isOf(name.get(), year) && !RANGE.matcher(years.group(3)).find()) {
                    return false;
                }
            } else if (NAME_END.matcher(before).find()
                    && !NO_NAME_END.matcher(before).find()
                    && !RANGE.matcher(years.group(1)).find()
                    && !RANGE.matcher(years.group(3)).find()
                    && films.names().stream().noneMatch(before.strip()::endsWith)) {
                return false;
            }
        }
        Matcher before = YEAR_BEFORE.matcher(text);
        while (before.find()) {
            int start = before.start(1);
            boolean given = names.given().stream()
                    .anyMatch(name ->
                            name.covers(start, start + 1) || (name.start() > start && name.start() - start <= 4));
            if (!given && !films.isKnownWord(before.group(1))) {
                return false;
            }
        }
        return true;
    }

    /** Sources differ by a year about when a film came out. */
    private static boolean isOf(Name name, int year) {
        return name.films().stream()
                .anyMatch(
                        movie -> movie.year().isEmpty() || Math.abs(movie.year().getAsInt() - year) <= 1);
    }

    /** A given title with another number behind it is another film of the series. */
    private static boolean numbersHold(String text, Names names) {
        return names.given().stream()
                .noneMatch(name -> SEQUEL.matcher(text.substring(name.end())).find());
    }
}
