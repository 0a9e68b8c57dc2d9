package io.movieai.store.lucene;

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
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the words of titles that a word may be a misspelling of: one typo in a title's word of at least four letters, two
 * in one of at least eight. A typo is a letter missing, added, wrong, or swapped with its neighbour.
 */
final class TitleTypos {
    private static final int LETTERS_FOR_ONE = 4;
    private static final int LETTERS_FOR_TWO = 8;

    private TitleTypos() {}

    /**
     * A word of a title that differs from the one searched.
     *
     * @param closeness 1 less the share of its letters that are wrong, in (0, 1)
     */
    record Variant(String word, double closeness) {}

    /** Returns the words that are meant most likely first, at most so many. */
    static List<Variant> of(IndexReader reader, String word, int most) throws IOException {
        int letters = word.codePointCount(0, word.length());
        int typos = letters + 2 >= LETTERS_FOR_TWO ? 2 : letters + 1 >= LETTERS_FOR_ONE ? 1 : 0;
        if (typos == 0 || most == 0 || word.codePoints().noneMatch(Character::isLetter)) {
            return List.of();
        }
        Map<String, Variant> variants = new HashMap<>();
        for (LeafReaderContext segment : reader.leaves()) {
            Terms terms = segment.reader().terms(KeywordDocuments.TITLE);
            if (terms != null) {
                collect(terms, word, typos, variants);
            }
        }
        List<Variant> closest = new ArrayList<>(variants.values());
        closest.sort(Comparator.comparingDouble(Variant::closeness).reversed().thenComparing(Variant::word));
        return closest.size() <= most ? closest : closest.subList(0, most);
    }

    private static void collect(Terms terms, String word, int typos, Map<String, Variant> variants) throws IOException {
        FuzzyTermsEnum similar = new FuzzyTermsEnum(terms, new Term(KeywordDocuments.TITLE, word), typos, 0, true);
        for (BytesRef found = similar.next(); found != null; found = similar.next()) {
            String title = found.utf8ToString();
            if (title.equals(word) || variants.containsKey(title)) {
                continue;
            }
            int letters = title.codePointCount(0, title.length());
            // The enumeration scores a word by its distance, as 1 - distance / letters of the shorter word.
            int shorter = Math.min(letters, word.codePointCount(0, word.length()));
            long distance = Math.round((1 - similar.getBoost()) * (double) shorter);
            if (letters >= (distance == 1 ? LETTERS_FOR_ONE : LETTERS_FOR_TWO)) {
                variants.put(title, new Variant(title, 1 - (double) distance / letters));
            }
        }
    }
}
