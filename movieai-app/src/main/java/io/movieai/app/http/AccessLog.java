package io.movieai.app.http;

import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request: id, method, route, status, milliseconds. The route is the program's own text ({@code
 * /api/films/{id}}), so nothing that a client sends comes into the log, least of all what somebody asked.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.movieai.access");

    private AccessLog() {}

    static void write(Context context, float millis) {
        LOG.info(
                "{} {} {} {} {}ms",
                RequestId.of(context),
                context.method(),
                Routes.name(context),
                context.statusCode(),
                Math.round(millis * 10) / 10.0);
    }
}
