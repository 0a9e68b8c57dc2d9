package io.movieai.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.movieai.embedding.TextRole;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the service is there, and whether it can answer. */
final class HealthRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);

    private final Backend backend;
    private final WorkQueue queue;
    private final BooleanSupplier stopping;

    HealthRoutes(Backend backend, WorkQueue queue, BooleanSupplier stopping) {
        this.backend = backend;
        this.queue = queue;
        this.stopping = stopping;
    }

    /** {@code GET /health}: asks the store and the embedder; 500 when one of them fails. */
    void health(Context context) {
        ObjectNode body = Answers.object();
        try {
            long count = backend.store().count();
            backend.embedder().embed(TextRole.QUERY, "health");
            body.put("status", "healthy");
            body.putObject("collection")
                    .put("name", backend.collection())
                    .put("count", count)
                    .put("dimension", backend.store().space().dimension());
            body.put("embedding_model", backend.embedder().space().model());
            body.put("llm_model", backend.model());
            body.put("films", backend.ai().catalog().size());
        } catch (RuntimeException e) {
            LOG.error("unhealthy", e);
            context.status(500);
            body.put("status", "unhealthy");
            body.put("error", "the vector store or the embedding model failed; the log says how");
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
