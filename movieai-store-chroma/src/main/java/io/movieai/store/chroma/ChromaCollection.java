package io.movieai.store.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.IncompatibleModelException;
import io.movieai.MalformedResponseException;
import io.movieai.embedding.EmbeddingSpace;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A collection as the server describes it.
 *
 * @param id the server's identity of it
 * @param metadata all of its metadata
 * @param metric what its index measures
 * @param searchEffort how many candidates its index keeps while it searches (ef of HNSW)
 * @param dimension components of its vectors; empty if the server does not say or there are none yet
 */
record ChromaCollection(String id, ObjectNode metadata, Metric metric, int searchEffort, OptionalInt dimension) {
    private static final String MODEL = "movieai:model";
    private static final String DIMENSION = "movieai:dimension";
    private static final String METRIC = "hnsw:space";
    private static final String SEARCH_EFFORT = "hnsw:search_ef";

    /** What Chroma 0.4 uses when the collection's metadata do not say. */
    private static final int DEFAULT_SEARCH_EFFORT = 10;

    /**
     * The ef of collections that are made here. Chroma's own is 100 since 1.0; twice that finds more of the nearest for a
     * cost that the request around it hides.
     */
    private static final int OUR_SEARCH_EFFORT = 200;

    /** Reads the server's description of a collection. */
    static ChromaCollection of(JsonNode json, String target) {
        String id = json.path("id").asText("");
        if (id.isEmpty()) {
            throw new MalformedResponseException(
                    ChromaHttp.PORT, target, "expected a collection with an id, found none", null);
        }
        ObjectNode metadata = json.path("metadata") instanceof ObjectNode object
                ? object.deepCopy()
                : new ObjectMapper().createObjectNode();
        JsonNode configuration = json.path("configuration_json");
        JsonNode index = configuration.path(configuration.path("spann").isObject() ? "spann" : "hnsw");
        String metric = index.path("space").asText(metadata.path(METRIC).asText(Metric.L2.wireName()));
        int searchEffort =
                index.path("ef_search").asInt(metadata.path(SEARCH_EFFORT).asInt(DEFAULT_SEARCH_EFFORT));
        JsonNode dimension = json.path("dimension");
        return new ChromaCollection(
                id,
                metadata,
                Metric.named(metric)
                        .orElseThrow(() -> new IncompatibleModelException(
                                ChromaHttp.PORT,
                                target,
                                "expected a collection that measures cosine, l2 or ip, found " + metric,
                                null)),
                searchEffort,
                dimension.isInt() ? OptionalInt.of(dimension.intValue()) : OptionalInt.empty());
    }

    /** Returns the metadata of a new collection for vectors of a space. */
    static ObjectNode metadataFor(EmbeddingSpace space) {
        ObjectNode metadata = new ObjectMapper().createObjectNode();
        // In the metadata, where all versions read them; a configuration is written differently in each.
        metadata.put(METRIC, Metric.COSINE.wireName()).put(SEARCH_EFFORT, OUR_SEARCH_EFFORT);
        return stamped(metadata, space);
    }

    private static ObjectNode stamped(ObjectNode metadata, EmbeddingSpace space) {
        return metadata.put(MODEL, space.model()).put(DIMENSION, space.dimension());
    }

    /** Returns the collection's metadata with the space of its vectors. */
    ObjectNode metadataWith(EmbeddingSpace space) {
        return stamped(metadata.deepCopy(), space);
    }

    /** Returns the space that the collection says its vectors are of; empty if it was made by something else. */
    Optional<EmbeddingSpace> space() {
        String model = metadata.path(MODEL).asText("");
        int dimensions = metadata.path(DIMENSION).asInt(0);
        return model.isBlank() || dimensions < 1
                ? Optional.empty()
                : Optional.of(new EmbeddingSpace(model, dimensions));
    }
}
