package io.movieai.query;

import io.movieai.query.TitleIndex.Guess;
import io.movieai.query.TitleMention.Role;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the titles that a request names. In quotation marks a title is a title. Without them it takes evidence, because
 * many titles are ordinary words: the request is nothing else, words such as 讲的啥 or 像…一样 stand beside it, or the title
 * is long and says nothing that the reader knows otherwise. Misspelt titles are looked for in the first two places only.
 */
final class TitleReader {
    /** How many stretches beside a word such as 类似 are tried for a misspelt title. */
    private static final int MOST_GUESSES = 8;

    private static final String ARTICLE = "the ";
    private static final int SUBJECT_LENGTH = 4;
    private static final int SHORT_CLAUSE = 3;
    private static final int LEAST_HEARD = 3;

    private static final double ALONE = 0.95;
    private static final double BESIDE = 0.9;
    private static final double RUNNING = 0.7;
    private static final double PER_EDIT = 0.1;

    private static final Pattern SEQUEL =
            Pattern.compile("(?:[ :,-]*(?:part |第)?([2-9]|[二三四五六七八九]|ii|iii|iv)部?)[ ?.!]*");

    private static final Pattern ASKS_ABOUT_FILM =
            Pattern.compile("讲|说|好看|上映|哪年|结局|剧情|评分|片长|是谁|谁[导拍演]|有吗|片库|有收录|资源|在哪看|哪里看|plot|cast|ending");

    /** What is asked about words in quotation marks that are words and no title. */
    private static final Pattern ASKS_ABOUT_WORD = Pattern.compile(
            "(?:英语|英文|日语|日文|法语|德语|韩语|俄语|粤语|西班牙语|外语|文言文|中文)[^,.;!?]{0,12}怎么|怎么(?:念|读|拼|翻译|造句)|近义词|反义词"
                    + "|(?<![a-z])(?:how do (?:you|i) (?:say|spell|pronounce)|translate|synonyms?|in (?:english|french|spanish|german|japanese|chinese)(?! (?:movie|film|cinema)))(?![a-z])");

    private static final Pattern WORD = Pattern.compile("[^a-z']+");
    private static final Pattern INNER_ARTICLE = Pattern.compile("(?<=[a-z] )(the|an?)(?= [a-z])");

    private static final int LONGEST_STRANGER = 12;
    private static final Pattern NUMBERED_STRANGER =
            Pattern.compile("^ *(?:[《]?)([\\u3400-\\u9fff]{3,8}) ?([1-9]|第[一二三四五六七八九]部)[ ?.!]*$");

    private final TitleIndex index;
    private final Set<String> ordinary = new HashSet<>();

    TitleReader(TitleIndex index) {
        this.index = index;
        for (Vocabulary.Row row : Vocabulary.rows("ordinary-words.txt", 1)) {
            ordinary.addAll(List.of(row.cells().get(0).split(" ", -1)));
        }
    }

    /** A stretch of the text that may be a title. */
    private record Candidate(int start, int end, int key, double confidence) {
        int length() {
            return end - start;
        }
    }

    /**
     * Returns the titles in quotation marks; every other pair of marks is left alone.
     *
     * @param request the request, not folded
     */
    List<Mark> quoted(CharSequence request, MarkedText marked) {
        List<Mark> titles = new ArrayList<>();
        for (Quotes.Quote quote : Quotes.find(request)) {
            if (!quote.title() && ASKS_ABOUT_WORD.matcher(marked.text()).find()) {
                continue;
            }
            TitleText name = TitleText.of(marked.text(), quote.innerStart(), quote.innerEnd());
            int key = lookUp(name, 0, name.length());
            double confidence = 1;
            if (key < 0 && name.length() > 0) {
                Guess guess = index.guess(withoutArticle(marked, quote.innerStart(), quote.innerEnd()));
                if (guess != null) {
                    key = guess.key();
                    confidence = 1 - guess.edits() * PER_EDIT;
                }
            }
            boolean about = quote.title() || Surroundings.isBeside(marked, quote.start(), quote.end());
            if (key >= 0) {
                titles.add(title(marked, quote.start(), quote.end(), key, confidence));
            } else if (about && name.length() > 0) {
                Role role = RoleReader.role(marked, quote.start(), quote.end());
                titles.add(Mark.of(quote.start(), quote.end(), new Target.Title(List.of(), 1, role)));
            }
        }
        return titles;
    }

    /** Returns the titles outside of quotation marks. */
    List<Mark> bare(CharSequence request, MarkedText marked, TitleText reduced, List<Mark> quoted) {
        List<Candidate> candidates = new ArrayList<>();
        addSpelt(candidates, request, marked, reduced);
        addSpeltWithoutArticles(candidates, request, marked);
        addHeard(candidates, marked, reduced);
        candidates.removeIf(
                candidate -> quoted.stream().anyMatch(quote -> quote.overlaps(candidate.start(), candidate.end())));
        boolean settled = candidates.stream().anyMatch(c -> Surroundings.isApart(marked, c.start(), c.end()));
        if (!settled && quoted.isEmpty()) {
            Candidate guess = misspelt(marked);
            if (guess != null) {
                candidates.removeIf(candidate -> candidate.length() < guess.length());
                candidates.add(guess);
            }
        }
        if (candidates.isEmpty() && quoted.isEmpty()) {
            Mark stranger = stranger(marked);
            if (stranger != null) {
                return List.of(stranger);
            }
        }
        candidates.sort(Comparator.comparing((Candidate c) -> -c.length()).thenComparing(Candidate::start));
        List<Mark> titles = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (titles.stream().noneMatch(title -> title.overlaps(candidate.start(), candidate.end()))) {
                Mark missing = missingSequel(marked, candidate);
                titles.add(
                        missing != null
                                ? missing
                                : title(
                                        marked,
                                        candidate.start(),
                                        candidate.end(),
                                        candidate.key(),
                                        candidate.confidence()));
            }
        }
        titles.sort(Comparator.comparingInt(Mark::start));
        return titles;
    }

    private void addSpelt(List<Candidate> candidates, CharSequence request, MarkedText marked, TitleText reduced) {
        int longest = index.longest();
        for (int from = 0; from < reduced.length(); from++) {
            if (!reduced.startsWord(from)) {
                continue;
            }
            int hash = 0;
            for (int to = from + 1; to <= Math.min(reduced.length(), from + longest); to++) {
                hash = 31 * hash + reduced.charAt(to - 1);
                if (reduced.endsWord(to - 1)) {
                    int key = index.find(reduced, from, to, hash);
                    if (key >= 0) {
                        addIfMeant(candidates, request, marked, reduced.start(from), reduced.end(to - 1), key);
                    }
                }
            }
        }
    }

    /** Adds the titles in which an article stands where the title has none: Hunt for the Red October. */
    private void addSpeltWithoutArticles(List<Candidate> candidates, CharSequence request, MarkedText marked) {
        StringBuilder bare = new StringBuilder(marked.text());
        Matcher article = INNER_ARTICLE.matcher(marked.text());
        BitSet dropped = new BitSet();
        while (article.find()) {
            for (int i = article.start(1); i < article.end(1); i++) {
                bare.setCharAt(i, ' ');
            }
            dropped.set(article.start(1));
        }
        if (dropped.isEmpty()) {
            return;
        }
        List<Candidate> found = new ArrayList<>();
        addSpelt(found, request, marked, TitleText.of(bare));
        found.removeIf(candidate -> {
            int inner = dropped.nextSetBit(candidate.start() + 1);
            return inner < 0 || inner >= candidate.end();
        });
        candidates.addAll(found);
    }

    /**
     * Returns a name that no film goes by and that nothing but words that ask about a film follow (某某某讲了什么), or that is a
     * name with the number of a sequel and nothing else (某某某4).
     */
    private static @Nullable Mark stranger(MarkedText marked) {
        if (marked.marks().stream().anyMatch(Mark::isTarget)) {
            return null;
        }
        Matcher numbered = NUMBERED_STRANGER.matcher(marked.text());
        if (numbered.find() && isStrange(marked, numbered.start(1), numbered.end(1))) {
            return Mark.of(numbered.start(1), numbered.end(2), new Target.Title(List.of(), RUNNING, Role.ABOUT));
        }
        for (Mark mark : marked.marks()) {
            if (!mark.is(Cue.ABOUT_AFTER) || mark.start() == 0) {
                continue;
            }
            boolean asks = ASKS_ABOUT_FILM
                    .matcher(marked.between(mark.start(), mark.end()))
                    .find();
            boolean unknown = marked.uncovered(0, mark.start()) == mark.start();
            boolean last = marked.uncovered(mark.end(), marked.text().length()) == 0;
            return asks && unknown && last && mark.start() >= 2 && mark.start() <= LONGEST_STRANGER
                    ? Mark.of(0, mark.start(), new Target.Title(List.of(), RUNNING, Role.ABOUT))
                    : null;
        }
        return null;
    }

    /** Returns whether at most one character says anything by itself: 地 in 流浪地球. */
    private static boolean isStrange(MarkedText marked, int start, int end) {
        return marked.uncovered(start, end) >= end - start - 1;
    }

    private int lookUp(TitleText name, int from, int to) {
        if (from >= to) {
            return -1;
        }
        int key = index.find(name, from, to);
        int start = from;
        while (key < 0 && start < to - 1 && isArticleAt(name, start, to)) {
            start = nextWord(name, start, to);
            key = index.find(name, start, to);
        }
        if (key < 0 && to - start > 2 && name.charAt(to - 1) == '1' && !RequestText.isDigit(name.charAt(to - 2))) {
            key = index.find(name, start, to - 1); // 教父第一部
        }
        return key;
    }

    private static boolean isArticleAt(TitleText name, int from, int to) {
        String word = name.substring(from, nextWord(name, from, to));
        return word.equals("the") || word.equals("a") || word.equals("an");
    }

    private static int nextWord(TitleText name, int from, int to) {
        int at = from;
        while (at < to && !name.endsWord(at)) {
            at++;
        }
        return Math.min(to, at + 1);
    }

    private String withoutArticle(MarkedText marked, int start, int end) {
        TitleText name = TitleText.of(marked.text(), start, end);
        int from = name.length() > 0 && isArticleAt(name, 0, name.length()) ? nextWord(name, 0, name.length()) : 0;
        return name.substring(from < name.length() ? from : 0, name.length());
    }

    private Mark title(MarkedText marked, int start, int end, int key, double confidence) {
        Target.Years years = YearsBeside.of(marked, start, end);
        double sure = Math.max(0.1, confidence * index.weight(key));
        Role role = RoleReader.role(marked, start, end);
        return Mark.of(
                start,
                end,
                new Target.Title(index.films(key, years, Edition.of(marked.text(), end)), Math.min(1, sure), role));
    }

    /** Returns the title with the number behind it where the catalogue has the film, but none that goes by that number. */
    private @Nullable Mark missingSequel(MarkedText marked, Candidate candidate) {
        Matcher number = SEQUEL.matcher(marked.text())
                .region(candidate.end(), marked.text().length());
        boolean whole = candidate.start() == 0 && index.weight(candidate.key()) >= TitleVariants.CLOSE;
        return whole && number.matches()
                ? Mark.of(0, number.end(1), new Target.Title(List.of(), ALONE, Role.ABOUT))
                : null;
    }

    private void addIfMeant(
            List<Candidate> candidates, CharSequence request, MarkedText marked, int start, int end, int key) {
        int from = withArticle(marked.text(), start);
        if (namesKind(marked.text(), from, end)
                || cutsNumber(marked, from, end)
                || HistoryQuestion.isBehind(marked, end)) {
            return;
        }
        boolean alone = Surroundings.isAlone(marked, from, end);
        boolean whole = alone && Surroundings.isWhole(marked.text(), from, end);
        Mark same = exactMark(marked, from, end);
        if (same != null && same.isTarget()) {
            boolean asked = !RequestText.isHan(marked.text().charAt(start))
                    && Surroundings.isBeside(marked, from, end)
                    && Surroundings.isBounded(marked, from, end);
            if ((whole || asked) && !namesGenre(same)) {
                candidates.add(new Candidate(from, end, key, whole ? ALONE : BESIDE));
            }
            return;
        }
        Mark word = from == start ? same : exactMark(marked, start, end);
        if (isFilmWord(word) || (index.weight(key) < TitleVariants.WHOLE && isRemark(marked, from, end))) {
            return; // we want to see the movie
        }
        int telling = marked.uncovered(from, end);
        if (Surroundings.followsSubject(marked, from) && end - from < SUBJECT_LENGTH) {
            return;
        }
        boolean plain = isOrdinary(marked.text(), start, end) && from == start;
        boolean beside = Surroundings.isBeside(marked, from, end);
        boolean bounded = Surroundings.isBounded(marked, from, end);
        if (whole || (alone && telling > 0 && !plain)) {
            candidates.add(new Candidate(from, end, key, ALONE));
        } else if (beside && (telling > 0 || end - from >= 4) && (bounded || (!plain && telling > 1))) {
            candidates.add(new Candidate(from, end, key, BESIDE));
        } else if (!plain && telling > 0 && isClause(marked, from, end, key)) {
            candidates.add(new Candidate(from, end, key, RUNNING));
        } else if (!plain && isDistinctive(request, marked, from, end, key)) {
            candidates.add(new Candidate(from, end, key, RUNNING));
        }
    }

    /** Adds the titles that were typed with characters of the same sound in place of the right ones. */
    private void addHeard(List<Candidate> candidates, MarkedText marked, TitleText reduced) {
        int longest = index.longestHeard();
        for (int from = 0; from < reduced.length(); from++) {
            int hash = 0;
            int last = Math.min(reduced.length(), from + longest);
            for (int to = from + 1; to <= last && !RequestText.isLatin(reduced.charAt(to - 1)); to++) {
                hash = SoundIndex.next(hash, reduced.charAt(to - 1));
                Guess guess = to - from < LEAST_HEARD ? null : index.heard(reduced, from, to, hash);
                if (guess != null && reduced.startsWord(from) && reduced.endsWord(to - 1)) {
                    addIfHeard(candidates, marked, reduced.start(from), reduced.end(to - 1), guess);
                }
            }
        }
    }

    private void addIfHeard(List<Candidate> candidates, MarkedText marked, int start, int end, Guess guess) {
        if (namesKind(marked.text(), start, end) || cutsNumber(marked, start, end)) {
            return;
        }
        int telling = marked.uncovered(start, end);
        double unsure = guess.edits() * PER_EDIT;
        if (telling * 2 > end - start && Surroundings.isAlone(marked, start, end)) {
            candidates.add(new Candidate(start, end, guess.key(), ALONE - unsure));
        } else if (telling >= 2
                && Surroundings.isBeside(marked, start, end)
                && Surroundings.isBounded(marked, start, end)) {
            candidates.add(new Candidate(start, end, guess.key(), BESIDE - unsure));
        } else if (telling > LEAST_HEARD
                && index.weight(guess.key()) >= TitleVariants.MAIN
                && Surroundings.isApart(marked, start, end)) {
            candidates.add(new Candidate(start, end, guess.key(), RUNNING - unsure));
        }
    }

    /** Returns whether a name with 片 behind it is a kind of film: 英雄片. */
    private static boolean namesKind(CharSequence text, int start, int end) {
        return end < text.length() && text.charAt(end) == '片' && end - start < SUBJECT_LENGTH;
    }

    /** A number that says more than itself, as in 1984年, is no title. */
    private static boolean cutsNumber(MarkedText marked, int start, int end) {
        List<Mark> marks = marked.marks();
        for (int i = Math.max(0, marked.firstFrom(start) - 1);
                i < marks.size() && marks.get(i).start() < end;
                i++) {
            Mark mark = marks.get(i);
            boolean number = mark.meanings().get(0) instanceof Target.Years
                    || mark.meanings().get(0) instanceof Target.Rating;
            if (number && mark.overlaps(start, end) && (mark.start() < start || mark.end() > end)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Mark exactMark(MarkedText marked, int start, int end) {
        int i = marked.firstFrom(start);
        if (i == marked.marks().size()) {
            return null;
        }
        Mark mark = marked.marks().get(i);
        return mark.start() == start && mark.end() == end ? mark : null;
    }

    private static boolean isFilmWord(@Nullable Mark mark) {
        return mark != null && mark.is(Cue.FILM);
    }

    /** Returns whether a stretch is an everyday sentence that opens a talk, before films are asked for: I'm home alone. */
    private boolean isRemark(MarkedText marked, int start, int end) {
        CharSequence text = marked.text();
        boolean everyday = RequestText.isLatin(text.charAt(start))
                && marked.between(start, end).indexOf(' ') > 0
                && marked.uncovered(0, start) == 0
                && WORD.splitAsStream(marked.between(start, end))
                        .allMatch(word -> word.length() < 4 || word.indexOf('\'') > 0 || ordinary.contains(word));
        if (!everyday) {
            return false;
        }
        int clause = end;
        while (clause < text.length() && !MarkedText.endsClause(text.charAt(clause))) {
            clause++;
        }
        for (int i = marked.firstFrom(clause); i < marked.marks().size(); i++) {
            Mark mark = marked.marks().get(i);
            if (namesGenre(mark) || mark.meanings().get(0) instanceof Target.Years) {
                return true;
            }
        }
        return false;
    }

    private static boolean namesGenre(Mark mark) {
        return mark.meanings().get(0) instanceof Target.Genres genres && genres.words() == Target.Words.NAME;
    }

    /** Returns where a title starts with its definite article; "a" belongs to any noun. */
    private static int withArticle(CharSequence text, int start) {
        int from = start - ARTICLE.length();
        return from >= 0
                        && text.subSequence(from, start).toString().equals(ARTICLE)
                        && RequestText.isBoundary(text, from)
                ? from
                : start;
    }

    private boolean isOrdinary(CharSequence text, int start, int end) {
        return ordinary.contains(text.subSequence(start, end).toString());
    }

    /** Returns whether a stretch of running text can hardly be anything but a title. */
    private boolean isDistinctive(CharSequence request, MarkedText marked, int start, int end, int key) {
        if (index.weight(key) < TitleVariants.MAIN) {
            return false;
        }
        CharSequence text = marked.text();
        int han = 0;
        int letters = 0;
        int words = 0;
        int rare = 0;
        int capitals = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (RequestText.isHan(c)) {
                han++;
            } else if (RequestText.isLatin(c)) {
                letters++;
                if (i == start || (!RequestText.isLatin(text.charAt(i - 1)) && text.charAt(i - 1) != '\'')) {
                    int wordEnd = i;
                    while (wordEnd < end && RequestText.isLatin(text.charAt(wordEnd))) {
                        wordEnd++;
                    }
                    words++;
                    rare += ordinary.contains(text.subSequence(i, wordEnd).toString()) || wordEnd - i < 4 ? 0 : 1;
                    capitals += Character.isUpperCase(request.charAt(i)) ? 1 : 0;
                }
            }
        }
        int telling = marked.uncovered(start, end);
        if (han > 0) {
            boolean apart = Surroundings.isApart(marked, start, end);
            boolean numbered = han >= 2 && RequestText.isDigit(text.charAt(end - 1)) && apart;
            boolean whole = index.weight(key) == TitleVariants.WHOLE; // 刺激1995, each part of which says something else
            boolean nearly =
                    whole && han >= 3 && telling >= han - 1 && (apart || Surroundings.isWatched(marked, start)); // 碟中谍
            boolean full =
                    whole && telling >= 2 && (han >= 5 || (han == 4 && apart)); // 夜访吸血鬼, among which 吸血鬼 is known
            return nearly
                    || full
                    || (telling >= 3 && (han >= 4 || (han >= 2 && apart)))
                    || (numbered && (telling >= 2 || whole));
        }
        boolean chinese = Language.of(request.toString()) == Language.CHINESE;
        if (words >= 3) {
            return rare > 0 && letters >= 10 && telling >= 4;
        }
        return rare > 0 && telling >= 4 && (chinese ? letters >= 4 : words == 2 && capitals == 2 && start > 0);
    }

    /** Returns whether a title, or the main part of one, is the request's first clause. */
    private boolean isClause(MarkedText marked, int start, int end, int key) {
        float least = end - start < SHORT_CLAUSE ? TitleVariants.WHOLE : TitleVariants.MAIN;
        return end - start > 1 && index.weight(key) >= least && LeadingTitle.is(marked, start, end);
    }

    private @Nullable Candidate misspelt(MarkedText marked) {
        Candidate best = null;
        int guesses = 0;
        for (NameStretches.Stretch stretch : NameStretches.of(marked)) {
            int start = stretch.start();
            int end = stretch.end();
            int letters = TitleText.of(marked.text(), start, end).length();
            if (guesses == MOST_GUESSES
                    || marked.uncovered(start, end) * 2 < letters
                    || HistoryQuestion.isBehind(marked, end)) {
                continue;
            }
            guesses++;
            String name = withoutArticle(marked, start, end);
            Guess guess = index.guess(name);
            if (guess != null && (guess.edits() > 0 ? !isRemark(marked, start, end) : !ordinary.contains(name))) {
                double confidence = (stretch.alone() ? ALONE : BESIDE) - guess.edits() * PER_EDIT;
                if (best == null || confidence > best.confidence()) {
                    best = new Candidate(withArticle(marked.text(), start), end, guess.key(), confidence);
                }
            }
        }
        return best;
    }
}
