package io.movieai.store.lucene;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BytesRef;

/**
 * Reads what {@link StoredRecord} wrote, in one segment. Records are kept beside each other and not compressed: a search
 * reads tens of them from as many places. For one thread.
 */
final class RecordReader {
    private final LeafReader segment;
    private final String field;
    private BinaryDocValues values;

    RecordReader(LeafReader segment, String field) throws IOException {
        this.segment = segment;
        this.field = field;
        this.values = DocValues.getBinary(segment, field);
    }

    /**
     * Returns the record of a document, valid until the next call. Documents that come in their order are read fastest.
     *
     * @throws IllegalStateException if the document has none
     */
    BytesRef read(int document) throws IOException {
        if (document < values.docID()) {
            values = DocValues.getBinary(segment, field);
        }
        if (!values.advanceExact(document)) {
            throw new IllegalStateException(
                    "document " + document + " of the index: expected a " + field + ", found none");
        }
        return values.binaryValue();
    }
}
