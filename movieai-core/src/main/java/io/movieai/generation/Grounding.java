package io.movieai.generation;

import io.movieai.catalog.Movie;
import io.movieai.generation.SentenceCheck.Checked;
import io.movieai.query.TitleMatcher;
import io.movieai.recommend.ItemId;
import io.movieai.text.Language;
import io.movieai.text.Titles;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Makes sure, while an answer is written, that it names no film but the ones that were given. The prompt asks the model to
 * refer to films by their numbers; what passes has the films' titles in their place. A sentence that refers to a number that
 * was not given, or names another film in any notation, is left out, and what hangs on it: the rest of its item in a list, a
 * sentence that goes on with "it".
 *
 * <p>What is no prose does not pass either: reasoning between {@code <think>} tags, orders that stand in the films' data and
 * are repeated, code. An answer in JSON is held back to its end, and the sentences in it are let through if they name a given
 * film. An answer that is longer than {@value #LONGEST_ANSWER} characters, or goes round in circles, ends there.
 *
 * <p>Text is held back until its sentence is complete, so that nothing has to be taken back. Pieces may end anywhere. One
 * instance serves one answer; not safe for use by several threads at once.
 */
public final class Grounding implements Consumer<String> {
    /** How much of an answer passes, in UTF-16 units: well above what the usual 1,000 tokens can hold. */
    public static final int LONGEST_ANSWER = 8_000;

    /** How much is read of an answer, most of which does not pass. */
    private static final int LONGEST_READ = 4 * LONGEST_ANSWER;

    /** How often a sentence may stand in an answer. */
    private static final int REPETITIONS = 2;

    private static final Pattern GOES_ON = Pattern.compile(
            "^(?:它|该片|本片|此片|这部|这片|影片|片中|全片|故事|导演|主演|(?:It|Its|The film|The movie|The story|This|Directed|Starring)\\b)");

    private final SentenceCheck check;
    private final Consumer<String> next;
    private final AnswerSentences sentences = new AnswerSentences(this::take);
    private final StringBuilder passed = new StringBuilder();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Set<ItemId> cited = new LinkedHashSet<>();
    private final StringBuilder opening = new StringBuilder();
    private boolean opened;
    private boolean json;
    private boolean thinking;
    private boolean ended;
    private int read;
    private int cut;

    private String space = "";
    private boolean cutBefore;
    private boolean dropping;
    private int droppedIndent;
    private boolean droppedNumber;

    /**
     * @param films the films that the answer may name, by their numbers
     * @param further films that it may mention beside them, because the request or the reasons name them
     * @param catalogue where the titles of all films are spelt
     * @param request what was asked
     * @param language the language of the answer
     * @param next takes the text that passes
     */
    public Grounding(
            List<ContextFilm> films,
            Collection<Movie> further,
            TitleMatcher catalogue,
            String request,
            Language language,
            Consumer<String> next) {
        this.check = new SentenceCheck(new GivenFilms(films, further, catalogue, request, language));
        this.next = next;
    }

    /**
     * Takes the next piece of the answer.
     *
     * @throws AnswerEndedException if the answer has gone on for long enough; {@link #finish} is still to be called
     */
    @Override
    public void accept(String piece) {
        if (!ended) {
            read += piece.length();
            if (opened) {
                feed(piece);
            } else {
                open(piece, false);
            }
            ended |= read > LONGEST_READ;
        }
        if (ended) {
            throw new AnswerEndedException();
        }
    }

    /** Takes the end of the answer: what is left is judged too. */
    public void finish() {
        if (!opened) {
            open("", true);
        }
        if (json) {
            opening.append('\n');
            JsonProse.sentences(opening.toString()).forEach(prose -> {
                sentences.accept(prose);
                sentences.accept("\n");
            });
        }
        sentences.finish();
    }

    /** Decides by the first characters whether the answer is JSON, perhaps in a code fence. */
    private void open(String piece, boolean last) {
        opening.append(piece);
        String start = opening.toString().stripLeading();
        if (start.startsWith("`")) {
            int line = start.indexOf('\n');
            if (line < 0 && !last) {
                return;
            }
            start = start.startsWith("```")
                    ? start.substring(line < 0 ? start.length() : line).stripLeading()
                    : start;
        }
        if (start.startsWith("[") && start.substring(1).isBlank() && !last) {
            return;
        }
        if (start.isEmpty() && !last) {
            return;
        }
        opened = true;
        json = JSON.matcher(start).lookingAt();
        opening.setLength(0);
        feed(start);
    }

    private static final Pattern JSON = Pattern.compile("\\{|\\[\\s*[\"{]");

    private void feed(String piece) {
        if (json) {
            opening.append(piece);
        } else {
            sentences.accept(piece);
        }
    }

    private void take(String before, String written) {
        if (ended) {
            return;
        }
        String sentence = withoutReasoning(written);
        boolean line = (passed.isEmpty() && cut == 0) || before.indexOf('\n') >= 0;
        space = stronger(space, before);
        if (line) {
            cutBefore = false;
            dropping &= !endsItem(before, sentence);
        }
        if (sentence.isBlank()) {
            return;
        }
        Optional<Checked> checked = check.check(sentence);
        boolean hangsOnOther =
                dropping || (cutBefore && GOES_ON.matcher(sentence).find());
        if (checked.isEmpty() || (hangsOnOther && checked.get().cited().isEmpty())) {
            leaveOut(before, sentence, line);
            return;
        }
        dropping = false;
        cutBefore = false;
        pass(checked.get());
    }

    private void leaveOut(String before, String sentence, boolean line) {
        cut++;
        cutBefore = true;
        String item = AnswerSentences.itemMark(sentence);
        if (!dropping && line && !item.isEmpty()) {
            dropping = true;
            droppedIndent = indent(before);
            droppedNumber = item.strip().chars().noneMatch(c -> "-*•+·".indexOf(c) >= 0);
        }
    }

    /** Returns whether a line is beside or above the list's item that is left out, rather than part of it. */
    private boolean endsItem(String before, String sentence) {
        String item = AnswerSentences.itemMark(sentence);
        boolean bullet = !item.isEmpty() && item.strip().chars().allMatch(c -> "-*•+·".indexOf(c) >= 0);
        boolean deeper = indent(before) > droppedIndent;
        return !deeper && !(bullet && droppedNumber);
    }

    private static int indent(String space) {
        return space.length() - 1 - Math.max(space.lastIndexOf('\n'), -1);
    }

    private void pass(Checked checked) {
        String key = Titles.key(checked.text());
        if (key.length() > 8 && seen.merge(key, 1, Integer::sum) > REPETITIONS) {
            ended = true;
            return;
        }
        String piece = (passed.isEmpty() ? "" : space) + checked.text();
        space = "";
        passed.append(piece);
        cited.addAll(checked.cited());
        next.accept(piece);
        ended = passed.length() >= LONGEST_ANSWER;
    }

    /** Returns the white space that parts more, for where sentences are left out only one of both can stay. */
    private static String stronger(String one, String other) {
        return lines(other) > lines(one) || (lines(other) == lines(one) && !other.isEmpty()) ? other : one;
    }

    private static long lines(String space) {
        return space.chars().filter(c -> c == '\n').count();
    }

    private String withoutReasoning(String sentence) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < sentence.length()) {
            int tag = sentence.indexOf(thinking ? "</think>" : "<think>", at);
            if (!thinking) {
                kept.append(sentence, at, tag < 0 ? sentence.length() : tag);
            }
            if (tag < 0) {
                break;
            }
            at = tag + (thinking ? "</think>" : "<think>").length();
            thinking = !thinking;
        }
        return kept.toString().strip();
    }

    /** Returns what passed so far. */
    public String text() {
        return passed.toString();
    }

    /** Returns how many sentences were held back, because they name a film that was not given or are no prose. */
    public int cut() {
        return cut;
    }

    /** Returns the films with a number that the text that passed names, in the order of their first mention. */
    public List<ItemId> cited() {
        return List.copyOf(cited);
    }

    /** Ends the generation of an answer that has gone on for long enough. */
    static final class AnswerEndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AnswerEndedException() {
            super("the answer has gone on for long enough", null, false, false);
        }
    }
}
