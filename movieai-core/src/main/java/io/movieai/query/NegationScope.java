package io.movieai.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a request does not want. A negation reaches what stands behind it in its clause: the first property, those
 * listed with it, and a compound (爱情喜剧). It does not reach past a comma, 但是 or a new verb (不要恐怖要科幻), nor a noun
 * whose modifier it negates (不太长的喜剧). One at the end of a clause reaches back (血腥的就算了). Two in a row cancel out.
 */
final class NegationScope {
    /** How many characters that mean nothing to the reader may stand between a negation and what it negates. */
    private static final int REACH = 8;

    private static final int REACH_IN_LETTERS = 24;

    /** What stands between a kind of film and what is said to be the matter with it: 战争片那种血腥的. */
    private static final Pattern APPOSITION =
            Pattern.compile("(?:片子?|电影|类|题材)?(?:那种|这种|那类|这类|嗰种|呢种|那些|这些)(?:的|太|很|特别)?");

    private static final Pattern MEASURE =
            Pattern.compile("[太过那这很]|(?<![a-z])(?:too|so|very|really|overly|that)(?![a-z])");

    /** What is said of something one has had enough of, be it in a clause of its own: 爱情片一部接一部，审美疲劳了. */
    private static final Pattern ENOUGH = Pattern.compile(".*(?:腻|疲劳|够|吐|烦|厌|倒胃口)[味]?(?:了|啦|咯|喇|透|歪).*");

    /** What refuses, in a clause of its own, what the clause before it only names: 枪战片，不要. */
    private static final Pattern REFUSAL =
            Pattern.compile("(?:就|都|一律|坚决)?(?:不要|不看|不行|不想看|不考虑|免谈|免了|算了|跳过|唔要|唔睇)(?:了)?|no|no thanks|nope");

    /** What refuses all of something. */
    private static final Pattern OF_ALL = Pattern.compile("一概|一律|统统|通通");

    /** Where a question ends and something else is said. */
    private static final Pattern QUESTION = Pattern.compile("[吗么][,?]");

    /** What only points back to what was named before. */
    private static final Pattern POINTS_BACK =
            Pattern.compile("(?:[ 我咱们请也就都这那些种类个两样几的啲嗰呢]|以上|上面|前面|它们|片子?|电影|题材|类型)*+");

    /** What a request does with a property. */
    enum Polarity {
        WANTED,
        UNWANTED,
        /** Neither asked for nor refused. */
        ALLOWED
    }

    private final MarkedText marked;
    private final List<Mark> marks;
    private final Polarity[] polarities;

    private @Nullable Mark negation;
    private int negations;
    private boolean denial;
    private int lastTarget = -1;
    private boolean reached;
    private final List<Integer> group = new ArrayList<>();

    private NegationScope(MarkedText marked) {
        this.marked = marked;
        this.marks = marked.marks();
        this.polarities = new Polarity[marks.size()];
        Arrays.fill(polarities, Polarity.WANTED);
    }

    /** Returns for every mark what the request does with it; for marks that are no target the value means nothing. */
    static List<Polarity> resolve(MarkedText marked) {
        NegationScope scope = new NegationScope(marked);
        scope.run();
        return List.of(scope.polarities);
    }

    private void run() {
        int previousEnd = 0;
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            if (marked.clauseEnds(previousEnd, mark.start()) || mark.is(Cue.BREAK)) {
                negation = null;
                if (mark.is(Cue.BREAK)) {
                    group.clear();
                }
            }
            previousEnd = mark.end();
            if (mark.isTarget()) {
                target(i);
            } else if (mark.is(Cue.NOT_AFTER) && reachesBack(i)) {
                group.forEach(index -> polarities[index] = Polarity.UNWANTED);
                group.clear();
                negation = null;
            } else if (isNegation(mark)) {
                negation(i);
            } else if (mark.is(Cue.OUTSIDE) && negation != null && negation.is(Cue.EXCEPT)) {
                negation = null;
            } else if (mark.is(Cue.WANT)
                    && negation != null
                    && (reached || marked.uncovered(negation.end(), mark.start()) > 0)) {
                negation = null;
            }
        }
    }

    private static boolean isNegation(Mark mark) {
        return mark.is(Cue.NOT) || mark.is(Cue.NOT_BARE) || mark.is(Cue.EXCEPT) || mark.is(Cue.ALLOWED);
    }

    private void negation(int index) {
        Mark mark = marks.get(index);
        if (mark.is(Cue.EXCEPT) && isAddition(index)) {
            negation = null;
            return;
        }
        if (negation != null && !reached && marked.uncovered(negation.end(), mark.start()) == 0) {
            negations++;
            denial = marked.between(negation.start(), negation.end()).endsWith("是");
        } else {
            negations = 1;
            denial = false;
        }
        negation = mark;
        reached = false;
    }

    /** Returns whether 还 or 也 follows 除了 before the sentence ends or speaks of all others. */
    private boolean isAddition(int index) {
        for (int i = index + 1; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            String gap = marked.between(marks.get(i - 1).end(), mark.start());
            if (mark.is(Cue.OTHERS) || isNegation(mark) || gap.contains(".") || gap.contains("!")) {
                return false;
            }
            if (mark.is(Cue.ALSO)) {
                return true;
            }
        }
        return false;
    }

    private boolean reachesBack(int index) {
        if (group.isEmpty()) {
            return false;
        }
        Mark mark = marks.get(index);
        Mark last = marks.get(group.get(group.size() - 1));
        if (marked.uncovered(last.end(), mark.start()) > 2 || marked.has(Cue.OTHERS, last.end(), mark.start())) {
            return false; // 只看西部，别的免谈
        }
        if (marked.clauseEnds(last.end(), mark.start()) && (namesItsOwn(mark) || isAskedOf(last, mark))) {
            return false;
        }
        if (!isNegation(mark)) {
            return true;
        }
        if (marked.clauseEnds(last.end(), mark.start())) {
            String word = marked.between(mark.start(), mark.end());
            boolean refused =
                    ENOUGH.matcher(word).matches() || (REFUSAL.matcher(word).matches() && !isAskedFor(group.get(0)));
            if (!refused || !isWholeClause(index)) {
                return false;
            }
        }
        // What can reach both ways reaches forward where there is something ahead in the clause.
        int end = mark.end();
        for (int i = index + 1; i < marks.size(); i++) {
            Mark next = marks.get(i);
            if (marked.clauseEnds(end, next.start()) || next.is(Cue.BREAK)) {
                return true;
            }
            if (next.isTarget()) {
                return false;
            }
            if (next.is(Cue.WANT) || next.is(Cue.ASK)) {
                return true; // 动画看腻了想看真人的
            }
            end = next.end();
        }
        return true;
    }

    /** Returns whether a refusal of all of something says in its own clause of what: 想看纪录片，虚构的一概不要. */
    private boolean namesItsOwn(Mark mark) {
        if (!OF_ALL.matcher(marked.between(mark.start(), mark.end())).find()) {
            return false;
        }
        int start = mark.start();
        while (start > 0 && !MarkedText.endsClause(marked.text().charAt(start - 1))) {
            start--;
        }
        return !POINTS_BACK.matcher(marked.between(start, mark.start())).matches();
    }

    /** Returns whether a question about a film stands between its title and words that refuse: 《…》恐怖吗？想看又不敢. */
    private boolean isAskedOf(Mark last, Mark mark) {
        return last.meanings().get(0) instanceof Target.Title
                && QUESTION.matcher(marked.between(last.end(), Math.min(mark.start(), last.end() + REACH_IN_LETTERS)))
                        .find();
    }

    /** Returns whether words that ask for it stand before a property in its clause. */
    private boolean isAskedFor(int index) {
        int start = marks.get(index).start();
        for (int i = index - 1; i >= 0 && !marked.clauseEnds(marks.get(i).end(), start); i--) {
            if (marks.get(i).is(Cue.WANT)
                    || marks.get(i).is(Cue.ASK)
                    || marks.get(i).is(Cue.WATCH)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether nothing else stands between the ends of a mark's clause. */
    private boolean isWholeClause(int index) {
        Mark mark = marks.get(index);
        int end = mark.end();
        CharSequence text = marked.text();
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end == text.length() || MarkedText.endsClause(text.charAt(end));
    }

    private void target(int index) {
        Mark mark = marks.get(index);
        boolean joined = lastTarget >= 0 && joins(marks.get(lastTarget), mark);
        if (!joined) {
            group.clear();
        }
        if (negation == null) {
            group.add(index);
        } else if (reached
                ? joined && !isPrefix(negation) && !parted(marks.get(lastTarget), mark)
                : reachesTo(negation, mark)) {
            polarities[index] = polarity(negation, mark);
            reached = true;
        } else {
            negation = null;
            group.add(index);
        }
        lastTarget = index;
    }

    /** Returns whether a negation is part of the word that it negates: non-animated family film. */
    private boolean isPrefix(Mark by) {
        String word = marked.between(by.start(), by.end());
        return word.equals("non") || word.equals("非");
    }

    private Polarity polarity(Mark by, Mark mark) {
        if (by.is(Cue.ALLOWED) || (negations % 2 == 0 && denial)) {
            return Polarity.ALLOWED;
        }
        String word = marked.between(by.start(), by.end());
        String rest = marked.between(mark.end(), Math.min(marked.text().length(), mark.end() + 8));
        boolean only = word.equals("非") && rest.matches("片?(电影)?的?(不看|不可|不行|莫属|不要).*");
        boolean question = word.startsWith("没") && rest.matches("片?(电影)?(吗|么|嘛)?\\?.*|片?(电影)?(吗|么).*");
        return negations % 2 == 0 || only || question ? Polarity.WANTED : Polarity.UNWANTED;
    }

    private boolean reachesTo(Mark by, Mark mark) {
        int foreign = marked.uncovered(by.end(), mark.start());
        if (foreign == 0) {
            return true;
        }
        if (by.is(Cue.NOT_BARE)) {
            return false;
        }
        String between = (by.is(Cue.NOT) && marked.between(by.start(), by.end()).endsWith("太") ? "太" : "")
                + marked.between(by.end(), mark.start());
        boolean letters =
                !between.isEmpty() && RequestText.isLatin(between.strip().charAt(0));
        if (foreign > (letters ? REACH_IN_LETTERS : REACH)) {
            return false;
        }
        // 不要太长的喜剧: the negation is about the length.
        return !(between.endsWith("的") && between.matches(".*(太|那么|过于|这么|很|特别|过分).*"));
    }

    /** Returns whether two properties belong to one list or compound. */
    private boolean joins(Mark first, Mark second) {
        if (marked.uncovered(first.end(), second.start()) > 0) {
            return false;
        }
        String between = marked.between(first.end(), second.start());
        if (between.isBlank()) {
            char last = marked.text().charAt(first.end() - 1);
            return last != '片' && last != '影';
        }
        return between.equals("的")
                || between.equals("-")
                || APPOSITION.matcher(between).matches()
                || isList(first.end(), second.start());
    }

    /** Returns whether the second property is the noun that the first one modifies: 不要恐怖的科幻片 wants science fiction. */
    private boolean parted(Mark first, Mark second) {
        if (isList(first.end(), second.start())
                || APPOSITION
                        .matcher(marked.between(first.end(), second.start()))
                        .matches()) {
            return false;
        }
        if (saysTheSame(first, second)
                || marked.between(first.end(), second.start()).equals("-")) {
            return false; // 不要打打杀杀的动作片
        }
        if (marked.text().charAt(first.end() - 1) == '的' || (isYears(second) && !isYears(first))) {
            return true;
        }
        boolean spaced = second.start() > first.end();
        boolean apart = !marked.between(first.end(), second.start()).isBlank();
        return apart || (spaced && !namesGenre(first) && namesGenre(second)); // not too scary thriller
    }

    /** Returns whether the modifier only describes the genre that the noun names, and not too much of it. */
    private boolean saysTheSame(Mark first, Mark second) {
        if (negation == null
                || !(first.meanings().get(0) instanceof Target.Genres modifier)
                || !(second.meanings().get(0) instanceof Target.Genres noun)) {
            return false;
        }
        String before = marked.between(negation.start(), first.start());
        return modifier.words() != Target.Words.NAME
                && second.meanings().size() == 1
                && modifier.unwanted().equals(noun.wanted())
                && !MEASURE.matcher(before).find();
    }

    private static boolean isYears(Mark mark) {
        return mark.meanings().get(0) instanceof Target.Years;
    }

    private static boolean namesGenre(Mark mark) {
        return mark.meanings().get(0) instanceof Target.Genres genres && genres.words() == Target.Words.NAME;
    }

    private boolean isList(int from, int to) {
        String between = marked.between(from, to);
        if (between.indexOf('、') >= 0 || between.indexOf('/') >= 0) {
            return true;
        }
        return marked.has(Cue.OR, from, to) || marked.has(Cue.AND, from, to);
    }
}
