package io.movieai.app;

import io.movieai.app.http.AccessKey;
import io.movieai.app.http.HttpSettings;
import io.movieai.app.http.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the HTTP service. The key stands in the environment, for options can be seen by others. */
final class ServeOptions {
    private static final String KEY = "MOVIEAI_API_KEY";

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "5001", descriptionKey = "port")
    private int port = HttpSettings.DEFAULT_PORT;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = HttpSettings.LOOPBACK, descriptionKey = "host")
    private String host = HttpSettings.LOOPBACK;

    @Option(names = "--origins", paramLabel = "ORIGIN", split = ",", descriptionKey = "origins")
    private List<String> origins = List.of();

    @Option(names = "--workers", paramLabel = "N", descriptionKey = "workers")
    private @Nullable Integer workers;

    @Option(names = "--queue", paramLabel = "N", descriptionKey = "queue")
    private @Nullable Integer queue;

    @Option(names = "--timeout", paramLabel = "SECONDS", descriptionKey = "timeout")
    private @Nullable Integer timeout;

    /**
     * Returns the settings that these options and the environment ask for.
     *
     * @throws IllegalArgumentException if one of them is not usable
     */
    HttpSettings settings(Map<String, String> environment) {
        Limits limits = Limits.DEFAULT;
        limits = limits.withWorkers(
                workers == null ? limits.workers() : workers, queue == null ? limits.waiting() : queue);
        if (timeout != null) {
            limits = limits.withTimes(limits.longestWait(), Duration.ofSeconds(timeout));
        }
        Optional<AccessKey> key = Optional.ofNullable(environment.get(KEY))
                .filter(text -> !text.isBlank())
                .map(AccessKey::of);
        return new HttpSettings(host, port, key, Set.copyOf(origins), limits);
    }
}
