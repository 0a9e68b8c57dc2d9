package io.movieai.generation;

import io.movieai.catalog.Movie;
import io.movieai.text.Titles;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets through only those sentences of an answer that name no film but the ones that were given. Titles are what stands
 * between 《 and 》, as the prompt asks for.
 *
 * <p>Text is held back until its sentence is complete, so that nothing has to be taken back. One instance serves one
 * answer; not safe for use by several threads at once.
 */
public final class Grounding implements Consumer<String> {
    private static final Pattern TITLE = Pattern.compile("《([^《》]*)》");
    private static final String SENTENCE_ENDS = "。！？!?\n";
    /** Longer than any sentence of prose: what runs on is let go in pieces of this size, in characters. */
    private static final int LONGEST_SENTENCE = 2_000;

    private final Set<String> known = new HashSet<>();
    private final Consumer<String> next;
    private final StringBuilder pending = new StringBuilder();
    private final StringBuilder passed = new StringBuilder();
    private int scanned;
    private boolean insideTitle;
    private int cut;

    /**
     * @param films the films that the answer may name
     * @param further films that it may mention beside them, because the request or the reasons name them
     * @param next takes the text that passes
     */
    public Grounding(Collection<Movie> films, Collection<Movie> further, Consumer<String> next) {
        films.forEach(this::allow);
        further.forEach(this::allow);
        this.next = next;
    }

    private void allow(Movie movie) {
        movie.allTitles().forEach(title -> known.add(Titles.key(title)));
    }

    /** Takes the next piece of the answer. */
    @Override
    public void accept(String piece) {
        pending.append(piece);
        while (scanned < pending.length()) {
            char c = pending.charAt(scanned++);
            if (c == '《') {
                insideTitle = true;
            } else if (c == '》') {
                insideTitle = false;
            }
            boolean ends = !insideTitle && SENTENCE_ENDS.indexOf(c) >= 0;
            if (ends || c == '\n' || scanned >= LONGEST_SENTENCE) {
                release();
            }
        }
    }

    /** Takes the end of the answer: what is left is judged too. */
    public void finish() {
        scanned = pending.length();
        release();
    }

    private void release() {
        String sentence = pending.substring(0, scanned);
        pending.delete(0, scanned);
        scanned = 0;
        insideTitle = false;
        if (sentence.isEmpty()) {
            return;
        }
        if (namesOnlyKnown(sentence)) {
            passed.append(sentence);
            next.accept(sentence);
        } else {
            cut++;
        }
    }

    private boolean namesOnlyKnown(String sentence) {
        Matcher titles = TITLE.matcher(sentence);
        int closed = 0;
        while (titles.find()) {
            closed++;
            if (!known.contains(Titles.key(titles.group(1)))) {
                return false;
            }
        }
        long opened = sentence.chars().filter(c -> c == '《').count();
        return opened == closed;
    }

    /** Returns what passed so far. */
    public String text() {
        return passed.toString();
    }

    /** Returns how many sentences were held back because they name a film that was not given. */
    public int cut() {
        return cut;
    }
}
