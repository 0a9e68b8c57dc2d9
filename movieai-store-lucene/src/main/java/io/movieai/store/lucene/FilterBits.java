package io.movieai.store.lucene;

import io.movieai.store.Filter;
import java.io.IOException;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * Finds the records of one index segment that fulfil a filter, as {@link Filter#matches} defines it. Sets are combined as
 * bits rather than as clauses of a query, of which the index allows only so many.
 */
final class FilterBits {
    private final IndexSearcher searcher;
    private final LeafReaderContext segment;
    private final LeafReader reader;
    private final int size;

    private FilterBits(IndexSearcher searcher, LeafReaderContext segment) {
        this.searcher = searcher;
        this.segment = segment;
        this.reader = segment.reader();
        this.size = reader.maxDoc();
    }

    /** Returns the documents of the segment that are records, are not deleted, and fulfil the filter. */
    static FixedBitSet matching(IndexSearcher searcher, LeafReaderContext segment, Filter filter) throws IOException {
        FilterBits bits = new FilterBits(searcher, segment);
        FixedBitSet matching = bits.of(filter);
        Bits live = bits.reader.getLiveDocs();
        if (live != null) {
            matching.and(FixedBitSet.copyOf(live));
        }
        return matching;
    }

    private FixedBitSet of(Filter filter) throws IOException {
        if (filter instanceof Filter.Equal equal) {
            return withTerm(new FixedBitSet(size), term(equal));
        } else if (filter instanceof Filter.In in) {
            FixedBitSet bits = new FixedBitSet(size);
            for (String text : in.values()) {
                withTerm(bits, ExactTerms.attribute(in.name(), text));
            }
            return bits;
        } else if (filter instanceof Filter.Between between) {
            return between(between);
        } else if (filter instanceof Filter.All all) {
            FixedBitSet bits = everything();
            for (Filter each : all.filters()) {
                bits.and(of(each));
            }
            return bits;
        } else if (filter instanceof Filter.Any any) {
            FixedBitSet bits = new FixedBitSet(size);
            for (Filter each : any.filters()) {
                bits.or(of(each));
            }
            return bits;
        } else if (filter instanceof Filter.Not not) {
            FixedBitSet bits = everything();
            bits.andNot(of(not.filter()));
            return bits;
        }
        throw new IllegalArgumentException("filter: expected one of the forms of Filter, found " + filter.getClass());
    }

    private static BytesRef term(Filter.Equal equal) {
        if (equal.value() instanceof String text) {
            return ExactTerms.attribute(equal.name(), text);
        } else if (equal.value() instanceof Long integer) {
            return ExactTerms.attribute(equal.name(), integer);
        }
        return ExactTerms.attribute(equal.name(), (Boolean) equal.value());
    }

    private FixedBitSet everything() throws IOException {
        FixedBitSet bits = new FixedBitSet(size);
        FloatVectorValues vectors = reader.getFloatVectorValues(VectorDocuments.VECTOR);
        if (vectors != null) {
            bits.or(vectors);
        }
        return bits;
    }

    private FixedBitSet withTerm(FixedBitSet bits, BytesRef term) throws IOException {
        Terms terms = reader.terms(VectorDocuments.ATTRIBUTE);
        if (terms != null) {
            TermsEnum each = terms.iterator();
            if (each.seekExact(term)) {
                bits.or(each.postings(null, PostingsEnum.NONE));
            }
        }
        return bits;
    }

    private FixedBitSet between(Filter.Between between) throws IOException {
        FixedBitSet bits = new FixedBitSet(size);
        Query query = DoublePoint.newRangeQuery(
                VectorDocuments.numberField(between.name()),
                VectorDocuments.withoutNegativeZero(between.least()),
                VectorDocuments.withoutNegativeZero(between.greatest()));
        Scorer scorer = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
                .scorer(segment);
        if (scorer != null) {
            DocIdSetIterator found = scorer.iterator();
            bits.or(found);
        }
        return bits;
    }
}
