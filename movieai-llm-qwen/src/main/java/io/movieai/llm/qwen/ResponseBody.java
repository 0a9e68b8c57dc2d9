package io.movieai.llm.qwen;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer while it arrives, read by a thread that can be interrupted and that waits no longer than it says.
 * The JDK's own input stream of a body can do neither. Closing it before its end closes the connection.
 */
final class ResponseBody implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    /**
     * What arrived.
     *
     * @param bytes null at the end
     * @param failure why the body ended, null if it is complete
     */
    private record Arrival(
            @Nullable List<ByteBuffer> bytes, @Nullable Throwable failure) {}

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    @Override
    public synchronized void onSubscribe(Flow.Subscription started) {
        subscription = started;
        if (closed) {
            started.cancel();
        } else {
            started.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        arrivals.add(new Arrival(bytes, null));
    }

    @Override
    public void onError(Throwable failure) {
        arrivals.add(new Arrival(null, failure));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival(null, null));
    }

    /**
     * Waits for the next bytes.
     *
     * @return at least one byte, or null at the end of the body
     * @throws TimeoutException if nothing came within the time
     * @throws IOException if the body broke off
     */
    byte @Nullable [] next(Duration limit) throws InterruptedException, TimeoutException, IOException {
        while (true) {
            Arrival arrival = arrivals.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (arrival == null) {
                throw new TimeoutException();
            }
            if (arrival.bytes == null) {
                arrivals.add(arrival);
                if (arrival.failure != null) {
                    throw new IOException(arrival.failure);
                }
                return null;
            }
            requestMore();
            byte[] bytes = join(arrival.bytes);
            if (bytes.length > 0) {
                return bytes;
            }
        }
    }

    private synchronized void requestMore() {
        if (subscription != null && !closed) {
            subscription.request(1);
        }
    }

    private static byte[] join(List<ByteBuffer> buffers) {
        byte[] bytes = new byte[buffers.stream().mapToInt(ByteBuffer::remaining).sum()];
        int at = 0;
        for (ByteBuffer buffer : buffers) {
            int length = buffer.remaining();
            buffer.get(bytes, at, length);
            at += length;
        }
        return bytes;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
