package io.movieai.generation;

import io.movieai.Deadline;
import io.movieai.PortUnavailableException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a prompt's deadline even where the generator does not: it writes on a thread of its own, and when the time is over
 * that thread is interrupted and no longer listened to. The listener is called on the calling thread alone, so that nothing
 * comes late. Without a deadline the generator is called directly.
 *
 * <p>A generator that does not end when its thread is interrupted holds that thread until it does; the {@link CircuitBreaker}
 * before it bounds how many there are.
 */
final class DeadlineKeeper implements Generator {
    private static final int PIECES = 256;

    private final Generator generator;

    DeadlineKeeper(Generator generator) {
        this.generator = generator;
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<String> onText) {
        if (prompt.deadline() == Deadline.NONE) {
            return generator.generate(prompt, onText);
        }
        Writing writing = new Writing(generator, prompt);
        Thread thread = new Thread(writing, "movieai-generator");
        thread.setDaemon(true);
        thread.start();
        try {
            return writing.listen(onText);
        } finally {
            writing.abandoned = true;
            thread.interrupt();
        }
    }

    @Override
    public void check() {
        generator.check();
    }

    @Override
    public String model() {
        return generator.model();
    }

    @Override
    public void close() {
        generator.close();
    }

    /** What happens to an answer: a piece of text, its end, or its failure. */
    private record Event(
            String text,
            @Nullable Completion completion,
            @Nullable Throwable failure) {}

    /** One call of the generator on its own thread. */
    private static final class Writing implements Runnable {
        private final Generator generator;
        private final Prompt prompt;
        private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(PIECES);
        private volatile boolean abandoned;

        Writing(Generator generator, Prompt prompt) {
            this.generator = generator;
            this.prompt = prompt;
        }

        @Override
        @SuppressWarnings("CatchingUnchecked") // whatever it is, the calling thread throws it on
        public void run() {
            Event last;
            try {
                last = new Event("", generator.generate(prompt, this::put), null);
            } catch (Throwable e) {
                last = new Event("", null, e);
            }
            try {
                put(last);
            } catch (CancellationException e) {
                // Nobody listens any more.
            }
        }

        private void put(String text) {
            put(new Event(text, null, null));
        }

        private void put(Event event) {
            try {
                if (!abandoned) {
                    events.put(event);
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new CancellationException("the caller no longer waits");
        }

        Completion listen(Consumer<String> onText) {
            while (true) {
                Event event = next();
                if (event.failure() instanceof Error error) {
                    throw error;
                }
                if (event.failure() instanceof RuntimeException exception) {
                    throw exception;
                }
                if (event.completion() != null) {
                    return event.completion();
                }
                onText.accept(event.text());
            }
        }

        private Event next() {
            try {
                Duration left = prompt.deadline().remaining().orElse(Duration.ZERO);
                Event event = left.isZero() ? null : events.poll(left.toNanos(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new PortUnavailableException(
                            "Generator", generator.model(), "no complete answer within the caller's time limit", null);
                }
                return event;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("writing was interrupted");
            }
        }
    }
}
