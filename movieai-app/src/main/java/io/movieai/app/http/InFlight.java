package io.movieai.app.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How many requests have begun and not ended, and whether more are taken. Thread-safe. */
final class InFlight {
    private int count;
    private volatile boolean stopping;

    synchronized void begin() {
        count++;
    }

    synchronized void end() {
        count--;
        notifyAll();
    }

    /** From now on no more requests are taken. */
    void stop() {
        stopping = true;
    }

    boolean stopping() {
        return stopping;
    }

    /** Waits until all have ended, and no longer than that; an interrupt ends the wait and stays set. */
    synchronized void await(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toNanos(); count > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
