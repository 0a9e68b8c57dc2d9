package io.movieai.app.http;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How the service is reached, and by whom.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any that is free
 * @param key what clients have to show; empty when everybody is let in
 * @param origins the web origins ({@code https://films.example}) whose pages may call the API; empty for only its own page
 * @param limits what it takes on at most
 */
public record HttpSettings(String host, int port, Optional<AccessKey> key, Set<String> origins, Limits limits) {
    /** The address of this machine that no other machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    /** The port when none is named. */
    public static final int DEFAULT_PORT = 5001;

    /** @throws IllegalArgumentException if the port is outside 0 to 65535 or an origin is none */
    public HttpSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(key, "key");
        origins = Set.copyOf(origins);
        Objects.requireNonNull(limits, "limits");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
        }
        for (String origin : origins) {
            if (!origin.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9A-Fa-f:]+](:[0-9]{1,5})?")) {
                throw new IllegalArgumentException(
                        "origin: expected scheme, host and port as in https://films.example:8443, found " + origin);
            }
        }
    }

    /** Returns settings for this machine alone, on any free port, without a key. */
    public static HttpSettings local() {
        return new HttpSettings(LOOPBACK, 0, Optional.empty(), Set.of(), Limits.DEFAULT);
    }

    /** Returns the same settings with other limits. */
    public HttpSettings withLimits(Limits newLimits) {
        return new HttpSettings(host, port, key, origins, newLimits);
    }
}
