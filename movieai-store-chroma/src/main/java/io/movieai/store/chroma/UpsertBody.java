package io.movieai.store.chroma;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.movieai.store.VectorRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Splits records into requests of a size that a server takes, and writes the bodies. */
final class UpsertBody {
    /** Bulk writes are fastest at 50 to 250 records a request. */
    private static final int RECORDS = 250;

    /** Well below the 40 MB that servers take, for what escaping adds. */
    private static final long BYTES = 8L << 20;

    /** Keys by which a server keeps a record's document. */
    private static final String SERVERS_OWN = "chroma:";

    private static final JsonFactory JSON = new JsonFactory();

    private UpsertBody() {}

    /** Returns the records in runs for one request each, in their order. */
    static List<List<VectorRecord>> batches(List<VectorRecord> records, int batchLimit) {
        int most = Math.min(RECORDS, batchLimit);
        List<List<VectorRecord>> batches = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            long size = size(records.get(i));
            if (i > from && (i - from == most || bytes + size > BYTES)) {
                batches.add(records.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += size;
        }
        if (from < records.size()) {
            batches.add(records.subList(from, records.size()));
        }
        return batches;
    }

    /** A rough measure: the attributes are written twice, and their text once more quoted. */
    private static long size(VectorRecord record) {
        long size = record.id().length()
                + record.version().length()
                + 3L * record.document().length();
        for (Map.Entry<String, Object> entry : record.attributes().asMap().entrySet()) {
            size += 8L * entry.getKey().length();
            if (entry.getValue() instanceof String text) {
                size += 8L * text.length();
            } else if (entry.getValue() instanceof List<?> texts) {
                for (Object text : texts) {
                    size += 8L * ((String) text).length();
                }
            }
        }
        return size + 12L * record.embedding().dimension();
    }

    /** Returns the last record of each id: some servers refuse an id that stands twice in a request. */
    static Collection<VectorRecord> last(List<VectorRecord> batch) {
        Map<String, VectorRecord> byId = new LinkedHashMap<>();
        batch.forEach(record -> byId.put(record.id(), record));
        return byId.values();
    }

    /**
     * Writes the body of an upsert.
     *
     * @param stored metadata of the records that are replaced, by id: a server merges metadata, so that keys that are left
     *     over are to be deleted with a null
     * @param base64 whether vectors are sent as base64
     * @throws IllegalArgumentException if a text of a record is not valid Unicode
     */
    static byte[] write(Collection<VectorRecord> records, Map<String, JsonNode> stored, boolean base64) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("ids");
            for (VectorRecord record : records) {
                json.writeString(checked(record, record.id()));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("embeddings");
            for (VectorRecord record : records) {
                writeVector(json, record.embedding().toArray(), base64);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("documents");
            for (VectorRecord record : records) {
                json.writeString(checked(record, record.document()));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("metadatas");
            for (VectorRecord record : records) {
                writeMetadata(json, record, stored.get(record.id()));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("a generator that writes into memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** Returns the text if it is valid Unicode; servers refuse half a surrogate pair, or put something else in its place. */
    private static String checked(VectorRecord record, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw new IllegalArgumentException("record " + record.id()
                            + ": expected texts of valid Unicode, found half of a surrogate pair at index " + i
                            + " of a text of " + text.length());
                }
                i++;
            }
        }
        return text;
    }

    private static void writeVector(JsonGenerator json, float[] vector, boolean base64) throws IOException {
        if (base64) {
            ByteBuffer packed = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            packed.asFloatBuffer().put(vector);
            json.writeString(Base64.getEncoder().encodeToString(packed.array()));
            return;
        }
        json.writeStartArray();
        for (float component : vector) {
            json.writeNumber(component);
        }
        json.writeEndArray();
    }

    private static void writeMetadata(JsonGenerator json, VectorRecord record, @Nullable JsonNode replaced)
            throws IOException {
        Map<String, Object> metadata = AttributeCodec.metadata(record);
        json.writeStartObject();
        for (Map.Entry<String, Object> entry : metadata.entrySet()) {
            json.writeFieldName(checked(record, entry.getKey()));
            Object value = entry.getValue();
            if (value instanceof String text) {
                json.writeString(checked(record, text));
            } else if (value instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else if (value instanceof Double real) {
                json.writeNumber(real);
            } else {
                json.writeNumber(((Number) value).longValue());
            }
        }
        if (replaced != null) {
            for (Iterator<String> keys = replaced.fieldNames(); keys.hasNext(); ) {
                String key = keys.next();
                if (!metadata.containsKey(key) && !key.startsWith(SERVERS_OWN)) {
                    json.writeNullField(key);
                }
            }
        }
        json.writeEndObject();
    }
}
