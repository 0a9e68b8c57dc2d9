package io.movieai.app.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands before every route: headers that keep browsers from mischief, and the key. */
final class Gate {
    /** The page loads nothing from elsewhere, runs no inline script, and stands in no frame. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                            + " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final Optional<AccessKey> key;

    Gate(Optional<AccessKey> key) {
        this.key = key;
    }

    /** Returns the headers of every answer. */
    static Map<String, String> headers() {
        return HEADERS;
    }

    /** Before anything else. */
    void first(Context context) {
        RequestId.assign(context);
        HEADERS.forEach(context::header);
    }

    /** @throws ApiException if there is a key and the client does not show it */
    void requireKey(Context context) {
        if (key.isEmpty()) {
            return;
        }
        String shown = shown(context);
        if (shown == null || !key.get().matches(shown)) {
            context.header("WWW-Authenticate", "Bearer");
            throw ApiException.of(
                    401,
                    "unauthorized",
                    "expected the API key in 'Authorization: Bearer …' or 'X-API-Key: …', found "
                            + (shown == null ? "none" : "another"));
        }
    }

    private static @Nullable String shown(Context context) {
        String authorization = context.header("Authorization");
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return authorization.substring("bearer ".length()).strip();
        }
        String header = context.header("X-API-Key");
        return header == null ? null : header.strip();
    }
}
