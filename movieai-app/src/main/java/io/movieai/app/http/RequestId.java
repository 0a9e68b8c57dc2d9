package io.movieai.app.http;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id by which a request is found in the log: the client's own if it is a plain one, else a new one. */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = "movieai.request-id";

    /** Nothing that could forge a line of a log or a header. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** Gives the request its id, and tells the client. */
    static void assign(Context context) {
        String sent = context.header(HEADER);
        String id = isPlain(sent) && sent != null
                ? sent
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        context.attribute(ATTRIBUTE, id);
        context.header(HEADER, id);
    }

    static String of(Context context) {
        String id = context.attribute(ATTRIBUTE);
        return id == null ? "-" : id;
    }

    private static boolean isPlain(@Nullable String id) {
        return id != null && PLAIN.matcher(id).matches();
    }
}
