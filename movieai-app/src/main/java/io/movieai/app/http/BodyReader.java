package io.movieai.app.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies: JSON in UTF-8, of limited length, within a limited time. Clients that send slowly hold a thread each;
 * at most a share of the threads is lent to them.
 */
final class BodyReader {
    private static final int CHUNK = 8_192;

    private final Limits limits;
    private final Semaphore slow;

    BodyReader(Limits limits) {
        this.limits = limits;
        this.slow = new Semaphore(limits.threads() / 2);
    }

    /**
     * Returns the body as text.
     *
     * @throws ApiException if it is not JSON by its type, too long, too slow, or not UTF-8
     */
    String read(HttpServletRequest request) throws IOException {
        requireJson(request.getContentType());
        if (request.getContentLengthLong() > limits.bodyBytes()) {
            throw tooLong();
        }
        byte[] bytes = bytes(request);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ApiException.bad("invalid_encoding", "expected a body in UTF-8, found bytes that are not");
        }
    }

    private byte[] bytes(HttpServletRequest request) throws IOException {
        InputStream in = request.getInputStream();
        if (request.getContentLengthLong() >= 0 && in.available() >= request.getContentLengthLong()) {
            return in.readNBytes((int) request.getContentLengthLong());
        }
        if (!slow.tryAcquire()) {
            throw ApiException.busy(
                    "overloaded", "too many requests are being received; try again later", limits.longestWait());
        }
        try {
            return bytes(in, System.nanoTime() + limits.longestBody().toNanos());
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw tooSlow();
            }
            throw e;
        } finally {
            slow.release();
        }
    }

    private byte[] bytes(InputStream in, long end) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            if (out.size() + read > limits.bodyBytes()) {
                throw tooLong();
            }
            out.write(chunk, 0, read);
            if (System.nanoTime() - end > 0) {
                throw tooSlow();
            }
        }
        return out.toByteArray();
    }

    private static void requireJson(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        String media = type.split(";", 2)[0].strip();
        if (!media.equals("application/json") && !media.matches("application/[a-z0-9.!#$&^_-]+\\+json")) {
            throw ApiException.of(
                    415,
                    "unsupported_media_type",
                    "expected Content-Type: application/json, found " + (media.isEmpty() ? "none" : "another"));
        }
        if (type.contains("charset=") && !type.matches(".*charset=\"?utf-?8\"?\\s*(;.*)?")) {
            throw ApiException.of(
                    415, "unsupported_media_type", "expected a body in UTF-8, found another charset in Content-Type");
        }
    }

    private ApiException tooLong() {
        return ApiException.of(
                413,
                "body_too_large",
                "expected a body of at most " + limits.bodyBytes() + " bytes, found a longer one");
    }

    private ApiException tooSlow() {
        return ApiException.of(
                408,
                "body_too_slow",
                "expected the body within " + limits.longestBody().toMillis() + " ms, found it still coming");
    }
}
