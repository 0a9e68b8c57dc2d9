package io.movieai.app.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.movieai.RecommendRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads requests for films from JSON. Every value that cannot be used is an error that says which, and what was expected. */
final class AskReader {
    private static final int DEEPEST = 16;
    private static final int MOST_FILMS = 1_000;
    private static final int MOST_KEYS = 100;
    private static final int LONGEST_ID = 200;
    private static final int MOST_TOKENS = 100_000;

    private static final Set<String> KNOWN = Set.of(
            "query",
            "top_k",
            "user_id",
            "liked",
            "exclude",
            "diversity",
            "conversation_id",
            "temperature",
            "max_tokens",
            "without",
            "raw_response");

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws ApiException if the text is not a request for films */
    Ask read(String body) {
        JsonNode node = parse(body);
        if (!node.isObject() || !node.has("query")) {
            if (!node.isObject() && !absent(node) && !(node.isArray() && node.isEmpty())) {
                throw ApiException.bad("invalid_body", "expected a JSON object with a query, found " + kind(node));
            }
            throw ApiException.bad("missing_query", "Missing query parameter");
        }
        String query = text(node, "query", RecommendRequest.MAX_QUERY_LENGTH)
                .orElseThrow(() -> ApiException.bad("invalid_query", "query: expected a text, found null"));
        if (query.isBlank()) {
            throw ApiException.bad("invalid_query", "query: expected what to look for, found a blank text");
        }
        RecommendRequest.Builder request = RecommendRequest.builder(query);
        integer(node, "top_k", RecommendRequest.MAX_TOP_K).ifPresent(request::topK);
        integer(node, "max_tokens", MOST_TOKENS).ifPresent(request::maxTokens);
        number(node, "temperature", 2).ifPresent(request::temperature);
        number(node, "diversity", 1).ifPresent(request::diversity);
        id(node, "user_id").map(UserId::of).ifPresent(request::user);
        request.liked(films(node, "liked"));
        request.exclude(films(node, "exclude"));
        return new Ask(
                request.build(),
                text(node, "conversation_id", LONGEST_ID),
                keys(node),
                flag(node, "raw_response"),
                unknown(node));
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            // Jackson's own message repeats the body; where it stopped is enough.
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            String message = String.valueOf(e.getOriginalMessage());
            if (message.startsWith("Duplicate field")) {
                throw ApiException.bad(
                        "duplicate_member", "expected each member of the JSON object once, found one twice" + place);
            }
            if (message.contains("nesting depth")) {
                throw ApiException.bad(
                        "invalid_json", "expected JSON of at most " + DEEPEST + " levels, found deeper nesting");
            }
            throw ApiException.bad("invalid_json", "expected one JSON object, found something else" + place);
        }
    }

    private static Optional<String> text(JsonNode node, String name, int longest) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(name, "a text", value);
        }
        String text = value.textValue();
        if (text.length() > longest) {
            throw invalid(name, "expected at most " + longest + " characters, found " + text.length());
        }
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw invalid(name, "expected Unicode characters, found half of a surrogate pair");
        }
        return Optional.of(text);
    }

    /** Ids are texts, but programs that keep them as numbers send numbers. */
    private static Optional<String> id(JsonNode node, String name) {
        JsonNode value = node.path(name);
        Optional<String> id = value.isIntegralNumber() ? Optional.of(value.asText()) : text(node, name, LONGEST_ID);
        if (id.isPresent() && id.get().isBlank()) {
            throw invalid(name, "expected an id, found a blank text");
        }
        return id;
    }

    private static OptionalInt integer(JsonNode node, String name, int greatest) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber()) {
            throw wrong(name, "a whole number", value);
        }
        if (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > greatest) {
            throw invalid(name, "expected 1 to " + greatest + ", found another number");
        }
        return OptionalInt.of(value.intValue());
    }

    private static OptionalDouble number(JsonNode node, String name, int greatest) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber()) {
            throw wrong(name, "a number", value);
        }
        double number = value.doubleValue();
        if (!(number >= 0 && number <= greatest)) {
            throw invalid(name, "expected 0 to " + greatest + ", found another number");
        }
        return OptionalDouble.of(number);
    }

    private static boolean flag(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    private static List<ItemId> films(JsonNode node, String name) {
        List<ItemId> films = new ArrayList<>();
        for (JsonNode element : list(node, name, MOST_FILMS)) {
            boolean usable = element.isIntegralNumber()
                    || (element.isTextual()
                            && !element.textValue().isBlank()
                            && element.textValue().length() <= LONGEST_ID);
            if (!usable) {
                throw wrong(name, "a list of ids of films", element);
            }
            films.add(ItemId.of(element.asText()));
        }
        return films;
    }

    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new TreeSet<>();
        for (JsonNode element : list(node, "without", MOST_KEYS)) {
            if (!element.isTextual()) {
                throw wrong("without", "a list of keys from understood", element);
            }
            keys.add(element.textValue());
        }
        return keys;
    }

    private static JsonNode list(JsonNode node, String name, int most) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return value;
        }
        if (!value.isArray()) {
            throw wrong(name, "a list", value);
        }
        if (value.size() > most) {
            throw invalid(name, "expected at most " + most + " elements, found " + value.size());
        }
        return value;
    }

    private static List<String> unknown(JsonNode node) {
        List<String> unknown = new ArrayList<>();
        node.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                unknown.add(name);
            }
        });
        return unknown;
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static ApiException wrong(String name, String expected, JsonNode found) {
        return invalid(name, "expected " + expected + ", found " + kind(found));
    }

    private static ApiException invalid(String name, String message) {
        return ApiException.bad("invalid_" + name, name + ": " + message);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> node.isIntegralNumber() ? "a whole number" : "a number with a fraction";
            case BOOLEAN -> "true or false";
            default -> "null";
        };
    }
}
