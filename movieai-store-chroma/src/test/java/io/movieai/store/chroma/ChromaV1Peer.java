package io.movieai.store.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks the wire format of Chroma 0.4.22 (API v1) and keeps its collections in memory: errors of the caller have
 * status 500, conditions compare values of their own type alone, {@code $ne} and {@code $nin} find only records that have the
 * key, an upsert merges metadata and a null deletes a key, vectors come as lists of numbers. It searches exactly.
 */
final class ChromaV1Peer implements AutoCloseable {
    /** Answers in place of the server, or returns false to let it answer. */
    @FunctionalInterface
    interface Fault {
        boolean answers(HttpExchange exchange) throws IOException;
    }

    static final int BATCH_LIMIT = 166;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Stored> collections = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Fault fault = exchange -> false;

    private static final class Stored {
        final String id = UUID.randomUUID().toString();
        final String name;
        ObjectNode metadata;
        final Map<String, Entry> records = new LinkedHashMap<>();

        Stored(String name, ObjectNode metadata) {
            this.name = name;
            this.metadata = metadata;
        }
    }

    private record Entry(JsonNode embedding, @Nullable String document, ObjectNode metadata) {}

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String error) {
            super(error);
        }
    }

    private ChromaV1Peer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    static ChromaV1Peer start() throws IOException {
        // Without it an answer waits up to 40 ms for the client's acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        ChromaV1Peer peer = new ChromaV1Peer();
        peer.server.start();
        return peer;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Lets a fault see every request from now on. */
    void fault(Fault fault) {
        this.fault = fault;
    }

    /** Returns method, path and protocol of every request so far, faults included. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized List<String> ids(String collection) {
        Stored stored = collections.get(collection);
        return stored == null ? List.of() : List.copyOf(stored.records.keySet());
    }

    synchronized @Nullable JsonNode metadata(String collection, String id) {
        Stored stored = collections.get(collection);
        Entry entry = stored == null ? null : stored.records.get(id);
        return entry == null ? null : entry.metadata;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " "
                        + exchange.getProtocol()
                        + (exchange.getRequestHeaders().containsKey("Upgrade") ? " with upgrade" : ""));
        if (fault.answers(exchange)) {
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            JsonNode answer = route(exchange, body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
            if (answer == null) {
                answer(exchange, 404, "application/json", "{\"detail\":\"Not Found\"}");
            } else {
                answer(exchange, 200, "application/json", answer.toString());
            }
        } catch (Refused e) {
            answer(
                    exchange,
                    500,
                    "application/json",
                    JSON.createObjectNode().put("error", e.getMessage()).toString());
        }
    }

    private synchronized @Nullable JsonNode route(HttpExchange exchange, JsonNode body) {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        switch (method + " " + path) {
            case "GET /api/v1/heartbeat" -> {
                return JSON.createObjectNode().put("nanosecond heartbeat", System.nanoTime());
            }
            case "GET /api/v1/version" -> {
                return JSON.getNodeFactory().textNode("0.4.22");
            }
            case "GET /api/v1/pre-flight-checks" -> {
                return JSON.createObjectNode().put("max_batch_size", BATCH_LIMIT);
            }
            case "POST /api/v1/collections" -> {
                return create(body);
            }
            default -> {
                if (!path.startsWith("/api/v1/collections/")) {
                    return null;
                }
            }
        }
        String[] parts = path.substring("/api/v1/collections/".length()).split("/", -1);
        String key = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
        if (parts.length == 1 && method.equals("GET")) {
            Stored found = collections.get(key);
            if (found == null) {
                throw new Refused("ValueError('Collection " + key + " does not exist.')");
            }
            return describe(found);
        }
        Stored stored = collections.values().stream()
                .filter(candidate -> candidate.id.equals(key))
                .findFirst()
                .orElseThrow(() -> new Refused("InvalidCollectionException('Collection " + key + " does not exist.')"));
        return switch (method + " " + (parts.length == 1 ? "" : parts[1])) {
            case "PUT " -> {
                stored.metadata = (ObjectNode) body.path("new_metadata");
                yield JSON.nullNode();
            }
            case "GET count" -> JSON.getNodeFactory().numberNode(stored.records.size());
            case "POST upsert" -> upsert(stored, body);
            case "POST get" -> get(stored, body);
            case "POST query" -> query(stored, body);
            case "POST delete" -> delete(stored, body);
            default -> null;
        };
    }

    private JsonNode create(JsonNode body) {
        String name = body.path("name").asText();
        Stored existing = collections.get(name);
        if (existing != null && !body.path("get_or_create").asBoolean()) {
            throw new Refused("UniqueConstraintError('Collection " + name + " already exists')");
        }
        if (existing == null) {
            existing = new Stored(
                    name, body.path("metadata") instanceof ObjectNode object ? object : JSON.createObjectNode());
            collections.put(name, existing);
        }
        return describe(existing);
    }

    private static JsonNode describe(Stored stored) {
        ObjectNode json = JSON.createObjectNode().put("name", stored.name).put("id", stored.id);
        json.set("metadata", stored.metadata.isEmpty() ? JSON.nullNode() : stored.metadata);
        return json.put("tenant", "default_tenant").put("database", "default_database");
    }

    private static JsonNode upsert(Stored stored, JsonNode body) {
        JsonNode ids = body.path("ids");
        Set<String> seen = new HashSet<>();
        if (ids.isEmpty() || ids.size() > BATCH_LIMIT) {
            throw new Refused(
                    "ValueError('Batch size " + ids.size() + " exceeds maximum batch size " + BATCH_LIMIT + "')");
        }
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i).asText();
            if (!seen.add(id)) {
                throw new Refused("DuplicateIDError('Expected IDs to be unique, found duplicates for: " + id + "')");
            }
            JsonNode embedding = body.path("embeddings").path(i);
            if (!embedding.isArray()) {
                throw new Refused("ValueError('Expected each embedding to be a list')");
            }
            Entry before = stored.records.get(id);
            ObjectNode metadata = before == null ? JSON.createObjectNode() : before.metadata.deepCopy();
            body.path("metadatas").path(i).properties().forEach(entry -> {
                if (entry.getValue().isNull()) {
                    metadata.remove(entry.getKey());
                } else if (entry.getValue().isContainerNode()) {
                    throw new Refused("ValueError('Expected metadata value to be a str, int, float or bool')");
                } else {
                    metadata.set(entry.getKey(), entry.getValue());
                }
            });
            JsonNode document = body.path("documents").path(i);
            stored.records.put(id, new Entry(embedding, document.isTextual() ? document.asText() : null, metadata));
        }
        return JSON.getNodeFactory().booleanNode(true);
    }

    private static List<String> matching(Stored stored, JsonNode body) {
        List<String> ids = new ArrayList<>();
        if (body.has("ids")) {
            body.path("ids").forEach(id -> ids.add(id.asText()));
        } else {
            ids.addAll(stored.records.keySet());
        }
        ids.removeIf(id -> {
            Entry entry = stored.records.get(id);
            return entry == null || (body.has("where") && !ChromaV1Where.matches(body.path("where"), entry.metadata));
        });
        return ids.stream().distinct().toList();
    }

    private static JsonNode get(Stored stored, JsonNode body) {
        List<String> ids = matching(stored, body);
        int limit = body.path("limit").asInt(ids.size());
        return lists(stored, ids.subList(0, Math.min(limit, ids.size())), body);
    }

    private static ObjectNode lists(Stored stored, List<String> ids, JsonNode body) {
        Set<String> include = new HashSet<>();
        body.path("include").forEach(part -> include.add(part.asText()));
        ObjectNode json = JSON.createObjectNode();
        ArrayNode idList = json.putArray("ids");
        ids.forEach(idList::add);
        for (String part : List.of("embeddings", "metadatas", "documents")) {
            if (!include.contains(part)) {
                json.putNull(part);
                continue;
            }
            ArrayNode list = json.putArray(part);
            for (String id : ids) {
                Entry entry = Objects.requireNonNull(stored.records.get(id));
                switch (part) {
                    case "embeddings" -> list.add(entry.embedding);
                    case "documents" -> list.add(entry.document);
                    default -> list.add(entry.metadata.isEmpty() ? JSON.nullNode() : entry.metadata);
                }
            }
        }
        return json;
    }

    private static JsonNode query(Stored stored, JsonNode body) {
        JsonNode vector = body.path("query_embeddings").path(0);
        Map<String, Double> distances = new LinkedHashMap<>();
        for (String id : matching(stored, body)) {
            JsonNode other = Objects.requireNonNull(stored.records.get(id)).embedding;
            distances.put(id, distance(stored.metadata.path("hnsw:space").asText("l2"), vector, other));
        }
        // Ties in the reverse order of the ids, which is not the order that the port asks for.
        List<String> ids = distances.keySet().stream()
                .sorted(Comparator.<String>comparingDouble(distances::get)
                        .thenComparing(Comparator.<String>naturalOrder().reversed()))
                .limit(body.path("n_results").asInt(10))
                .toList();
        ObjectNode nested = JSON.createObjectNode();
        lists(stored, ids, body).properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                nested.putNull(entry.getKey());
            } else {
                nested.putArray(entry.getKey()).add(entry.getValue());
            }
        });
        ArrayNode list = nested.putArray("distances").addArray();
        ids.forEach(id -> list.add(distances.get(id)));
        return nested;
    }

    private static double distance(String metric, JsonNode a, JsonNode b) {
        double dot = 0;
        double squaredA = 0;
        double squaredB = 0;
        for (int i = 0; i < a.size(); i++) {
            dot += a.get(i).asDouble() * b.get(i).asDouble();
            squaredA += a.get(i).asDouble() * a.get(i).asDouble();
            squaredB += b.get(i).asDouble() * b.get(i).asDouble();
        }
        return switch (metric) {
            case "cosine" -> (float) (1 - dot / Math.sqrt(squaredA * squaredB));
            case "ip" -> (float) (1 - dot);
            default -> (float) (squaredA + squaredB - 2 * dot);
        };
    }

    private static JsonNode delete(Stored stored, JsonNode body) {
        ArrayNode deleted = JSON.createArrayNode();
        for (String id : matching(stored, body)) {
            stored.records.remove(id);
            deleted.add(id);
        }
        return deleted;
    }
}
