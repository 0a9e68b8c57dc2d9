package io.movieai.recsys.download;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, read piece by piece. Unlike the JDK's own input stream for bodies, waiting for a piece ends when the
 * thread is interrupted or the server stays silent for too long.
 */
final class BodyStream implements HttpResponse.BodySubscriber<BodyStream>, AutoCloseable {
    /** What arrives: buffers, or the end, which has a cause if it is premature. */
    private record Event(
            List<ByteBuffer> buffers, boolean end, @Nullable Throwable failure) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ArrayDeque<ByteBuffer> pending = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    @Override
    public CompletionStage<BodyStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        if (subscription != null || closed) {
            given.cancel();
            return;
        }
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        events.add(new Event(buffers, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        events.add(new Event(List.of(), true, null));
    }

    /**
     * Returns the next piece of the body, or null at its end.
     *
     * @throws ConnectionLostException if the body breaks off, or nothing arrives within the patience
     */
    @Nullable
    ByteBuffer next(Duration patience) throws ConnectionLostException, InterruptedException {
        while (pending.isEmpty()) {
            Event event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new ConnectionLostException(
                        "the server sent nothing for " + patience.toMillis() / 1000.0 + " s", null);
            }
            if (event.failure != null) {
                throw new ConnectionLostException("the connection broke off", event.failure);
            }
            if (event.end) {
                events.add(event);
                return null;
            }
            pending.addAll(event.buffers);
            requestMore();
        }
        return pending.remove();
    }

    private synchronized void requestMore() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    /** Gives up the rest of the body. */
    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
