package io.movieai.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.app.json.AnswerJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events, as the HTML standard defines them ("text/event-stream"), one JSON object each. Thread-safe. The first
 * write that fails shows that the client has left, and ends the work for it.
 */
final class EventStream implements AutoCloseable {
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final Thread worker;
    private boolean closed;
    private boolean left;

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
    synchronized void send(String event, ObjectNode data) {
        // JSON on one line has no line end that the format would have to take apart.
        write(("event: " + event + "\ndata: " + AnswerJson.write(data) + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a comment, which clients ignore. */
    synchronized void beat() {
        if (!closed && !left) {
            try {
                write(COMMENT);
            } catch (ClientLeftException e) {
                worker.interrupt();
            }
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
    synchronized boolean clientLeft() {
        return left;
    }

    /** Sends nothing more; keeps the connection. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    /** The client has closed the connection. */
    static final class ClientLeftException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClientLeftException() {
            super("the client has left", null, false, false);
        }
    }
}
