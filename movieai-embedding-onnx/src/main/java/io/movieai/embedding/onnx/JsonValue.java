package io.movieai.embedding.onnx;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small part of a JSON document. What is missing, or of another type than asked for, is an absent value, so that a path can be
 * followed without a check at each step. Immutable.
 *
 * <p>Jackson's own tree comes with its data binding, whose classes take longer to load than a tokenizer's whole file takes to read.
 */
final class JsonValue {
    /** No value. */
    static final JsonValue ABSENT = new JsonValue(null);

    /** A map, a list, a text, a number, a truth value, or null for JSON's null and for no value. */
    private final @Nullable Object value;

    private JsonValue(@Nullable Object value) {
        this.value = value;
    }

    /** Reads the value at which the parser stands; the parser stands at its last token afterwards. */
    static JsonValue read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, read(parser));
            }
            return new JsonValue(members);
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonValue> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser));
            }
            return new JsonValue(elements);
        }
        if (token.isNumeric()) {
            return new JsonValue(parser.getNumberValue());
        }
        if (token.isBoolean()) {
            return new JsonValue(parser.getBooleanValue());
        }
        return token == JsonToken.VALUE_STRING ? new JsonValue(parser.getText()) : ABSENT;
    }

    boolean isObject() {
        return value instanceof Map;
    }

    /** Returns a member of an object. */
    JsonValue get(String name) {
        return value instanceof Map<?, ?> members && members.get(name) instanceof JsonValue member ? member : ABSENT;
    }

    /** Returns the elements of an array. */
    List<JsonValue> elements() {
        return value instanceof List<?> elements
                ? elements.stream().map(JsonValue.class::cast).toList()
                : List.of();
    }

    /** Returns the text, or {@code otherwise} if it is none. */
    String text(String otherwise) {
        return value instanceof String text ? text : otherwise;
    }

    /** Returns the whole number, or {@code otherwise} if it is none. */
    int integer(int otherwise) {
        return value instanceof Integer number ? number : otherwise;
    }

    /** Returns the truth value, or {@code otherwise} if it is none. */
    boolean flag(boolean otherwise) {
        return value instanceof Boolean flag ? flag : otherwise;
    }

    /** Returns the value for an error message. */
    @Override
    public String toString() {
        return value == null ? "none" : value.toString();
    }
}
