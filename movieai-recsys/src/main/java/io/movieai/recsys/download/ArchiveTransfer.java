package io.movieai.recsys.download;

import io.movieai.MalformedResponseException;
import io.movieai.MovieAiException;
import io.movieai.PortRejectedException;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import io.movieai.recsys.ByteProgressListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fetches an archive and its MD5 sum over HTTP, and goes on where a broken transfer ended. */
final class ArchiveTransfer {
    static final String PORT = "MovieLensDownload";

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)");
    private static final Pattern MD5 = Pattern.compile("\\b[0-9a-fA-F]{32}\\b");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    /** A published sum is one line; what is longer is something else. */
    private static final int MAX_SUM_LENGTH = 4096;

    private final HttpClient client;
    private final int attempts;
    private final Duration pause;
    private final Duration patience;

    /**
     * @param attempts how often in a row to try without receiving anything, at least 1
     * @param pause how long to wait before the second attempt; doubles with each further one
     * @param patience how long the server may stay silent
     */
    ArchiveTransfer(HttpClient client, int attempts, Duration pause, Duration patience) {
        this.client = client;
        this.attempts = attempts;
        this.pause = pause;
        this.patience = patience;
    }

    /** Returns the MD5 sum at an address, as in {@code MD5 (x.zip) = …}; empty if the server has nothing there. */
    Optional<String> fetchMd5(URI uri) throws IOException, InterruptedException {
        for (int failed = 1; ; failed++) {
            try {
                return tryFetchMd5(uri);
            } catch (ConnectionLostException | PortUnavailableException e) {
                pauseAfter(failed, uri, e, "");
            }
        }
    }

    private Optional<String> tryFetchMd5(URI uri) throws IOException, InterruptedException {
        HttpResponse<BodyStream> response = send(request(uri).build());
        try (BodyStream body = response.body()) {
            if (response.statusCode() == 404 || response.statusCode() == 410) {
                return Optional.empty();
            }
            if (response.statusCode() != 200) {
                throw failure(uri, response);
            }
            StringBuilder text = new StringBuilder();
            for (ByteBuffer piece = body.next(patience);
                    piece != null && text.length() < MAX_SUM_LENGTH;
                    piece = body.next(patience)) {
                text.append(StandardCharsets.ISO_8859_1.decode(piece));
            }
            Matcher matcher = MD5.matcher(text);
            if (!matcher.find()) {
                throw new MalformedResponseException(
                        PORT, uri.getAuthority(), "expected an MD5 sum at " + uri + ", found a text without one", null);
            }
            return Optional.of(matcher.group().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Completes a part.
     *
     * @param maxBytes a greater file is refused
     * @return how many bytes were received
     */
    long complete(URI uri, PartFile part, long maxBytes, SpaceCheck space, ByteProgressListener progress)
            throws IOException, InterruptedException {
        int failed = 0;
        while (true) {
            long before = part.received();
            try {
                tryComplete(uri, part, maxBytes, space, progress);
                return part.received();
            } catch (ConnectionLostException | PortUnavailableException e) {
                failed = part.received() > before ? 1 : failed + 1;
                pauseAfter(
                        failed,
                        uri,
                        e,
                        "; the " + part.size()
                                + " bytes loaded so far are kept, and the next download goes on from there");
            }
        }
    }

    private void tryComplete(URI uri, PartFile part, long maxBytes, SpaceCheck space, ByteProgressListener progress)
            throws IOException, InterruptedException {
        while (part.size() == 0 || part.size() != part.total()) {
            HttpRequest.Builder request = request(uri);
            boolean resuming = part.size() > 0;
            if (resuming) {
                request.header("Range", "bytes=" + part.size() + "-")
                        .header("If-Range", part.validator().orElseThrow());
            }
            HttpResponse<BodyStream> response = send(request.build());
            try (BodyStream body = response.body()) {
                if (response.statusCode() == 200) {
                    part.restart(
                            validator(response.headers()),
                            response.headers()
                                    .firstValueAsLong("Content-Length")
                                    .orElse(-1));
                } else if (resuming && response.statusCode() == 416 && isAllOf(part, response.headers())) {
                    return;
                } else if (resuming && (response.statusCode() == 206 || response.statusCode() == 416)) {
                    if (!continues(part, response.headers())) {
                        part.restart(null, -1);
                        continue;
                    }
                } else {
                    throw failure(uri, response);
                }
                receive(uri, body, part, maxBytes, space, progress);
                return;
            }
        }
    }

    private void receive(
            URI uri, BodyStream body, PartFile part, long maxBytes, SpaceCheck space, ByteProgressListener progress)
            throws IOException, InterruptedException {
        if (part.total() > maxBytes) {
            throw tooGreat(uri, maxBytes, part.total());
        }
        space.require(Math.max(0, part.total() - part.size()));
        progress.onBytes(part.size(), part.total());
        for (ByteBuffer piece = body.next(patience); piece != null; piece = body.next(patience)) {
            if (part.size() + piece.remaining() > maxBytes) {
                throw tooGreat(uri, maxBytes, part.size() + piece.remaining());
            }
            part.append(piece);
            progress.onBytes(part.size(), part.total());
        }
        if (part.total() >= 0 && part.size() != part.total()) {
            throw new ConnectionLostException(
                    "expected " + part.total() + " bytes, found the end after " + part.size(), null);
        }
    }

    /** Returns whether the answer brings the bytes behind those that are there, of a file of the same length. */
    private static boolean continues(PartFile part, HttpHeaders headers) {
        Matcher range =
                CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        return range.matches()
                && Long.toString(part.size()).equals(range.group(1))
                && (part.total() < 0 || Long.toString(part.total()).equals(range.group(2)));
    }

    /** Returns whether the answer says that there are no bytes behind those that are there. */
    private static boolean isAllOf(PartFile part, HttpHeaders headers) {
        Matcher range =
                CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        return range.matches() && Long.toString(part.size()).equals(range.group(2));
    }

    /** Returns what {@code If-Range} can name this version of the file by: a strong entity tag, or its time of change. */
    private static @Nullable String validator(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> headers.firstValue("Last-Modified"))
                .orElse(null);
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(patience).header("User-Agent", "movieai");
    }

    private HttpResponse<BodyStream> send(HttpRequest request) throws ConnectionLostException, InterruptedException {
        try {
            return client.send(request, info -> new BodyStream());
        } catch (IOException e) {
            throw new ConnectionLostException("no answer (" + describe(e) + ")", e);
        }
    }

    /** The JDK's network exceptions often have no message of their own. */
    private static String describe(Throwable e) {
        Throwable told = e.getMessage() == null && e.getCause() != null ? e.getCause() : e;
        return told.getMessage() == null
                ? told.getClass().getSimpleName()
                : told.getClass().getSimpleName() + ": " + told.getMessage();
    }

    private static MovieAiException failure(URI uri, HttpResponse<?> response) {
        int status = response.statusCode();
        String found = "expected " + uri + ", found HTTP status " + status;
        if (status == 429) {
            @Nullable
            Duration after = response.headers()
                    .firstValue("Retry-After")
                    .filter(value -> DIGITS.matcher(value).matches())
                    .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                    .orElse(null);
            return new RateLimitedException(PORT, uri.getAuthority(), found + ": try again later", after, null);
        }
        if (status >= 500 || status == 408) {
            return new PortUnavailableException(PORT, uri.getAuthority(), found + ": try again later", null);
        }
        return new PortRejectedException(
                PORT,
                uri.getAuthority(),
                found + ": the data set may have moved, see https://grouplens.org/datasets/",
                null);
    }

    private static MalformedResponseException tooGreat(URI uri, long maxBytes, long found) {
        return new MalformedResponseException(
                PORT,
                uri.getAuthority(),
                "expected at most " + maxBytes + " bytes at " + uri + ", found " + found + ": this is another file",
                null);
    }

    /** Waits after so many failed attempts in a row, or throws if they are enough. */
    private void pauseAfter(int failed, URI uri, Exception failure, String kept) throws InterruptedException {
        if (failure instanceof RateLimitedException limited) {
            throw limited;
        }
        if (failed >= attempts) {
            throw new PortUnavailableException(
                    PORT,
                    uri.getAuthority(),
                    "expected " + uri + ", found " + failure.getMessage() + kept + ". Check the network and its proxy",
                    failure);
        }
        Thread.sleep(pause.multipliedBy(1L << Math.min(failed - 1, 10)).toMillis());
    }
}
