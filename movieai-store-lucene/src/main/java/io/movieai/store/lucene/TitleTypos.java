package io.movieai.store.lucene;

import io.movieai.text.Typos;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;

/** Finds the words of titles that a word may be a misspelling of, by the rules of {@link Typos}. */
final class TitleTypos {
    private TitleTypos() {}

    /**
     * A word of a title that differs from the one searched.
     *
     * @param closeness 1 less the share of its letters that are wrong, in (0, 1)
     */
    record Variant(String word, double closeness) {}

    /** Returns the words that are meant most likely first, at most so many. */
    static List<Variant> of(IndexReader reader, String word, int most) throws IOException {
        int typos = Typos.possible(word);
        if (typos == 0 || most == 0) {
            return List.of();
        }
        Map<String, Variant> variants = new HashMap<>();
        CompiledAutomaton spellings =
                new FuzzyQuery(new Term(KeywordDocuments.TITLE, word), typos, 0, most, true).getAutomata();
        for (LeafReaderContext segment : reader.leaves()) {
            Terms titles = segment.reader().terms(KeywordDocuments.TITLE);
            if (titles != null) {
                collect(titles, spellings, word, variants);
            }
        }
        List<Variant> closest = new ArrayList<>(variants.values());
        closest.sort(Comparator.comparingDouble(Variant::closeness).reversed().thenComparing(Variant::word));
        return closest.size() <= most ? closest : closest.subList(0, most);
    }

    private static void collect(Terms titles, CompiledAutomaton spellings, String word, Map<String, Variant> variants)
            throws IOException {
        TermsEnum similar = spellings.getTermsEnum(titles);
        for (BytesRef found = similar.next(); found != null; found = similar.next()) {
            String title = found.utf8ToString();
            int distance = Typos.between(word, title);
            if (distance > 0) {
                variants.putIfAbsent(title, new Variant(title, 1 - (double) distance / Typos.letters(title)));
            }
        }
    }
}
