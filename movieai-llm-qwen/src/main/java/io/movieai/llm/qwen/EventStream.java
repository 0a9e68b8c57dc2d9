package io.movieai.llm.qwen;

import io.movieai.Deadline;
import io.movieai.MovieAiException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The events of one answer, as they arrive. Closing it before its end closes the connection. Not safe for use by several
 * threads.
 */
final class EventStream implements AutoCloseable {
    static final String DONE = "[DONE]";

    /** Enough for what a service says of an error. */
    private static final int LONGEST_REST = 64 * 1024;
    /** Enough of the beginning to show in a message. */
    private static final int HEAD = 1024;
    /** Tens of thousands of tokens, with some 300 bytes for each. */
    private static final long LONGEST_STREAM = 64L << 20;

    private final ResponseBody body;
    private final Failures failures;
    private final Duration readTimeout;
    private final Deadline deadline;
    private final EventParser parser = new EventParser();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private String requestId = "";
    private long received;
    private boolean ended;
    private boolean broken;

    EventStream(ResponseBody body, Failures failures, Duration readTimeout, Deadline deadline) {
        this.body = body;
        this.failures = failures;
        this.readTimeout = readTimeout;
        this.deadline = deadline;
    }

    void requestId(String id) {
        requestId = id;
    }

    /** Returns the service's id of the request, may be empty. */
    String requestId() {
        return requestId;
    }

    /** Returns whether the connection was lost before the end of the body. */
    boolean broken() {
        return broken;
    }

    /**
     * Waits for the next event.
     *
     * @return its data, or null at the end of the stream
     * @throws MovieAiException if the server is silent for too long, or what it sent cannot be read
     * @throws CancellationException if the thread is interrupted; its flag stays set
     */
    @Nullable
    String next() {
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw ChatHttp.cancelled();
            }
            String event = parser.poll();
            if (event != null || ended) {
                return event;
            }
            fill();
        }
    }

    private void fill() {
        byte[] bytes;
        try {
            bytes = receive();
        } catch (IOException e) {
            broken = true;
            throw failures.malformed(
                    "a whole answer", "that it broke off (" + ChatHttp.reason(e) + ") after: " + head(), e);
        }
        if (bytes == null) {
            ended = true;
            parser.end();
            return;
        }
        try {
            parser.add(bytes);
        } catch (CharacterCodingException e) {
            throw failures.malformed("text in UTF-8", head(), e);
        } catch (IllegalStateException e) {
            throw failures.malformed("a stream of events", e.getMessage() + ": " + head(), e);
        }
    }

    private byte @Nullable [] receive() throws IOException {
        Duration limit = deadline.bound(readTimeout);
        byte[] bytes;
        try {
            bytes = body.next(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChatHttp.cancelled();
        } catch (TimeoutException e) {
            throw failures.unavailable(ChatHttp.silent(limit, deadline), e);
        }
        if (bytes != null) {
            received += bytes.length;
            head.write(bytes, 0, Math.min(bytes.length, Math.max(0, HEAD - head.size())));
        }
        if (received > LONGEST_STREAM) {
            throw failures.malformed("at most " + LONGEST_STREAM + " bytes", "more, from: " + head(), null);
        }
        return bytes;
    }

    /** Returns the beginning of what arrived. */
    String head() {
        return head.toString(StandardCharsets.UTF_8);
    }

    /** Returns what follows as text, at most its first 64 KiB, also where it breaks off or stalls. */
    String rest() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            for (byte[] bytes = receive(); bytes != null && rest.size() < LONGEST_REST; bytes = receive()) {
                rest.write(bytes, 0, Math.min(bytes.length, LONGEST_REST - rest.size()));
            }
        } catch (IOException | MovieAiException e) {
            // The status says enough.
        }
        return rest.toString(StandardCharsets.UTF_8);
    }

    /** Takes what follows the last event, so that the connection can serve another request; gives up after a moment. */
    void finish(Duration moment) {
        try {
            while (!ended && body.next(deadline.bound(moment)) != null) {
                // Nothing after the last event has a meaning.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | TimeoutException e) {
            // The connection is not used again.
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
