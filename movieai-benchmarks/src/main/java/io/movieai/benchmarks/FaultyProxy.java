package io.movieai.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A TCP proxy in front of an HTTP/1.1 server that does harm to answers. */
final class FaultyProxy implements AutoCloseable {
    /** What happens to one answer. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** It is held back longer than anyone waits. */
        SLOW,
        /** The connection ends before it. */
        RESET,
        /** The connection ends within it. */
        HALF,
        /** An error of the server comes in its place. */
        ERROR,
        /** A web page comes in its place. */
        HTML
    }

    private static final byte[] ERROR =
            answer("500 Internal Server Error", "application/json", "{\"error\":\"broken\"}");
    private static final byte[] HTML = answer("200 OK", "text/html", "<html><body>Sign in to the hotel</body></html>");

    private final URI server;
    private final long slowMillis;
    private final Supplier<Fault> faults;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Listens on a free port of this machine.
     *
     * @param server where requests go
     * @param slowMillis how long {@link Fault#SLOW} is
     * @param faults asked once for each answer, by several threads
     */
    FaultyProxy(URI server, long slowMillis, Supplier<Fault> faults) throws IOException {
        this.server = server;
        this.slowMillis = slowMillis;
        this.faults = faults;
        this.listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    private static byte[] answer(String status, String type, String body) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Returns how many connections of callers are open. */
    int connections() {
        return open.size();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                open.add(caller);
                start("connection", () -> serve(caller));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket caller) {
        try (caller;
                Socket upstream = new Socket(server.getHost(), server.getPort())) {
            caller.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            AtomicBoolean asked = new AtomicBoolean();
            start("requests", () -> copyRequests(caller, upstream, asked));
            copyAnswers(caller, upstream, asked);
        } catch (IOException e) {
            // The server is away or one of the two has hung up, which closes both.
        } finally {
            open.remove(caller);
        }
    }

    private static void copyRequests(Socket caller, Socket upstream, AtomicBoolean asked) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = caller.getInputStream();
            OutputStream out = upstream.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                asked.set(true);
                out.write(buffer, 0, n);
            }
            upstream.close();
        } catch (IOException e) {
            try {
                upstream.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
        }
    }

    /** Callers do not ask again before they are answered, so what comes after a request is the beginning of an answer. */
    private void copyAnswers(Socket caller, Socket upstream, AtomicBoolean asked) throws IOException {
        byte[] buffer = new byte[1 << 16];
        InputStream in = upstream.getInputStream();
        OutputStream out = caller.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            Fault fault = asked.getAndSet(false) ? faults.get() : Fault.NONE;
            switch (fault) {
                case NONE -> out.write(buffer, 0, n);
                case SLOW -> {
                    pause();
                    out.write(buffer, 0, n);
                }
                case HALF -> {
                    out.write(buffer, 0, n - n / 4);
                    return;
                }
                case RESET -> {
                    caller.setSoLinger(true, 0);
                    return;
                }
                case ERROR -> {
                    out.write(ERROR);
                    return;
                }
                case HTML -> {
                    out.write(HTML);
                    return;
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(slowMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
