package io.movieai.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.movieai.app.http.HttpClient.Answer;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Checks JSON against the schemas of a description, as far as JSON Schema is used there, and keeps account of what occurred. */
final class SchemaCheck {
    private final JsonNode document;
    private final Set<String> seen = new TreeSet<>();
    private final Set<String> used = new TreeSet<>();

    SchemaCheck(JsonNode document) {
        this.document = document;
    }

    JsonNode document() {
        return document;
    }

    void check(String schema, Answer answer, int status) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        check(schema, answer.json());
    }

    void check(String schema, JsonNode value) {
        named(schema, value, schema);
    }

    /** Returns the members of the schemas gone through that occurred nowhere. */
    Set<String> unseen() {
        Set<String> members = new TreeSet<>();
        for (String name : used) {
            document.path("components")
                    .path("schemas")
                    .path(name)
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(member -> members.add(name + "." + member));
        }
        members.removeAll(seen);
        return members;
    }

    private void named(String name, JsonNode value, String where) {
        JsonNode schema = document.path("components").path("schemas").path(name);
        assertThat(schema.isObject()).as(name).isTrue();
        used.add(name);
        value.fieldNames().forEachRemaining(member -> seen.add(name + "." + member));
        inline(schema, value, where);
    }

    private void inline(JsonNode schema, JsonNode value, String where) {
        if (schema.has("$ref")) {
            String ref = schema.path("$ref").textValue();
            used.add(ref.substring(ref.lastIndexOf('/') + 1));
            named(ref.substring(ref.lastIndexOf('/') + 1), value, where);
            return;
        }
        if (schema.has("const")) {
            assertThat(value).as(where).isEqualTo(schema.path("const"));
        }
        if (schema.has("enum")) {
            assertThat(schema.path("enum")).as(where).contains(value);
        }
        if (schema.has("type")) {
            type(schema.path("type"), value, where);
        }
        if (value.isObject()) {
            object(schema, value, where);
        }
        if (value.isArray()) {
            for (JsonNode element : value) {
                inline(schema.path("items"), element, where + "[]");
            }
        }
    }

    private void object(JsonNode schema, JsonNode value, String where) {
        for (JsonNode required : schema.path("required")) {
            assertThat(value.has(required.textValue()))
                    .as(where + "." + required.textValue())
                    .isTrue();
        }
        value.properties().forEach(member -> {
            JsonNode property = schema.path("properties").path(member.getKey());
            if (property.isMissingNode()) {
                property = schema.path("additionalProperties");
                assertThat(property.isObject())
                        .as("not described: " + where + "." + member.getKey())
                        .isTrue();
            }
            inline(property, member.getValue(), where + "." + member.getKey());
        });
    }

    private static void type(JsonNode type, JsonNode value, String where) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (is(one.textValue(), value)) {
                    return;
                }
            }
            fail(where + ": expected " + type + ", found " + value);
        }
        assertThat(is(type.textValue(), value))
                .as(where + ": expected " + type + ", found " + value)
                .isTrue();
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("type: " + type);
        };
    }
}
