package io.movieai.store.lucene;

import io.movieai.store.Attributes;
import io.movieai.store.VectorRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;

/** How a vector record becomes an index document: which field holds what. A document that has a vector is a record. */
final class VectorDocuments {
    /** The term that is the record's id. */
    static final String ID = "vector_id";

    /** The vector. */
    static final String VECTOR = "vector";

    /** A term per text, integer, boolean and list element among the attributes. */
    static final String ATTRIBUTE = "attribute";

    /** The record without its vector, as {@link StoredRecord} writes it. */
    static final String RECORD = "record";

    /** The beginning of the id, which puts equal similarities in order. */
    static final String ORDER = "order";

    /** Ids that agree this far are longer than anything that names a film, and may stand in any order. */
    static final int ORDER_UNITS = 1_000;

    private VectorDocuments() {}

    static Document write(VectorRecord record) {
        Document document = new Document();
        document.add(new StringField(ID, ExactTerms.id(record.id()), Field.Store.NO));
        document.add(
                new KnnFloatVectorField(VECTOR, record.embedding().toArray(), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new BinaryDocValuesField(ORDER, TextBytes.prefix(record.id(), ORDER_UNITS)));
        document.add(new BinaryDocValuesField(RECORD, StoredRecord.write(record)));
        addAttributes(document, record.attributes());
        return document;
    }

    /** Returns the field of an attribute's numbers. Field names must be well-formed UTF-16; attribute names need not be. */
    static String numberField(String attribute) {
        return "number:" + new String(TextBytes.encode(attribute), StandardCharsets.ISO_8859_1);
    }

    /** Makes the two zeros one: they are equal as numbers, but points keep them apart. */
    static double withoutNegativeZero(double number) {
        return number + 0.0;
    }

    private static void addAttributes(Document document, Attributes attributes) {
        for (Map.Entry<String, Object> attribute : attributes.asMap().entrySet()) {
            String name = attribute.getKey();
            Object value = attribute.getValue();
            if (value instanceof String text) {
                document.add(new StringField(ATTRIBUTE, ExactTerms.attribute(name, text), Field.Store.NO));
            } else if (value instanceof List<?>) {
                for (String text : attributes.texts(name)) {
                    document.add(new StringField(ATTRIBUTE, ExactTerms.attribute(name, text), Field.Store.NO));
                }
            } else if (value instanceof Boolean flag) {
                document.add(new StringField(ATTRIBUTE, ExactTerms.attribute(name, flag), Field.Store.NO));
            } else {
                if (value instanceof Long integer) {
                    document.add(new StringField(ATTRIBUTE, ExactTerms.attribute(name, integer), Field.Store.NO));
                }
                double number = ((Number) value).doubleValue();
                document.add(new DoublePoint(numberField(name), withoutNegativeZero(number)));
            }
        }
    }
}
