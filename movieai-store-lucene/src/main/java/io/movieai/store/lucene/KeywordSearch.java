package io.movieai.store.lucene;

import io.movieai.keyword.KeywordHit;
import io.movieai.text.Term;
import io.movieai.text.Terms;
import io.movieai.text.Titles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Answers one keyword query on one view of the index.
 *
 * <p>A document scores the sum over the searched words of the best that it has for the word: the word in a title, in the
 * text, or a word of a title that the searched one may be a misspelling of, each by BM25 (S. Robertson and H. Zaragoza,
 * "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, <a
 * href="https://doi.org/10.1561/1500000019">doi:10.1561/1500000019</a>) with the parameters of Lucene. Documents with the
 * searched text as a title stand above all others.
 *
 * <p>Of Chinese, pairs of neighbouring characters are searched, and a character alone only where it stands alone: characters
 * by themselves are in nearly every text.
 */
final class KeywordSearch {
    /** A word in a title tells more than one in the text; set by judgement, and the same as in the index in memory. */
    private static final float TITLE_WEIGHT = 3;

    /** What a word of a title counts that is spelt otherwise, before the share of wrong letters is taken off; by judgement. */
    private static final float TYPO_WEIGHT = 0.7f;

    /** What else a document has for the same word adds this share; by judgement: enough to decide between equals. */
    private static final float OTHER_PLACES = 0.1f;

    /** Of a longer text, this many words are searched: those that can add most to a score. */
    private static final int WORDS = 64;

    /** The index allows 1,024 clauses in a query; two per word are for the word itself. */
    private static final int CLAUSES = 1_000;

    private final IndexSearcher searcher;

    private KeywordSearch(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    static List<KeywordHit> find(IndexSearcher searcher, String text, int limit) throws IOException {
        return new KeywordSearch(searcher).find(text, limit);
    }

    private List<KeywordHit> find(String text, int limit) throws IOException {
        Query words = words(Terms.of(text));
        String key = Titles.key(text);
        List<Found> hits = new ArrayList<>();
        Set<Integer> exact = new HashSet<>();
        List<Found> others = search(words, limit);
        if (!key.isEmpty()) {
            Query titled =
                    new TermQuery(new org.apache.lucene.index.Term(KeywordDocuments.TITLE_KEY, ExactTerms.id(key)));
            Query scored = new BooleanQuery.Builder()
                    .add(titled, BooleanClause.Occur.FILTER)
                    .add(words, BooleanClause.Occur.SHOULD)
                    .build();
            double above = 1 + (others.isEmpty() ? 0 : others.get(0).score());
            for (Found found : search(scored, limit)) {
                exact.add(found.document());
                hits.add(new Found(found.document(), found.id(), above + found.score()));
            }
        }
        for (Found found : others) {
            if (!exact.contains(found.document())) {
                hits.add(found);
            }
        }
        return hits.stream()
                .limit(limit)
                .map(found -> new KeywordHit(found.id(), found.score()))
                .toList();
    }

    /** A document that a query found. */
    private record Found(int document, String id, double score) {}

    private List<Found> search(Query query, int limit) throws IOException {
        Sort order = new Sort(SortField.FIELD_SCORE, new SortField(VectorDocuments.ORDER, SortField.Type.STRING_VAL));
        List<Found> found = new ArrayList<>();
        for (ScoreDoc each : searcher.search(query, limit, order).scoreDocs) {
            float score = (Float) ((FieldDoc) each).fields[0];
            found.add(new Found(each.doc, id(each.doc), score));
        }
        return found;
    }

    private String id(int document) throws IOException {
        List<LeafReaderContext> segments = searcher.getIndexReader().leaves();
        LeafReaderContext segment = segments.get(ReaderUtil.subIndex(document, segments));
        BinaryDocValues ids = DocValues.getBinary(segment.reader(), VectorDocuments.ORDER);
        ids.advanceExact(document - segment.docBase);
        BytesRef start = ids.binaryValue();
        String id = TextBytes.decode(start.bytes, start.offset, start.length);
        if (id.length() < VectorDocuments.ORDER_UNITS) {
            return id;
        }
        return StoredRecord.readId(
                new RecordReader(segment.reader(), KeywordDocuments.RECORD).read(document - segment.docBase));
    }

    private Query words(List<Term> terms) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        Set<String> spelt = new HashSet<>();
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            if (term.kind() != Term.Kind.CHARACTER || !isInPair(terms, i)) {
                words.add(KeywordDocuments.word(term));
            }
            if (term.kind() == Term.Kind.WORD) {
                spelt.add(KeywordDocuments.word(term));
            }
        }
        if (words.size() > WORDS) {
            // So long a text is no title, and its words are taken as they are spelt.
            spelt.clear();
            words = weightiest(words);
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        int variants = words.isEmpty() ? 0 : CLAUSES / words.size() - 2;
        for (String word : words) {
            List<Query> places = new ArrayList<>();
            places.add(weighted(KeywordDocuments.TITLE, word, TITLE_WEIGHT));
            places.add(weighted(KeywordDocuments.TEXT, word, 1));
            if (spelt.contains(word)) {
                for (TitleTypos.Variant variant : TitleTypos.of(searcher.getIndexReader(), word, variants)) {
                    float weight = TITLE_WEIGHT * TYPO_WEIGHT * (float) variant.closeness();
                    places.add(weighted(KeywordDocuments.TITLE, variant.word(), weight));
                }
            }
            query.add(new DisjunctionMaxQuery(places, OTHER_PLACES), BooleanClause.Occur.SHOULD);
        }
        return query.build();
    }

    /** Returns whether the character at a place among terms is one of a pair that is there too. */
    private static boolean isInPair(List<Term> terms, int at) {
        Term character = terms.get(at);
        boolean starts = at + 1 < terms.size()
                && terms.get(at + 1).kind() == Term.Kind.PAIR
                && terms.get(at + 1).start() == character.start();
        boolean ends = at > 0
                && terms.get(at - 1).kind() == Term.Kind.PAIR
                && terms.get(at - 1).end() == character.end();
        return starts || ends;
    }

    private static Query weighted(String field, String word, float weight) {
        return new BoostQuery(new TermQuery(indexTerm(field, word)), weight);
    }

    private static org.apache.lucene.index.Term indexTerm(String field, String word) {
        return new org.apache.lucene.index.Term(field, word);
    }

    /** Returns the words that can add most to a score, of those that any document has. */
    private Set<String> weightiest(Set<String> words) throws IOException {
        record Weighed(String word, double weight) {}
        List<Weighed> weighed = new ArrayList<>();
        for (String word : words) {
            double weight =
                    Math.max(TITLE_WEIGHT * rarity(KeywordDocuments.TITLE, word), rarity(KeywordDocuments.TEXT, word));
            if (weight > 0) {
                weighed.add(new Weighed(word, weight));
            }
        }
        Set<String> weightiest = new LinkedHashSet<>();
        weighed.stream()
                .sorted(Comparator.comparingDouble(Weighed::weight).reversed())
                .limit(WORDS)
                .forEach(each -> weightiest.add(each.word()));
        return weightiest;
    }

    /** Returns the inverse document frequency of a word as BM25 has it; 0 for a word that is not there. */
    private double rarity(String field, String word) throws IOException {
        IndexReader reader = searcher.getIndexReader();
        int documents = reader.docFreq(indexTerm(field, word));
        return documents == 0 ? 0 : Math.log1p((reader.maxDoc() - documents + 0.5) / (documents + 0.5));
    }
}
