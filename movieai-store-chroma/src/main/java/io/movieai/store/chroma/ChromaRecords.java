package io.movieai.store.chroma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.MalformedResponseException;
import io.movieai.store.Attributes;
import io.movieai.store.chroma.ChromaApi.Include;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records of an answer: parallel lists, of which the server sends those that were asked for. */
final class ChromaRecords {
    static final ChromaRecords NONE = new ChromaRecords(List.of(), MissingNode.getInstance(), "");

    private final List<String> ids;
    private final JsonNode parts;
    private final String target;

    private ChromaRecords(List<String> ids, JsonNode parts, String target) {
        this.ids = ids;
        this.parts = parts;
        this.target = target;
    }

    /** Reads the answer to a get. */
    static ChromaRecords of(JsonNode json, Set<Include> include, String target) {
        return read(json, include, target);
    }

    /** Reads the answer to a query with one vector: each list stands in a list of one. */
    static ChromaRecords ofQuery(JsonNode json, Set<Include> include, String target) {
        ObjectNode first = JsonNodeFactory.instance.objectNode();
        json.properties().forEach(entry -> {
            if (entry.getValue().path(0).isArray()) {
                first.set(entry.getKey(), entry.getValue().path(0));
            }
        });
        return read(first, include, target);
    }

    private static ChromaRecords read(JsonNode json, Set<Include> include, String target) {
        JsonNode ids = json.path("ids");
        if (!ids.isArray()) {
            throw malformed(target, "a list of ids", ids);
        }
        List<String> texts = new ArrayList<>(ids.size());
        for (JsonNode id : ids) {
            if (!id.isTextual()) {
                throw malformed(target, "ids that are texts", id);
            }
            texts.add(id.textValue());
        }
        for (Include part : include) {
            JsonNode list = json.path(name(part));
            if (!list.isArray() || list.size() != texts.size()) {
                throw malformed(target, texts.size() + " " + name(part), list);
            }
        }
        return new ChromaRecords(List.copyOf(texts), json, target);
    }

    private static String name(Include part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static MalformedResponseException malformed(String target, String expected, JsonNode found) {
        String text = found.toString();
        return new MalformedResponseException(
                ChromaHttp.PORT,
                target,
                "expected " + expected + ", found " + (text.length() <= 200 ? text : text.substring(0, 200) + "…"),
                null);
    }

    int size() {
        return ids.size();
    }

    List<String> ids() {
        return ids;
    }

    private JsonNode part(Include part, int index) {
        return parts.path(name(part)).path(index);
    }

    /** Returns the metadata of a record, or null if it has none. */
    @Nullable
    JsonNode metadata(int index) {
        JsonNode metadata = part(Include.METADATAS, index);
        return metadata.isObject() ? metadata : null;
    }

    Attributes attributes(int index) {
        try {
            return AttributeCodec.attributes(metadata(index));
        } catch (JsonProcessingException e) {
            throw new MalformedResponseException(
                    ChromaHttp.PORT,
                    target,
                    "expected record " + ids.get(index) + " to hold its attributes as JSON under "
                            + AttributeCodec.ATTRIBUTES + ", found something else",
                    e);
        }
    }

    /** Returns the text of a record; empty if it has none. */
    String document(int index) {
        return part(Include.DOCUMENTS, index).asText("");
    }

    double distance(int index) {
        JsonNode distance = part(Include.DISTANCES, index);
        if (!distance.isNumber()) {
            throw malformed(target, "the distance of record " + ids.get(index), distance);
        }
        return distance.doubleValue();
    }

    float[] embedding(int index) {
        JsonNode components = part(Include.EMBEDDINGS, index);
        if (!components.isArray()) {
            throw malformed(target, "the vector of record " + ids.get(index), components);
        }
        float[] vector = new float[components.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) components.get(i).asDouble();
        }
        return vector;
    }
}
