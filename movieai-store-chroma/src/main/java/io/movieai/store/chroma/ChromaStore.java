package io.movieai.store.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import io.movieai.PortUnavailableException;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import io.movieai.store.chroma.ChromaApi.Include;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Vectors in a collection of a <a href="https://docs.trychroma.com">ChromaDB</a> server, over HTTP.
 *
 * <p>The server may speak API v2 (1.x) or v1 (0.4); {@link Builder#connect()} finds out. A collection that does not exist is
 * made, with the cosine metric and with the space in its metadata. A collection that something else made and filled is used as
 * it is: its plain metadata are the records' attributes, its records have no version, and the first {@link #upsert} adds the
 * space to the collection's metadata.
 *
 * <p>The server's index (HNSW) is approximate: a search may put records that are a little farther away in the place of some of
 * the nearest. The filter, the number of hits and the similarities are exact: every hit is checked here, and where the index
 * gives fewer hits than there are, the rest is read from the server and compared here. That is slow when a filter that the
 * server cannot decide excludes nearly all of a large collection.
 *
 * <p>Whether a collection holds records that something else wrote is asked when it is opened; the server is then sent wider,
 * slower conditions. Fractions that something else adds to a collection that was made here are found by their ranges once the
 * store is opened again.
 *
 * <p>Requests that fail because the server is away, slow or in trouble are tried again, with growing delays, as often as
 * {@link Builder#retries} says. A search gives up after {@link Builder#searchTimeout} in all, and then no search asks the
 * server for two seconds, so that callers who can do without vectors are not held up. A thread that is interrupted while it waits gets a {@link
 * java.util.concurrent.CancellationException}; its interrupt flag stays set. Safe for use by several threads; two writers of
 * the same id at once leave one of the two records.
 */
public final class ChromaStore implements VectorStore {
    /** Above this limit the number of records is asked for first, so that no server makes room for more. */
    private static final int LARGE_LIMIT = 1_000;

    /**
     * Fewest neighbours to ask for where the collection's own search effort is less: hnswlib keeps as many candidates as are
     * asked for.
     */
    private static final int LEAST_SEARCH_EFFORT = 100;

    /** Hits are asked for in fourfold numbers, up to this, when the filter drops some that the server let through. */
    private static final int MOST_ASKED = 2_000;

    /** Up to this many records a server looks up what fulfils a filter sooner than it sends neighbours to check here. */
    private static final int MOST_LOOKED_UP = 25_000;

    /** For this long after a search that found the server away, others fail at once instead of waiting for it as well. */
    private static final Duration REST = Duration.ofSeconds(2);

    private final EmbeddingSpace space;
    private final ChromaConnector connector;
    private final Duration searchTimeout;
    private final CircuitBreaker<List<VectorHit>> breaker = CircuitBreaker.<List<VectorHit>>builder()
            .handle(PortUnavailableException.class)
            .withDelay(REST)
            .build();
    private volatile @Nullable ChromaConnection connection;
    private final LongAdder upserted = new LongAdder();
    private volatile boolean closed;
    private volatile boolean stamped;

    private ChromaStore(ChromaConnector connector, Duration searchTimeout) {
        this.space = connector.space();
        this.connector = connector;
        this.searchTimeout = searchTimeout;
    }

    private ChromaStore(ChromaConnector connector, Duration searchTimeout, ChromaConnection connection) {
        this(connector, searchTimeout);
        this.connection = connection;
    }

    /** Returns the connection, which the first call that needs it makes; two that come at once make it twice, harmlessly. */
    private ChromaConnection connection() {
        return connection(connector.http());
    }

    private ChromaConnection connection(ChromaHttp requests) {
        ensureOpen();
        ChromaConnection made = connection;
        if (made == null) {
            made = connector.connect(requests);
            connection = made;
        }
        return made;
    }

    /**
     * Returns a builder for a store in a collection.
     *
     * @param server the server's address, for example {@code http://localhost:8000}; may have a path that stands before
     *     {@code /api}
     * @param collection name of the collection; Chroma allows 3 to 512 of {@code [a-zA-Z0-9._-]}
     * @param space the space of the vectors
     * @throws IllegalArgumentException if the address is not of http or https, or holds credentials, a query or a fragment, or
     *     if the name is blank
     */
    public static Builder builder(URI server, String collection, EmbeddingSpace space) {
        return new Builder(server, collection, space);
    }

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    @Override
    public Optional<String> collection() {
        return Optional.of(connector.collection());
    }

    @Override
    public void upsert(List<VectorRecord> records) {
        List<VectorRecord> all = List.copyOf(records);
        all.forEach(record -> checkDimension(record.embedding(), "record " + record.id()));
        ChromaApi api = connection().api();
        ChromaCollection collection = connection().collection();
        List<List<VectorRecord>> batches = UpsertBody.batches(all, api.batchLimit());
        // What is written into an empty collection replaces nothing but what is in the same list.
        boolean empty = batches.size() > 1 && api.count(collection.id()) == 0;
        if (empty) {
            batches = UpsertBody.batches(List.copyOf(UpsertBody.last(all)), api.batchLimit());
        }
        for (List<VectorRecord> batch : batches) {
            if (!stamped && collection.space().isEmpty()) {
                api.putMetadata(collection.id(), collection.metadataWith(space));
                stamped = true;
            }
            Collection<VectorRecord> last = UpsertBody.last(batch);
            Map<String, JsonNode> replaced = empty ? Map.of() : metadata(api, collection.id(), last);
            api.upsert(collection.id(), UpsertBody.write(last, replaced, api.takesBase64()));
            upserted.add(last.size() - replaced.size());
            answered();
        }
    }

    /** The server answers, so searches need not keep away from it. */
    private void answered() {
        if (breaker.isOpen()) {
            breaker.close();
        }
    }

    /** Returns the metadata of those records that are stored, by id. */
    private static Map<String, JsonNode> metadata(ChromaApi api, String collection, Collection<VectorRecord> records) {
        ChromaRecords stored =
                api.get(collection, records.stream().map(VectorRecord::id).toList(), Include.METADATAS);
        Map<String, JsonNode> metadata = new HashMap<>();
        for (int i = 0; i < stored.size(); i++) {
            JsonNode found = stored.metadata(i);
            if (found != null) {
                metadata.put(stored.ids().get(i), found);
            }
        }
        return metadata;
    }

    /**
     * {@inheritDoc}
     *
     * @throws PortUnavailableException also without asking the server, for 2 seconds after a search found it away,
     *     unless another call was answered since
     */
    @Override
    public List<VectorHit> search(VectorQuery query) {
        ensureOpen();
        checkDimension(query.embedding(), "query");
        try {
            return Failsafe.with(breaker)
                    .get(() -> search(query, connector.http().within(searchTimeout)));
        } catch (CircuitBreakerOpenException e) {
            throw new PortUnavailableException(
                    ChromaHttp.PORT,
                    connector.http().target(),
                    "expected the server to be back, but it failed less than " + REST.toSeconds()
                            + " seconds ago and was not asked again",
                    e);
        }
    }

    private List<VectorHit> search(VectorQuery query, ChromaHttp requests) {
        ChromaConnection to = connection(requests);
        ChromaApi api = to.api().over(requests);
        ChromaCollection collection = to.collection();
        WhereClause where = WhereClause.of(query.filter(), to.known());
        if (where == WhereClause.NOTHING) {
            return List.of();
        }
        boolean soonFiltered = where.isLookup() && to.count() + upserted.sum() <= MOST_LOOKED_UP;
        if (where != WhereClause.EVERYTHING && !soonFiltered) {
            Optional<List<VectorHit>> near = NeighbourhoodSearch.search(api, collection, query);
            if (near.isPresent()) {
                return near.get();
            }
        }
        int wanted = query.limit();
        if (wanted > LARGE_LIMIT) {
            wanted = (int) Math.min(wanted, Math.max(1, api.count(collection.id())));
        }
        int asked = collection.searchEffort() < LEAST_SEARCH_EFFORT ? Math.max(wanted, LEAST_SEARCH_EFFORT) : wanted;
        while (true) {
            ChromaRecords found = api.query(collection.id(), query.embedding(), asked, where);
            List<VectorHit> hits = matching(found, query, collection.metric());
            if (hits.size() >= wanted) {
                return List.copyOf(hits.subList(0, wanted));
            }
            if (found.size() < asked || asked >= MOST_ASKED) {
                return completed(hits, found.size(), query, where, api, collection.id());
            }
            asked = Math.min(4 * asked, MOST_ASKED);
        }
    }

    /** Returns the records found that fulfil the filter, in the order of hits. */
    static List<VectorHit> matching(ChromaRecords found, VectorQuery query, Metric metric) {
        List<VectorHit> hits = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            Attributes attributes = found.attributes(i);
            if (query.filter().matches(attributes)) {
                double similarity = metric.similarity(found.distance(i));
                hits.add(new VectorHit(
                        found.ids().get(i), Math.max(-1, Math.min(1, similarity)), found.document(i), attributes));
            }
        }
        hits.sort(ExactSearch.ORDER);
        return hits;
    }

    /** Returns the hits if the index gave every record that it could have given, or else those of an exact search. */
    private static List<VectorHit> completed(
            List<VectorHit> hits, int found, VectorQuery query, WhereClause where, ChromaApi api, String collection) {
        if (where == WhereClause.EVERYTHING && found >= api.count(collection)) {
            return List.copyOf(hits);
        }
        List<String> candidates = api.ids(collection, where);
        return found >= candidates.size() ? List.copyOf(hits) : ExactSearch.search(api, collection, query, candidates);
    }

    @Override
    public void delete(Collection<String> ids) {
        ChromaConnection to = connection();
        for (List<String> page : pages(ids, to.api())) {
            to.api().delete(to.collection().id(), page);
            answered();
        }
    }

    @Override
    public long count() {
        ChromaConnection to = connection();
        long count = to.api().count(to.collection().id());
        answered();
        return count;
    }

    /**
     * Returns whether something else filled the collection: it holds records, and does not say of which model their vectors
     * are. Such records have no version; indexing films anew would put other records beside those whose ids differ.
     */
    public boolean isFilledByOther() {
        return !stamped && connection().collection().space().isEmpty() && count() > 0;
    }

    @Override
    public Map<String, String> versions(Collection<String> ids) {
        ChromaConnection to = connection();
        Map<String, String> versions = new HashMap<>();
        for (List<String> page : pages(ids, to.api())) {
            ChromaRecords stored = to.api().get(to.collection().id(), page, Include.METADATAS);
            answered();
            for (int i = 0; i < stored.size(); i++) {
                versions.put(stored.ids().get(i), AttributeCodec.version(stored.metadata(i)));
            }
        }
        return Map.copyOf(versions);
    }

    private static List<List<String>> pages(Collection<String> ids, ChromaApi api) {
        return ExactSearch.pages(List.copyOf(new LinkedHashSet<>(ids)), Math.min(ExactSearch.PAGE, api.batchLimit()));
    }

    @Override
    public void close() {
        closed = true;
    }

    private void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("the store of collection " + connector.collection() + " is closed");
        }
    }

    private void checkDimension(Embedding embedding, String what) {
        if (embedding.dimension() != space.dimension()) {
            throw new IllegalArgumentException(
                    what + ": expected " + space + ", found " + embedding.dimension() + " dimensions");
        }
    }

    /** Names the server, its version once it is known, the collection and the space; holds no secret. */
    @Override
    public String toString() {
        ChromaConnection made = connection;
        return "ChromaStore[" + (made == null ? connector.server() : made.api()) + ", collection "
                + connector.collection() + ", " + space + "]";
    }

    /** Collects how to reach a server. Not safe for use by several threads. */
    public static final class Builder {
        private final URI server;
        private final String collection;
        private final EmbeddingSpace space;
        private String tenant = "default_tenant";
        private String database = "default_database";
        private Supplier<Map<String, String>> headers = Map::of;
        private Duration timeout = Duration.ofSeconds(30);
        private Duration searchTimeout = Duration.ofSeconds(30);
        private int retries = 4;

        private Builder(URI server, String collection, EmbeddingSpace space) {
            this.server = Objects.requireNonNull(server, "server");
            this.collection = text("collection", collection);
            this.space = Objects.requireNonNull(space, "space");
            String scheme = String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
            // The address may hold credentials, so the message does not show it.
            if (!(scheme.equals("http") || scheme.equals("https"))
                    || server.getHost() == null
                    || server.getRawUserInfo() != null
                    || server.getRawQuery() != null
                    || server.getRawFragment() != null) {
                throw new IllegalArgumentException("server: expected an address like http://localhost:8000, without "
                        + "credentials, query or fragment, found another; credentials belong into the headers");
            }
        }

        private static String text(String what, String text) {
            if (Objects.requireNonNull(text, what).isBlank()) {
                throw new IllegalArgumentException(what + ": expected a name, found a blank text");
            }
            return text;
        }

        /**
         * Sets the tenant and the database that the collection is in, in place of {@code default_tenant} and {@code
         * default_database}. They are not made if they do not exist.
         *
         * @throws IllegalArgumentException if one of them is blank
         */
        public Builder database(String tenant, String database) {
            this.tenant = text("tenant", tenant);
            this.database = text("database", database);
            return this;
        }

        /**
         * Sets the headers of every request, by name, for authentication: {@code x-chroma-token}, or {@code Authorization} with
         * {@code Bearer …}. The supplier is asked for every request, by several threads, and may return another token each time.
         * The values are not shown in messages.
         */
        public Builder headers(Supplier<Map<String, String>> headers) {
            this.headers = Objects.requireNonNull(headers, "headers");
            return this;
        }

        /**
         * Sets how long one attempt at a request may take, from connecting to the end of the answer; 30 seconds if not set.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = positive("timeout", timeout);
            return this;
        }

        /**
         * Sets how long a search may take in all, with every attempt and delay; 30 seconds if not set.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder searchTimeout(Duration timeout) {
            this.searchTimeout = positive("searchTimeout", timeout);
            return this;
        }

        private static Duration positive(String what, Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException(what + ": expected more than 0, found " + time);
            }
            return time;
        }

        /**
         * Sets how many times a request is tried again; 4 if not set. The delays before are 0.1, 0.2, 0.4 … seconds, at most 5,
         * each shorter or longer by up to a quarter; a server that asks for another delay gets it, up to 5 seconds.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder retries(int retries) {
            if (retries < 0) {
                throw new IllegalArgumentException("retries: expected at least 0, found " + retries);
            }
            this.retries = retries;
            return this;
        }

        /**
         * Connects to the server and opens the collection, or makes it.
         *
         * @throws PortUnavailableException if the server is away
         * @throws io.movieai.AuthenticationException if it refuses the headers
         * @throws io.movieai.MalformedResponseException if something else than a Chroma server answers
         * @throws io.movieai.PortRejectedException if it refuses the collection's name, the tenant or the database
         * @throws io.movieai.IncompatibleModelException if the collection's vectors are of another model or another dimension; or if they
         *     are not of unit length and the collection's metric is not the cosine
         */
        public ChromaStore connect() {
            ChromaConnector connector = connector();
            return new ChromaStore(connector, searchTimeout, connector.connect(connector.http()));
        }

        /**
         * Connects to the server and opens the collection, as {@link #connect()} does, but makes none.
         *
         * @return the store, or empty if there is no such collection
         */
        public Optional<ChromaStore> find() {
            ChromaConnector connector = connector();
            return connector.find().map(connection -> new ChromaStore(connector, searchTimeout, connection));
        }

        /**
         * Returns a store that connects with its first call, so that a program can start while the server is away. Until
         * then every call throws what {@link #connect()} would, and the next one tries again.
         */
        public ChromaStore connectLater() {
            return new ChromaStore(connector(), searchTimeout);
        }

        private ChromaConnector connector() {
            return new ChromaConnector(server, tenant, database, collection, space, timeout, retries, headers);
        }
    }
}
