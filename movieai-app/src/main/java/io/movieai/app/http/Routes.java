package io.movieai.app.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;

/** Which path leads where, and what is answered when none does. */
final class Routes {
    private static final String ATTRIBUTE = "movieai.route";

    private final Javalin app;
    private final Gate gate;

    private Routes(Javalin app, Gate gate) {
        this.app = app;
        this.gate = gate;
    }

    static void add(Javalin app, Gate gate, RecommendRoutes recommend, HealthRoutes health) {
        Routes routes = new Routes(app, gate);
        routes.open("/health", health::health);
        routes.open("/health/live", health::live);
        routes.open("/health/ready", health::ready);
        routes.open("/api/health", health::apiHealth);
        routes.keyed(HandlerType.POST, "/api/recommend", recommend::recommend);
        routes.keyed(HandlerType.POST, "/api/recommend/stream", recommend::recommendStream);
        routes.keyed(HandlerType.POST, "/api/chat", recommend::chat);
        routes.keyed(HandlerType.POST, "/api/chat/stream", recommend::chatStream);
        app.exception(HttpResponseException.class, (e, context) -> Answers.error(context, unmatched(e)));
        app.exception(
                Exception.class, (e, context) -> Answers.error(context, ErrorAnswers.of(e, RequestId.of(context))));
    }

    /** Adds a route for everybody. */
    private void open(String path, Handler handler) {
        app.get(path, context -> {
            context.attribute(ATTRIBUTE, path);
            handler.handle(context);
        });
    }

    /** Adds a route for whoever shows the key. The check is part of the route: no way of writing the path leads around it. */
    private void keyed(HandlerType method, String path, Handler handler) {
        app.addHttpHandler(method, path, context -> {
            context.attribute(ATTRIBUTE, path);
            gate.requireKey(context);
            handler.handle(context);
        });
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

    /** Returns the route that a request went to, for logs and metrics: one of few, whatever clients send. */
    static String name(Context context) {
        String path = context.attribute(ATTRIBUTE);
        return path == null ? "(other)" : path;
    }
}
