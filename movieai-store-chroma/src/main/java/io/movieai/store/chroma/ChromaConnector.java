package io.movieai.store.chroma;

import io.movieai.IncompatibleModelException;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.chroma.ChromaApi.Include;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Knows how to reach a collection, and checks that it is what is expected. Thread-safe. */
final class ChromaConnector {
    private static final int SAMPLE = 64;

    /** How far the squared length of a vector may be from 1, for its distance to give a cosine to 1e-4. */
    private static final double UNIT_TOLERANCE = 1e-4;

    private final ChromaHttp http;
    private final String tenant;
    private final String database;
    private final String collection;
    private final EmbeddingSpace space;

    ChromaConnector(
            URI server,
            String tenant,
            String database,
            String collection,
            EmbeddingSpace space,
            Duration timeout,
            int retries,
            Supplier<Map<String, String>> headers) {
        this.http = new ChromaHttp(server, collection, timeout, retries, headers);
        this.tenant = tenant;
        this.database = database;
        this.collection = collection;
        this.space = space;
    }

    EmbeddingSpace space() {
        return space;
    }

    /** Returns the collection's name. */
    String collection() {
        return collection;
    }

    /** Returns the server's address, without secrets. */
    String server() {
        return http.toString();
    }

    /** Returns the requests to the server, without a limit for all of them. */
    ChromaHttp http() {
        return http;
    }

    /**
     * Opens the collection, or makes it.
     *
     * @param requests those of {@link #http()}, or the same within a limit, which does not hold for the connection
     */
    ChromaConnection connect(ChromaHttp requests) {
        ChromaApi api = ChromaApi.detect(requests, tenant, database);
        ChromaCollection found =
                api.find(collection).orElseGet(() -> api.create(collection, ChromaCollection.metadataFor(space)));
        check(api, found);
        return ChromaConnection.to(api, found).over(http);
    }

    /** Opens the collection, if there is one. */
    Optional<ChromaConnection> find() {
        ChromaApi api = ChromaApi.detect(http, tenant, database);
        Optional<ChromaCollection> found = api.find(collection);
        found.ifPresent(known -> check(api, known));
        return found.map(known -> ChromaConnection.to(api, known));
    }

    private void check(ChromaApi api, ChromaCollection found) {
        found.space().filter(other -> !other.equals(space)).ifPresent(other -> {
            throw incompatible(other.toString());
        });
        found.dimension().ifPresent(this::checkDimension);
        boolean known = found.dimension().isPresent() || found.space().isPresent();
        if (!known || found.metric() != Metric.COSINE) {
            ChromaRecords sample = api.first(found.id(), SAMPLE, Include.EMBEDDINGS);
            for (int i = 0; i < sample.size(); i++) {
                float[] vector = sample.embedding(i);
                checkDimension(vector.length);
                if (found.metric() != Metric.COSINE) {
                    checkUnitLength(vector, found.metric());
                }
            }
        }
    }

    private void checkDimension(int dimension) {
        if (dimension != space.dimension()) {
            throw incompatible(dimension + " dimensions");
        }
    }

    private void checkUnitLength(float[] vector, Metric metric) {
        double squared = 0;
        for (float component : vector) {
            squared += (double) component * component;
        }
        if (Math.abs(squared - 1) > UNIT_TOLERANCE) {
            throw new IncompatibleModelException(
                    ChromaHttp.PORT,
                    http.target(),
                    "expected vectors of length 1, or a collection that measures cosine, found a vector of length "
                            + Math.sqrt(squared) + " and the metric " + metric.wireName()
                            + "; write the vectors into a new collection",
                    null);
        }
    }

    private IncompatibleModelException incompatible(String found) {
        return new IncompatibleModelException(
                ChromaHttp.PORT,
                http.target(),
                "expected " + space + ", found " + found + "; name another collection, or index again into a new one",
                null);
    }
}
