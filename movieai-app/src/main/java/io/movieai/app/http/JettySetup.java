package io.movieai.app.http;

import io.javalin.Javalin;
import io.javalin.config.JettyConfig;
import io.movieai.app.json.AnswerJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty's limits, and its own errors as JSON. */
final class JettySetup {
    private static final int HEADER_BYTES = 8_192;
    private static final int BACKLOG = 1_024;
    private static final long STOP_MILLIS = 3_000;

    /** Slower readers than this, in bytes per second, are cut off. */
    private static final int SLOWEST_READER = 256;

    private JettySetup() {}

    static QueuedThreadPool threads(Limits limits) {
        QueuedThreadPool threads = new QueuedThreadPool(limits.threads(), Math.min(8, limits.threads()));
        threads.setName("movieai-http");
        threads.setDaemon(true);
        return threads;
    }

    static void apply(JettyConfig jetty, QueuedThreadPool threads, HttpSettings settings) {
        Limits limits = settings.limits();
        jetty.threadPool = threads;
        jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(HEADER_BYTES);
            http.setMinResponseDataRate(SLOWEST_READER);
        });
        jetty.addConnector((server, http) -> connector(server, http, settings));
        jetty.modifyServer(server -> {
            server.setErrorHandler(new JsonErrors());
            // Answers that were written and not yet sent go out before the server stops. A server that could not start
            // has none, and to wait for them would hide why.
            server.addEventListener(new LifeCycle.Listener() {
                @Override
                public void lifeCycleStarted(LifeCycle started) {
                    server.setStopTimeout(STOP_MILLIS);
                }
            });
            ConnectionLimit limit = new ConnectionLimit(limits.connections(), server);
            // When all connections are taken, those that say nothing make room.
            limit.setIdleTimeout(Math.min(1_000, limits.idle().toMillis()));
            server.addBean(limit);
        });
        jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JsonErrors()));
    }

    private static Connector connector(
            org.eclipse.jetty.server.Server server, HttpConfiguration http, HttpSettings settings) {
        ServerConnector connector = new ServerConnector(server, 1, -1, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.limits().idle().toMillis());
        connector.setAcceptQueueSize(BACKLOG);
        return connector;
    }

    /** Closes the sockets that take connections, and leaves those that were taken. */
    static void refuseConnections(Javalin app) {
        for (Connector connector : app.jettyServer().server().getConnectors()) {
            ((ServerConnector) connector).close();
        }
    }

    /** Errors that never come to a route: what is no HTTP, too long a header, an impossible path. */
    private static final class JsonErrors extends ErrorHandler {
        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            base.setHandled(true);
            Gate.headers().forEach(response::setHeader);
            response.setContentType("application/json;charset=utf-8");
            response.getOutputStream().write(body(response.getStatus()));
        }

        @Override
        public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
            fields.put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
            Gate.headers().forEach(fields::put);
            return ByteBuffer.wrap(body(status));
        }

        private static byte[] body(int status) {
            String json = switch (status) {
                case 404 -> json("Endpoint not found", "not_found");
                case 408 -> json("the request took too long to come", "request_too_slow");
                case 414 -> json("expected a shorter URI", "uri_too_long");
                case 431 ->
                    json("expected headers of at most " + HEADER_BYTES + " bytes, found more", "headers_too_large");
                default ->
                    status >= 500
                            ? json("Internal server error", "internal")
                            : json("expected an HTTP/1.1 request, found one that cannot be read", "bad_request");
            };
            return json.getBytes(StandardCharsets.UTF_8);
        }

        private static String json(String error, String code) {
            return AnswerJson.write(ErrorAnswers.body(error, code));
        }
    }
}
