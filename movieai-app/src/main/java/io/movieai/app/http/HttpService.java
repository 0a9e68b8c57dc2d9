package io.movieai.app.http;

import com.github.benmanes.caffeine.cache.Ticker;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import io.movieai.PortUnavailableException;
import jakarta.servlet.DispatcherType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP service, started. Thread-safe. {@link #close} takes no more requests, lets those that have begun finish, and then
 * stops.
 */
public final class HttpService implements AutoCloseable {
    private static final String PAGE = "/page";

    private final Javalin app;
    private final WorkQueue queue;
    private final InFlight inFlight;
    private final ServiceMetrics metrics;
    private final Routes routes;
    private final HttpSettings settings;

    private HttpService(
            Javalin app,
            Routes routes,
            WorkQueue queue,
            InFlight inFlight,
            ServiceMetrics metrics,
            HttpSettings settings) {
        this.app = app;
        this.routes = routes;
        this.metrics = metrics;
        this.queue = queue;
        this.inFlight = inFlight;
        this.settings = settings;
    }

    /**
     * Starts the service.
     *
     * @throws PortUnavailableException if the address or the port cannot be had
     */
    public static HttpService start(HttpSettings settings, Backend backend) {
        Limits limits = settings.limits();
        InFlight inFlight = new InFlight();
        WorkQueue queue = new WorkQueue(limits);
        Conversations conversations = new Conversations(Ticker.systemTicker());
        ServiceMetrics metrics = new ServiceMetrics(backend, queue, conversations);
        QueuedThreadPool threads = JettySetup.threads(limits);
        RecommendRoutes recommend =
                new RecommendRoutes(backend, queue, new BodyReader(limits), conversations, metrics, limits, threads);
        Gate gate = new Gate(settings.key());
        Javalin app = Javalin.create(config -> {
            configure(config, settings);
            JettySetup.apply(config.jetty, threads, settings);
            config.requestLogger.http((context, millis) -> {
                if (isForwarded(context)) {
                    return;
                }
                inFlight.end();
                metrics.served(context, millis);
                AccessLog.write(context, millis);
            });
        });
        app.before(context -> {
            if (isForwarded(context)) {
                return;
            }
            inFlight.begin();
            gate.first(context);
            if (inFlight.stopping()) {
                context.header("Connection", "close");
                throw ApiException.busy("stopping", "the service is stopping", limits.longestWait());
            }
        });
        Routes routes = new Routes(app, gate);
        routes.add(new HealthRoutes(backend, queue, inFlight::stopping));
        routes.add(recommend);
        routes.add(new FilmRoutes(backend, queue, threads));
        routes.add(metrics, OpenApi.load());
        try {
            app.start();
        } catch (JavalinBindException e) {
            queue.close();
            metrics.close();
            throw new PortUnavailableException(
                    "HTTP",
                    settings.host() + ":" + settings.port(),
                    "expected a free port and an address of this machine, found that it cannot be listened on"
                            + " (is another program using it?); give another --port or --host",
                    e);
        }
        return new HttpService(app, routes, queue, inFlight, metrics, settings);
    }

    /** Returns whether this is the inner part of a request: one for a folder is handed on to the page in it. */
    private static boolean isForwarded(Context context) {
        return context.req().getDispatcherType() == DispatcherType.FORWARD;
    }

    private static void configure(JavalinConfig config, HttpSettings settings) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.disableCompression();
        config.http.defaultContentType = "application/json;charset=utf-8";
        if (HttpService.class.getResource(PAGE + "/index.html") != null) {
            config.staticFiles.add(files -> {
                files.hostedPath = "/";
                files.directory = PAGE;
                files.location = Location.CLASSPATH;
                files.headers = Map.of("Cache-Control", "no-cache");
                files.mimeTypes.add("text/html;charset=utf-8", "html");
                files.mimeTypes.add("text/css;charset=utf-8", "css");
                files.mimeTypes.add("text/javascript;charset=utf-8", "js");
                files.mimeTypes.add("image/svg+xml;charset=utf-8", "svg");
            });
        }
        if (!settings.origins().isEmpty()) {
            config.bundledPlugins.enableCors(cors -> cors.addRule(rule -> {
                settings.origins().forEach(rule::allowHost);
                rule.exposeHeader(RequestId.HEADER);
                rule.exposeHeader("Retry-After");
                rule.maxAge = (int) TimeUnit.HOURS.toSeconds(1);
            }));
        }
    }

    /** Returns all routes, each as method and path: {@code GET /health}. */
    Set<String> routes() {
        return routes.added();
    }

    /** Returns the port that it listens on. */
    public int port() {
        return app.port();
    }

    /** Returns the address for people to open. */
    public String url() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return "http://" + host + ":" + port() + "/";
    }

    @Override
    public void close() {
        inFlight.stop();
        JettySetup.refuseConnections(app);
        inFlight.await(settings.limits().drain());
        queue.close();
        app.stop();
        metrics.close();
    }
}
