package io.movieai.store.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Finds documents by their ids and reads their versions. */
final class VersionLookup {
    private VersionLookup() {}

    /**
     * Returns the versions of the documents that are in the index among these ids.
     *
     * @param idField the field that holds the id's term
     * @param recordField the field of the bytes that {@link StoredRecord} wrote
     */
    static Map<String, String> versions(
            IndexSearcher searcher, String idField, String recordField, Collection<String> ids) throws IOException {
        Map<String, String> versions = new HashMap<>();
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            LeafReader reader = segment.reader();
            Terms terms = reader.terms(idField);
            if (terms == null) {
                continue;
            }
            TermsEnum each = terms.iterator();
            RecordReader records = new RecordReader(reader, recordField);
            PostingsEnum postings = null;
            for (String id : ids) {
                if (each.seekExact(ExactTerms.id(id))) {
                    postings = each.postings(postings, PostingsEnum.NONE);
                    int document = firstLive(postings, reader.getLiveDocs());
                    if (document != DocIdSetIterator.NO_MORE_DOCS) {
                        versions.put(id, StoredRecord.readVersion(records.read(document)));
                    }
                }
            }
        }
        return Collections.unmodifiableMap(versions);
    }

    private static int firstLive(PostingsEnum postings, @Nullable Bits live) throws IOException {
        int document = postings.nextDoc();
        while (document != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(document)) {
            document = postings.nextDoc();
        }
        return document;
    }
}
