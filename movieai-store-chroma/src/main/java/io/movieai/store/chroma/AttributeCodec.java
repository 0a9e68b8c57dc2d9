package io.movieai.store.chroma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.movieai.store.Attributes;
import io.movieai.store.VectorRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a record's attributes and version become Chroma's metadata, and back.
 *
 * <p>Chroma's metadata hold texts, numbers and booleans, no lists on servers before 1.5, and a server may round what it is
 * given: it keeps no negative zero. So the attributes are kept whole and typed as one JSON text under {@link #ATTRIBUTES},
 * which alone is read back. Beside it stand plain keys for the server to filter by: {@code year: 1994}; for a real also its
 * floor, {@code :rating: 9}; and for each text of a list {@code genres:科幻: 1}. They are an index and may leave out what the
 * server cannot hold; {@link WhereClause} knows which. They are integers where that serves, since servers have no index of
 * booleans and list the records of a few integers sooner than those of a range.
 *
 * <p>A record that something else wrote has no {@link #FORMAT}; its plain metadata are its attributes.
 */
final class AttributeCodec {
    /** Marks a record of ours; its value is the version of this format. */
    static final String FORMAT = "movieai:format";

    /** Of format 1, a text of a list had {@link #LISTED_BEFORE}, and reals no floor. */
    static final int FORMAT_VERSION = 2;

    static final String VERSION = "movieai:version";
    static final String ATTRIBUTES = "movieai:attributes";

    /** The value of a text of a list. */
    static final JsonNode LISTED = IntNode.valueOf(1);

    /** The value of a text of a list in format 1. */
    static final JsonNode LISTED_BEFORE = BooleanNode.TRUE;

    /** Longest name or text, in UTF-16 units, that stands in a plain key: servers index keys and values. */
    private static final int LONGEST_INDEXED = 256;

    /** Between the name of a list and one of its texts; no plain name holds it. */
    private static final char LIST_SEPARATOR = ':';

    private static final ObjectMapper JSON = new ObjectMapper();

    private AttributeCodec() {}

    /** Returns whether an attribute of this name has plain keys. Others mean something else to a server, or to this class. */
    static boolean isIndexedName(String name) {
        return name.length() <= LONGEST_INDEXED
                && name.charAt(0) != '$'
                && name.charAt(0) != '#'
                && name.indexOf(LIST_SEPARATOR) < 0;
    }

    /** Returns whether a text stands in plain keys. */
    static boolean isIndexedText(String text) {
        return text.length() <= LONGEST_INDEXED;
    }

    /** Returns the plain key of one text of a list. */
    static String listKey(String name, String text) {
        return name + LIST_SEPARATOR + text;
    }

    /** Returns the key of a real's floor, to the nearest 64-bit integer; no list has it, for names are not empty. */
    static String floorKey(String name) {
        return LIST_SEPARATOR + name;
    }

    /** Returns the metadata of a record: keys with a {@link String}, {@link Number} or {@link Boolean}. */
    static Map<String, Object> metadata(VectorRecord record) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        record.attributes().asMap().forEach((name, value) -> {
            if (!isIndexedName(name)) {
                return;
            }
            if (value instanceof List<?> texts) {
                for (Object text : texts) {
                    if (isIndexedText((String) text)) {
                        metadata.put(listKey(name, (String) text), LISTED.longValue());
                    }
                }
            } else if (!(value instanceof String text) || isIndexedText(text)) {
                metadata.put(name, value);
                if (value instanceof Double real) {
                    metadata.put(floorKey(name), (long) Math.floor(real));
                }
            }
        });
        metadata.put(FORMAT, FORMAT_VERSION);
        if (!record.version().isEmpty()) {
            metadata.put(VERSION, record.version());
        }
        if (!record.attributes().asMap().isEmpty()) {
            metadata.put(ATTRIBUTES, write(record.attributes()));
        }
        return metadata;
    }

    private static String write(Attributes attributes) {
        try {
            // Java writes a real with a point or an exponent, always, and reads that as a real again.
            return JSON.writeValueAsString(attributes.asMap());
        } catch (JsonProcessingException e) {
            throw new AssertionError("texts, numbers, booleans and lists of texts are JSON", e);
        }
    }

    /** Returns the version in metadata, or an empty text. */
    static String version(@Nullable JsonNode metadata) {
        return metadata == null ? "" : metadata.path(VERSION).asText("");
    }

    /**
     * Returns the attributes in metadata. Of a record that something else wrote, values of a type that {@link Attributes}
     * do not have are left out.
     *
     * @throws JsonProcessingException if they are marked as ours and cannot be read
     */
    static Attributes attributes(@Nullable JsonNode metadata) throws JsonProcessingException {
        if (metadata == null || !metadata.isObject()) {
            return Attributes.EMPTY;
        }
        if (!metadata.has(FORMAT)) {
            return read(metadata);
        }
        return metadata.has(ATTRIBUTES)
                ? read(JSON.readTree(metadata.path(ATTRIBUTES).asText()))
                : Attributes.EMPTY;
    }

    private static Attributes read(JsonNode values) {
        Attributes.Builder attributes = Attributes.builder();
        values.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (name.isBlank()) {
                return;
            }
            if (value.isTextual()) {
                attributes.put(name, value.textValue());
            } else if (value.isBoolean()) {
                attributes.put(name, value.booleanValue());
            } else if (value.isIntegralNumber() && value.canConvertToLong()) {
                attributes.put(name, value.longValue());
            } else if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
                attributes.put(name, value.doubleValue());
            } else if (value.isArray()) {
                List<String> texts = new ArrayList<>();
                value.forEach(text -> {
                    if (text.isTextual()) {
                        texts.add(text.textValue());
                    }
                });
                attributes.put(name, texts);
            }
        });
        return attributes.build();
    }
}
