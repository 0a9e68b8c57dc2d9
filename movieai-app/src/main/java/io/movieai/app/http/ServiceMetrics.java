package io.movieai.app.http;

import io.javalin.http.Context;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.movieai.Degradation;
import io.movieai.Recommendation;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts and times what the service does, for Prometheus. Labels come from the program alone, never from a request. */
final class ServiceMetrics implements AutoCloseable {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    ServiceMetrics(Backend backend, WorkQueue queue, Conversations conversations) {
        Gauge.builder("movieai.queue.waiting", queue, WorkQueue::waiting)
                .description("Requests that wait for a worker")
                .register(registry);
        Gauge.builder("movieai.queue.working", queue, WorkQueue::working)
                .description("Requests that are being answered")
                .register(registry);
        Gauge.builder("movieai.conversations", conversations, Conversations::size)
                .description("Conversations that are kept")
                .register(registry);
        FunctionCounter.builder(
                        "movieai.embedding.cache",
                        backend,
                        b -> b.embeddings().get().hits())
                .tag("result", "hit")
                .description("Requests whose embedding was kept, or had to be made")
                .register(registry);
        FunctionCounter.builder(
                        "movieai.embedding.cache",
                        backend,
                        b -> b.embeddings().get().misses())
                .tag("result", "miss")
                .description("Requests whose embedding was kept, or had to be made")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** {@code GET /metrics}. */
    void scrape(Context context) {
        context.contentType(TYPE).result(registry.scrape());
    }

    /** Counts a request that was answered, well or not. */
    void served(Context context, float millis) {
        Timer.builder("movieai.http.requests")
                .description("Requests by route and status")
                .tag("method", method(context))
                .tag("route", Routes.name(context))
                .tag("status", Integer.toString(context.statusCode()))
                .register(registry)
                .record((long) (millis * 1e6), TimeUnit.NANOSECONDS);
    }

    /** Methods that no route has are counted as one, for clients may invent any number of them. */
    private static String method(Context context) {
        return Routes.isMatched(context) ? context.method().name() : "(other)";
    }

    /** Counts what an answer took. */
    void answered(Recommendation answer) {
        answer.timings()
                .forEach((stage, time) -> Timer.builder("movieai.stage")
                        .description("Time of each stage of an answer")
                        .tag("stage", lower(stage))
                        .register(registry)
                        .record(time));
        count("movieai.tokens", "type", "prompt", (double) answer.usage().promptTokens());
        count("movieai.tokens", "type", "completion", (double) answer.usage().completionTokens());
        count("movieai.answers", "result", answer.refused() ? "refused" : "recommended", 1);
        for (Degradation degradation : answer.degraded()) {
            count("movieai.degradations", "fallback", lower(degradation.fallback()), 1);
        }
    }

    /** Counts a client that left while its answer was streamed. */
    void clientLeft() {
        count("movieai.streams", "result", "client_left", 1);
    }

    private void count(String name, String tag, String value, double amount) {
        registry.counter(name, tag, value).increment(amount);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
