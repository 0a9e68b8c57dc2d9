package io.movieai.store.lucene;

import io.movieai.keyword.KeywordDocument;
import io.movieai.text.Term;
import io.movieai.text.Terms;
import io.movieai.text.Titles;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;

/**
 * How a keyword document becomes an index document. Its words are those of {@link Terms}, so that a word means the same
 * here as wherever else texts are matched; of Chinese, both the characters and the pairs of neighbours are indexed.
 */
final class KeywordDocuments {
    /** The term that is the document's id. */
    static final String ID = "keyword_id";

    /** A term per title: what its spellings have in common. */
    static final String TITLE_KEY = "title_key";

    /** The words of all titles. */
    static final String TITLE = "title";

    /** The words of the text. */
    static final String TEXT = "text";

    /** The id and version, as {@link StoredRecord} writes them. */
    static final String RECORD = "keyword_record";

    /** Words agree that agree this far; the index takes no word above 32,766 bytes. */
    private static final int WORD_UNITS = 256;

    private static final FieldType WORDS = words();

    private KeywordDocuments() {}

    static Document write(KeywordDocument keywords) {
        Document document = new Document();
        document.add(new StringField(ID, ExactTerms.id(keywords.id()), Field.Store.NO));
        document.add(new BinaryDocValuesField(
                VectorDocuments.ORDER, TextBytes.prefix(keywords.id(), VectorDocuments.ORDER_UNITS)));
        document.add(new BinaryDocValuesField(RECORD, StoredRecord.write(keywords.id(), keywords.version())));
        Set<String> keys = new LinkedHashSet<>();
        keywords.titles().forEach(title -> keys.add(Titles.key(title)));
        keys.remove("");
        for (String key : keys) {
            document.add(new StringField(TITLE_KEY, ExactTerms.id(key), Field.Store.NO));
        }
        Stream<Term> titles = keywords.titles().stream().flatMap(title -> Terms.of(title).stream());
        document.add(
                new Field(TITLE, new Words(titles.map(KeywordDocuments::word).iterator()), WORDS));
        Stream<Term> text = Terms.of(keywords.text()).stream();
        document.add(new Field(TEXT, new Words(text.map(KeywordDocuments::word).iterator()), WORDS));
        return document;
    }

    /** Returns the word that a term is indexed and searched as. */
    static String word(Term term) {
        String text = term.text();
        if (text.length() <= WORD_UNITS) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(WORD_UNITS - 1)) ? WORD_UNITS - 1 : WORD_UNITS);
    }

    private static FieldType words() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.setTokenized(true);
        type.freeze();
        return type;
    }

    /** Hands words to the index. */
    private static final class Words extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final Iterator<String> words;

        Words(Iterator<String> words) {
            this.words = words;
        }

        @Override
        public boolean incrementToken() {
            if (!words.hasNext()) {
                return false;
            }
            clearAttributes();
            term.append(words.next());
            return true;
        }
    }
}
