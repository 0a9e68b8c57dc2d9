package io.movieai.store.lucene;

import io.movieai.text.EditDistance;
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
 * in one of at least eight, and none in its digits.
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
        // The title's word may be as much longer than this one as it may have typos.
        int letters = letters(word);
        int typos = letters + 2 >= LETTERS_FOR_TWO ? 2 : letters + 1 >= LETTERS_FOR_ONE ? 1 : 0;
        if (typos == 0 || most == 0) {
            return List.of();
        }
        Map<String, Variant> variants = new HashMap<>();
        for (LeafReaderContext segment : reader.leaves()) {
            Terms titles = segment.reader().terms(KeywordDocuments.TITLE);
            if (titles != null) {
                collect(titles, word, typos, variants);
            }
        }
        List<Variant> closest = new ArrayList<>(variants.values());
        closest.sort(Comparator.comparingDouble(Variant::closeness).reversed().thenComparing(Variant::word));
        return closest.size() <= most ? closest : closest.subList(0, most);
    }

    private static void collect(Terms titles, String word, int typos, Map<String, Variant> variants)
            throws IOException {
        FuzzyTermsEnum similar = new FuzzyTermsEnum(titles, new Term(KeywordDocuments.TITLE, word), typos, 0, true);
        for (BytesRef found = similar.next(); found != null; found = similar.next()) {
            String title = found.utf8ToString();
            int letters = letters(title);
            int allowed = letters >= LETTERS_FOR_TWO ? 2 : letters >= LETTERS_FOR_ONE ? 1 : 0;
            int distance = EditDistance.within(word, title, allowed);
            if (distance > 0 && distance <= allowed && digits(word).equals(digits(title))) {
                variants.putIfAbsent(title, new Variant(title, 1 - (double) distance / letters));
            }
        }
    }

    private static int letters(String word) {
        return (int) word.codePoints().filter(Character::isLetter).count();
    }

    private static String digits(String word) {
        return word.codePoints()
                .filter(Character::isDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
