package io.movieai.app.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.util.Set;
import java.util.TreeSet;

/** Which path leads where, and what is answered when none does. */
final class Routes {
    private static final String ATTRIBUTE = "movieai.route";

    private final Javalin app;
    private final Gate gate;
    private final Set<String> added = new TreeSet<>();

    Routes(Javalin app, Gate gate) {
        this.app = app;
        this.gate = gate;
        app.exception(HttpResponseException.class, (e, context) -> Answers.error(context, unmatched(e)));
        app.exception(
                Exception.class, (e, context) -> Answers.error(context, ErrorAnswers.of(e, RequestId.of(context))));
    }

    void add(HealthRoutes health) {
        open("/health", health::health);
        open("/health/live", health::live);
        open("/health/ready", health::ready);
        open("/api/health", health::apiHealth);
    }

    void add(RecommendRoutes recommend) {
        keyed(HandlerType.POST, "/api/recommend", recommend::recommend);
        keyed(HandlerType.POST, "/api/recommend/stream", recommend::recommendStream);
        keyed(HandlerType.POST, "/api/chat", recommend::chat);
        keyed(HandlerType.POST, "/api/chat/stream", recommend::chatStream);
    }

    void add(FilmRoutes films) {
        keyed(HandlerType.GET, "/api/films/{id}", films::film);
        keyed(HandlerType.GET, "/api/films/{id}/similar", films::similar);
        keyed(HandlerType.GET, "/api/users/{id}/recommendations", films::forUser);
    }

    void add(ServiceMetrics metrics, OpenApi description) {
        keyed(HandlerType.GET, "/metrics", metrics::scrape);
        open("/openapi.json", description::serve);
    }

    /** Returns all routes, each as method and path. */
    Set<String> added() {
        return Set.copyOf(added);
    }

    /** Adds a route for everybody. */
    private void open(String path, Handler handler) {
        add(HandlerType.GET, path, handler);
    }

    /** Adds a route for whoever shows the key. The check is part of the route: no way of writing the path leads around it. */
    private void keyed(HandlerType method, String path, Handler handler) {
        add(method, path, context -> {
            gate.requireKey(context);
            handler.handle(context);
        });
    }

    private void add(HandlerType method, String path, Handler handler) {
        added.add(method + " " + path);
        Handler route = context -> {
            context.attribute(ATTRIBUTE, path);
            handler.handle(context);
        };
        app.addHttpHandler(method, path, route);
        if (method == HandlerType.GET) {
            // Otherwise HEAD would be answered with 200 whatever GET answers, to whoever asks.
            app.addHttpHandler(HandlerType.HEAD, path, route);
        }
    }

    private static ApiException unmatched(HttpResponseException e) {
        return switch (e.getStatus()) {
            case 404 -> ApiException.of(404, "not_found", "Endpoint not found");
            case 405 -> ApiException.of(405, "method_not_allowed", "Method not allowed");
            default ->
                e.getStatus() >= 500
                        ? ApiException.of(500, "internal", "Internal server error")
                        : ApiException.of(e.getStatus(), "bad_request", "Bad request");
        };
    }

    static boolean isMatched(Context context) {
        return context.attribute(ATTRIBUTE) != null;
    }

    /** Returns the route that a request went to, for logs and metrics: one of few, whatever clients send. */
    static String name(Context context) {
        String path = context.attribute(ATTRIBUTE);
        if (path != null) {
            return path;
        }
        return context.statusCode() < 400 ? "(page)" : "(other)";
    }
}
