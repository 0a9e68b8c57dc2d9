package io.movieai.store.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The where clauses of Chroma 0.4.22, as its SQL decides them. */
final class ChromaV1Where {
    private ChromaV1Where() {}

    static boolean matches(JsonNode where, JsonNode metadata) {
        if (where.size() != 1) {
            throw new IllegalArgumentException("expected one key in " + where);
        }
        String key = where.fieldNames().next();
        JsonNode value = where.get(key);
        return switch (key) {
            case "$and" -> parts(value).allMatch(part -> matches(part, metadata));
            case "$or" -> parts(value).anyMatch(part -> matches(part, metadata));
            default -> metadata.has(key) && holds(value, metadata.get(key));
        };
    }

    private static Stream<JsonNode> parts(JsonNode array) {
        if (array.size() < 2) {
            throw new IllegalArgumentException("expected at least two parts, found " + array);
        }
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static boolean holds(JsonNode comparison, JsonNode found) {
        String operator = comparison.fieldNames().next();
        JsonNode value = comparison.get(operator);
        return switch (operator) {
            case "$eq" -> sameType(value, found) && value.equals(found);
            case "$ne" -> sameType(value, found) && !value.equals(found);
            case "$in" -> StreamSupport.stream(value.spliterator(), false).anyMatch(found::equals);
            case "$nin" ->
                StreamSupport.stream(value.spliterator(), false)
                        .allMatch(other -> sameType(other, found) && !other.equals(found));
            case "$gte" -> sameType(value, found) && compare(found, value) >= 0;
            case "$lte" -> sameType(value, found) && compare(found, value) <= 0;
            default -> throw new IllegalArgumentException("unknown operator " + operator);
        };
    }

    private static boolean sameType(JsonNode a, JsonNode b) {
        return a.getNodeType() == b.getNodeType() && a.isIntegralNumber() == b.isIntegralNumber();
    }

    private static int compare(JsonNode a, JsonNode b) {
        // Numerically, so that both zeros are the same.
        return a.isIntegralNumber()
                ? Long.compare(a.longValue(), b.longValue())
                : Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
    }
}
