package io.movieai.store.chroma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.IncompatibleModelException;
import io.movieai.MalformedResponseException;
import io.movieai.PortRejectedException;
import io.movieai.embedding.Embedding;
import io.movieai.store.chroma.ChromaHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chroma's protocol: the paths and bodies of API v2 (servers from 0.5.16 on) and v1 (0.4 to 0.6). Thread-safe.
 *
 * <p>Sources: a v2 server describes itself at {@code /openapi.json}; v1 is that of {@code chromadb==0.4.22}.
 */
final class ChromaApi {
    /** What the answers to queries and gets hold beside the ids. */
    enum Include {
        METADATAS,
        DOCUMENTS,
        EMBEDDINGS,
        DISTANCES
    }

    /** The least that a server without {@code pre-flight-checks} takes: SQLite's former limit of variables, by six. */
    private static final int LEAST_BATCH = 166;

    private static final Pattern MAJOR_VERSION = Pattern.compile("(\\d{1,6})\\..*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromaHttp http;
    private final int api;
    private final String tenant;
    private final String database;
    private final String serverVersion;
    private final int batchLimit;
    private final boolean base64;

    private ChromaApi(
            ChromaHttp http,
            int api,
            String tenant,
            String database,
            String serverVersion,
            int batchLimit,
            boolean base64) {
        this.http = http;
        this.api = api;
        this.tenant = encoded(tenant);
        this.database = encoded(database);
        this.serverVersion = serverVersion;
        this.batchLimit = batchLimit;
        this.base64 = base64;
    }

    private ChromaApi(ChromaHttp http, ChromaApi other) {
        this.http = http;
        this.api = other.api;
        this.tenant = other.tenant;
        this.database = other.database;
        this.serverVersion = other.serverVersion;
        this.batchLimit = other.batchLimit;
        this.base64 = other.base64;
    }

    /**
     * Finds out which API a server speaks, the newer one first, and what it takes.
     *
     * @throws MalformedResponseException if it answers, but not as a Chroma server does
     */
    static ChromaApi detect(ChromaHttp http, String tenant, String database) {
        Answer v2 = http.ask("GET", "/api/v2/heartbeat", null);
        int api = isHeartbeat(v2) ? 2 : 1;
        Answer answer = api == 2 ? v2 : http.ask("GET", "/api/v1/heartbeat", null);
        if (!isHeartbeat(answer)) {
            throw new MalformedResponseException(
                    ChromaHttp.PORT,
                    http.target(),
                    "expected a heartbeat of Chroma's API v2 or v1, found status " + v2.status() + " and "
                            + answer.status() + ": " + answer.shown() + "; check the address",
                    null);
        }
        String version = http.call("GET", "/api/v" + api + "/version", null).asText("");
        Answer checks = http.ask("GET", "/api/v" + api + "/pre-flight-checks", null);
        JsonNode limits = checks.isSuccess() ? http.json(checks, "pre-flight-checks") : JSON.createObjectNode();
        int batch = limits.path("max_batch_size").asInt(LEAST_BATCH);
        boolean base64 = limits.path("supports_base64_encoding").asBoolean(false);
        return new ChromaApi(http, api, tenant, database, version, Math.max(1, batch), base64);
    }

    /** Returns the same protocol with the same server, over these requests. */
    ChromaApi over(ChromaHttp requests) {
        return new ChromaApi(requests, this);
    }

    private static boolean isHeartbeat(Answer answer) {
        return ChromaHttp.holds(answer, "nanosecond heartbeat");
    }

    /** Returns whether an error says that a collection does not exist; before 1.0 only its text says so. */
    static boolean saysMissing(String body) {
        return body.contains("does not exist") || body.contains("InvalidCollection");
    }

    /** Returns whether an error says that hnswlib found fewer neighbours than were asked for; servers before 1.0 fail then. */
    static boolean saysTooFewNeighbours(String body) {
        return body.contains("contiguous 2D array");
    }

    /** Returns the greatest number of records, or ids, in one request. */
    int batchLimit() {
        return batchLimit;
    }

    /** Returns whether vectors may be sent as base64 of their little-endian 32-bit components. */
    boolean takesBase64() {
        return base64;
    }

    /** Returns whether {@code $ne} and {@code $nin} find records without the key. */
    boolean negates() {
        Matcher version = MAJOR_VERSION.matcher(serverVersion);
        return version.matches() && Integer.parseInt(version.group(1)) >= 1;
    }

    /** Returns the collection of that name, or empty if there is none. */
    Optional<ChromaCollection> find(String name) {
        String path = collections("/" + encoded(name));
        Answer answer = http.ask("GET", path, null);
        if (answer.status() == 404 || (!answer.isSuccess() && saysMissing(answer.shown()))) {
            return Optional.empty();
        }
        return Optional.of(ChromaCollection.of(checked(answer, "GET", path), http.target()));
    }

    /** Makes a collection, or returns the one of that name that someone else has made just before. */
    ChromaCollection create(String name, ObjectNode metadata) {
        ObjectNode body = JSON.createObjectNode();
        body.put("name", name).put("get_or_create", true).set("metadata", metadata);
        return ChromaCollection.of(http.call("POST", collections(""), bytes(body)), http.target());
    }

    /** Replaces the metadata of a collection. */
    void putMetadata(String collection, ObjectNode metadata) {
        ObjectNode body = JSON.createObjectNode();
        body.set("new_metadata", metadata);
        http.call("PUT", inCollection(collection, ""), bytes(body));
    }

    /**
     * Writes records; an id that exists gets the new vector and document, and its metadata are merged.
     *
     * @param body as {@link UpsertBody} makes it
     */
    void upsert(String collection, byte[] body) {
        post(collection, "/upsert", body);
    }

    /**
     * Returns the records of some ids.
     *
     * @param ids at most {@link #batchLimit()}, not empty
     */
    ChromaRecords get(String collection, Collection<String> ids, Include... include) {
        Set<Include> parts = included(include);
        ObjectNode body = body(parts);
        ids.forEach(body.putArray("ids")::add);
        return ChromaRecords.of(post(collection, "/get", bytes(body)), parts, http.target());
    }

    /** Returns the first records, in an order of the server. */
    ChromaRecords first(String collection, int limit, Include... include) {
        Set<Include> parts = included(include);
        ObjectNode body = body(parts).put("limit", limit);
        return ChromaRecords.of(post(collection, "/get", bytes(body)), parts, http.target());
    }

    /**
     * Returns whether a record has another format than {@link AttributeCodec#FORMAT_VERSION}, or none; for servers that
     * {@link #negates() negate}.
     */
    boolean holdsOthers(String collection) {
        ObjectNode body = body(included()).put("limit", 1);
        put(body, WhereClause.OTHERS);
        return ChromaRecords.of(post(collection, "/get", bytes(body)), included(), http.target())
                        .size()
                > 0;
    }

    /** Returns the ids of all records that fulfil a clause. */
    List<String> ids(String collection, WhereClause where) {
        ObjectNode body = body(included());
        put(body, where);
        return ChromaRecords.of(post(collection, "/get", bytes(body)), included(), http.target())
                .ids();
    }

    /**
     * Returns the records nearest to a vector among those that fulfil a clause, the nearest first.
     *
     * @return at most {@code count}; fewer also when the index did not reach more
     */
    ChromaRecords query(String collection, Embedding vector, int count, WhereClause where) {
        return neighbours(collection, vector, count, where, true);
    }

    /** Does what {@link #query} does, with or without the documents. */
    ChromaRecords neighbours(String collection, Embedding vector, int count, WhereClause where, boolean documents) {
        Set<Include> parts = included(Include.METADATAS, Include.DISTANCES);
        if (documents) {
            parts.add(Include.DOCUMENTS);
        }
        ObjectNode body = body(parts);
        ArrayNode components = body.putArray("query_embeddings").addArray();
        for (float component : vector.toArray()) {
            components.add(component);
        }
        body.put("n_results", count);
        put(body, where);
        String path = inCollection(collection, "/query");
        Answer answer = http.ask("POST", path, bytes(body));
        if (!answer.isSuccess() && saysTooFewNeighbours(answer.shown())) {
            return ChromaRecords.NONE;
        }
        return ChromaRecords.ofQuery(checked(answer, "POST", path), parts, http.target());
    }

    /**
     * Deletes records; unknown ids are ignored.
     *
     * @param ids at most {@link #batchLimit()}, not empty
     */
    void delete(String collection, Collection<String> ids) {
        ObjectNode body = JSON.createObjectNode();
        ids.forEach(body.putArray("ids")::add);
        post(collection, "/delete", bytes(body));
    }

    /** Returns the number of records. */
    long count(String collection) {
        JsonNode count = http.call("GET", inCollection(collection, "/count"), null);
        if (!count.isIntegralNumber()) {
            throw new MalformedResponseException(
                    ChromaHttp.PORT, http.target(), "expected a number of records, found " + count, null);
        }
        return count.longValue();
    }

    private JsonNode post(String collection, String path, byte[] body) {
        String whole = inCollection(collection, path);
        return checked(http.ask("POST", whole, body), "POST", whole);
    }

    private JsonNode checked(Answer answer, String method, String path) {
        if (answer.isSuccess()) {
            return http.json(answer, method + " " + path);
        }
        String found = "found status " + answer.status() + ": " + answer.shown();
        if (answer.status() == 400 && answer.shown().toLowerCase(Locale.ROOT).contains("dimension")) {
            throw new IncompatibleModelException(
                    ChromaHttp.PORT, http.target(), "expected vectors of the collection's dimension, " + found, null);
        }
        throw new PortRejectedException(
                ChromaHttp.PORT, http.target(), "expected " + method + " " + path + " to succeed, " + found, null);
    }

    private static Set<Include> included(Include... include) {
        Set<Include> parts = EnumSet.noneOf(Include.class);
        parts.addAll(List.of(include));
        return parts;
    }

    private static ObjectNode body(Set<Include> include) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode names = body.putArray("include");
        include.forEach(part -> names.add(part.name().toLowerCase(Locale.ROOT)));
        return body;
    }

    private static void put(ObjectNode body, WhereClause where) {
        JsonNode json = where.json();
        if (json != null) {
            body.set("where", json);
        }
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "expected ids and filters of valid Unicode: " + e.getOriginalMessage(), e);
        }
    }

    private String collections(String path) {
        return api == 2
                ? "/api/v2/tenants/" + tenant + "/databases/" + database + "/collections" + path
                : "/api/v1/collections" + path + "?tenant=" + tenant + "&database=" + database;
    }

    private String inCollection(String collection, String path) {
        return api == 2
                ? collections("/" + encoded(collection) + path)
                : "/api/v1/collections/" + encoded(collection) + path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns for example {@code http://localhost:8000, Chroma 1.0.0, API v2}. */
    @Override
    public String toString() {
        return http + ", Chroma " + serverVersion + ", API v" + api;
    }
}
