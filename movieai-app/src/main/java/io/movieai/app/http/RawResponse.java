package io.movieai.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was retrieved, in the form in which Chroma answers one query: {@code ids, documents, metadatas, distances}, each a list
 * with one list in it.
 */
final class RawResponse {
    private RawResponse() {}

    /** @param context the answer's {@code context} */
    static ObjectNode of(JsonNode context) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = root.putArray("ids").addArray();
        ArrayNode documents = root.putArray("documents").addArray();
        ArrayNode metadatas = root.putArray("metadatas").addArray();
        ArrayNode distances = root.putArray("distances").addArray();
        for (JsonNode film : context) {
            ids.add(film.path("metadata").path("movie_id"));
            documents.add(film.path("document"));
            metadatas.add(film.path("metadata"));
            if (film.path("similarity").isNumber()) {
                distances.add(1 - film.path("similarity").doubleValue());
            } else {
                distances.addNull();
            }
        }
        return root;
    }
}
