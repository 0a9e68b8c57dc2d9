package io.movieai.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import io.movieai.Health;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the service is there, and whether it can answer. */
final class HealthRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);

    /** The ports without which nothing is found. */
    private static final Set<String> NEEDED = Set.of("Embedder", "VectorStore");

    /** What a port talked to, in the message of an exception: not for everybody who may ask. */
    private static final Pattern TARGET = Pattern.compile(" \\([^()]*\\):");

    /** However often somebody asks, servers behind the ports are not asked more often than this. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Backend backend;
    private final WorkQueue queue;
    private final BooleanSupplier stopping;
    private final Cache<String, Health> recent =
            Caffeine.newBuilder().expireAfterWrite(FRESH).build();

    HealthRoutes(Backend backend, WorkQueue queue, BooleanSupplier stopping) {
        this.backend = backend;
        this.queue = queue;
        this.stopping = stopping;
    }

    /**
     * {@code GET /health}: what every port says, no older than two seconds; 500 when the store or the embedder is not ready, for the others can be done
     * without.
     */
    void health(Context context) {
        Health health = recent.get("health", key -> backend.ai().health());
        boolean healthy = health.ports().stream().noneMatch(port -> NEEDED.contains(port.name()) && !port.ready());
        ObjectNode body = Answers.object().put("status", healthy ? "healthy" : "unhealthy");
        if (healthy) {
            body.putObject("collection")
                    .put("name", backend.collection())
                    .put("count", health.records().orElse(0))
                    .put("dimension", health.space().dimension());
            body.put("embedding_model", health.space().model());
            body.put("llm_model", health.generator());
            body.put("films", health.films());
        } else {
            body.put("error", "the vector store or the embedding model failed; ports says how, the log says where");
            context.status(500);
        }
        ArrayNode ports = body.putArray("ports");
        for (Health.Port port : health.ports()) {
            ObjectNode node = ports.addObject().put("name", port.name()).put("ready", port.ready());
            if (!port.ready()) {
                LOG.warn("not ready: {}: {}", port.name(), port.reason());
                node.put("reason", TARGET.matcher(port.reason()).replaceAll(":"));
            }
        }
        Answers.json(context, body);
    }

    /** {@code GET /api/health}: that the service runs, without asking anything else. */
    void apiHealth(Context context) {
        String version = HealthRoutes.class.getPackage().getImplementationVersion();
        Answers.json(
                context,
                Answers.object()
                        .put("service", "Movie AI RAG Service")
                        .put("status", "running")
                        .put("version", version == null ? "(not packaged)" : version));
    }

    /** {@code GET /health/live}: the process serves requests. */
    void live(Context context) {
        Answers.json(context, Answers.object().put("status", "live"));
    }

    /** {@code GET /health/ready}: requests are taken; 503 when the service stops or as much is waiting as may wait. */
    void ready(Context context) {
        String status = stopping.getAsBoolean() ? "stopping" : queue.hasRoom() ? "ready" : "busy";
        context.status(status.equals("ready") ? 200 : 503);
        Answers.json(context, Answers.object().put("status", status));
    }
}
