package io.movieai.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.app.json.AnswerJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Server-sent events, as the HTML standard defines them ("text/event-stream"), one JSON object each. Thread-safe. The first
 * write that fails shows that the client has left, and ends the work for it.
 */
final class EventStream implements AutoCloseable {
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ReentrantLock lock = new ReentrantLock();
    private final OutputStream out;
    private final Thread worker;
    private boolean closed;
    private volatile boolean left;

    /** @param worker is interrupted when the client is found to have left */
    private EventStream(OutputStream out, Thread worker) {
        this.out = out;
        this.worker = worker;
    }

    /** Opens a stream for work of the calling thread. */
    static EventStream open(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        // Proxies that collect answers before they pass them on would undo the streaming.
        response.setHeader("X-Accel-Buffering", "no");
        EventStream stream = new EventStream(response.getOutputStream(), Thread.currentThread());
        response.flushBuffer();
        return stream;
    }

    /** @throws ClientLeftException if nobody reads any more */
    void send(String event, ObjectNode data) {
        // JSON on one line has no line end that the format would have to take apart.
        byte[] bytes =
                ("event: " + event + "\ndata: " + AnswerJson.write(data) + "\n\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            write(bytes);
        } finally {
            lock.unlock();
        }
    }

    /** Sends a comment, which clients ignore; nothing while something else is being sent, which a slow reader may hold up. */
    void beat() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!closed && !left) {
                write(COMMENT);
            }
        } catch (ClientLeftException e) {
            worker.interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] bytes) {
        if (left) {
            throw new ClientLeftException();
        }
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            left = true;
            throw new ClientLeftException();
        }
    }

    /** Returns whether the client was found to have left. */
    boolean clientLeft() {
        return left;
    }

    /** Sends nothing more; keeps the connection. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** The client has closed the connection. */
    static final class ClientLeftException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClientLeftException() {
            super("the client has left", null, false, false);
        }
    }
}
