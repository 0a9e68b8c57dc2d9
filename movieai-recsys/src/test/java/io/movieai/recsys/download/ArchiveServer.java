package io.movieai.recsys.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A web server on this machine with one archive and its MD5 sum, which fails in the ways that a test asks for. */
final class ArchiveServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What was asked for: a path, and the range if there was one. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    volatile byte[] archive;
    volatile @Nullable String md5;
    volatile @Nullable String etag = "\"v1\"";
    volatile @Nullable String lastModified;
    volatile boolean ranges = true;
    volatile boolean lengthKnown = true;
    /** The length that answers promise in place of the right one, or -1. */
    volatile long claimedLength = -1;
    /** After how many bytes each of the next answers breaks off. */
    final List<Integer> cuts = Collections.synchronizedList(new ArrayList<>());
    /** After how many bytes answers fall silent, or -1. */
    volatile int silentAfter = -1;
    /** Statuses of the next answers for the archive, in place of the archive. */
    final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());

    volatile @Nullable String retryAfter;
    volatile @Nullable String wrongContentRange;

    ArchiveServer(byte[] archive) throws IOException {
        this.archive = archive;
        this.md5 = "MD5 (archive.zip) = " + md5Of(archive) + "\n";
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/datasets");
    }

    static String md5Of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a zip archive of these files. */
    static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(path.replaceFirst(".*/", "") + (range == null ? "" : " " + range));
            if (path.endsWith(".md5")) {
                String sum = md5;
                if (sum == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    byte[] bytes = sum.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
                return;
            }
            if (!statuses.isEmpty()) {
                if (retryAfter != null) {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                }
                exchange.sendResponseHeaders(statuses.remove(0), -1);
                return;
            }
            answerArchive(exchange, range);
        }
    }

    private void answerArchive(HttpExchange exchange, @Nullable String range) throws IOException {
        byte[] content = archive;
        int start = 0;
        if (etag != null) {
            exchange.getResponseHeaders().set("ETag", etag);
        }
        if (lastModified != null) {
            exchange.getResponseHeaders().set("Last-Modified", lastModified);
        }
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        boolean same = condition == null || condition.equals(etag) || condition.equals(lastModified);
        int status = 200;
        if (range != null && ranges && same) {
            start = Integer.parseInt(range.replaceAll("\\D", ""));
            if (start >= content.length) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            String real = "bytes " + start + "-" + (content.length - 1) + "/" + content.length;
            exchange.getResponseHeaders().set("Content-Range", wrongContentRange == null ? real : wrongContentRange);
            status = 206;
        }
        long length = claimedLength >= 0 ? claimedLength : content.length - start;
        exchange.sendResponseHeaders(status, lengthKnown ? length : 0);
        int end = cuts.isEmpty() ? content.length : Math.min(content.length, start + cuts.remove(0));
        OutputStream body = exchange.getResponseBody();
        if (silentAfter >= 0) {
            body.write(content, start, silentAfter);
            body.flush();
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        body.write(content, start, end - start);
        body.flush();
        if (end == content.length) {
            body.close();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
