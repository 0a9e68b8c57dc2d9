package io.movieai.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Chroma server (1.0) for tests: a process of its own, which can be killed and started again on the same data.
 *
 * <p>When {@code CHROMA_HOST} or {@code CHROMA_PORT} is set, that server is used instead; it is never started or killed.
 * Without one, and without Node or a way to install the server's package, the test that starts it is skipped with a message;
 * {@code MOVIEAI_REQUIRE_CHROMA=true} makes that a failure.
 */
public final class ChromaServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int STARTS = 3;
    private static final int POLL_MILLIS = 50;

    private final @Nullable Path data;
    private final int port;
    private final String host;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Process process;

    private ChromaServer(@Nullable Path data, String host, int port) {
        this.data = data;
        this.host = host;
        this.port = port;
    }

    /**
     * Starts a server on a free port of this machine, or finds the one that the environment names.
     *
     * @param data an empty folder, or one that a server of this kind has used
     */
    public static ChromaServer start(Path data) {
        String host = System.getenv("CHROMA_HOST");
        String port = System.getenv("CHROMA_PORT");
        if (host != null || port != null) {
            return new ChromaServer(
                    null, host == null ? "localhost" : host, port == null ? 8000 : Integer.parseInt(port));
        }
        Path program = ChromaPackage.install();
        for (int i = 1; ; i++) {
            // Another process may take the port before the server does; then the server ends and another port is tried.
            ChromaServer server = new ChromaServer(data, "127.0.0.1", freePort());
            try {
                server.run(program);
                return server;
            } catch (IllegalStateException e) {
                if (i == STARTS) {
                    throw e;
                }
            }
        }
    }

    /** Returns whether this server is a process of its own, which can be killed. */
    public boolean isOwnProcess() {
        return data != null;
    }

    /** Returns the server's address. */
    public URI uri() {
        return URI.create("http://" + host + ":" + port);
    }

    /** Ends the process at once, as a crash does. */
    public synchronized void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
            process = null;
        }
    }

    /**
     * Starts the server again after {@link #kill}, on the same port and data.
     *
     * @throws IllegalStateException if it is not a process of its own, or does not start
     */
    public void restart() {
        run(ChromaPackage.install());
    }

    private synchronized void run(Path program) {
        if (data == null || process != null) {
            throw new IllegalStateException("expected a server of ours that was killed, found one that runs");
        }
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "node",
                        program.toString(),
                        "run",
                        "--path",
                        data.toString(),
                        "--host",
                        host,
                        "--port",
                        Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile());
        try {
            Process started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            awaitHeartbeat(started);
            process = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitHeartbeat(Process started) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        HttpRequest request = HttpRequest.newBuilder(uri().resolve("/api/v2/heartbeat"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            while (!isAlive(request)) {
                if (started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    started.destroyForcibly();
                    throw new IllegalStateException("expected a heartbeat of the Chroma server on port " + port
                            + " within " + START_LIMIT + ", found none; its log lies beside " + data);
                }
            }
        } catch (InterruptedException e) {
            started.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the Chroma server was starting", e);
        }
    }

    private boolean isAlive(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process, if it is ours. */
    @Override
    public void close() {
        kill();
    }
}
