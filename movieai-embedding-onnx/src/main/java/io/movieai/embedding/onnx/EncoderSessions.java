package io.movieai.embedding.onnx;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one model: one whose runs take all threads, for a run that is alone, and one whose runs take a thread each, for
 * runs beside others. Several runs of one thread embed more in a second than runs that share threads, which wait for each
 * other after every operator; a run that is alone ends sooner with all threads.
 *
 * <p>The second is opened when it is first needed. Runs may overlap; closing may not.
 */
final class EncoderSessions implements AutoCloseable {
    private final IntFunction<EncoderSession> opener;
    private final EncoderSession wide;
    private final boolean several;
    private final AtomicInteger running = new AtomicInteger();
    private final Object opening = new Object();
    private volatile @Nullable EncoderSession narrow;

    private EncoderSessions(IntFunction<EncoderSession> opener, int threads) {
        this.opener = opener;
        this.wide = opener.apply(threads);
        this.several = threads > 1;
    }

    /**
     * Opens the first session.
     *
     * @param opener opens a session whose runs take so many threads
     * @param threads how many threads a run that is alone takes
     * @throws io.movieai.MovieAiException if the model cannot be opened
     */
    static EncoderSessions open(IntFunction<EncoderSession> opener, int threads) {
        return new EncoderSessions(opener, threads);
    }

    /** Returns the number of components of a vector. */
    int dimension() {
        return wide.dimension();
    }

    /**
     * Embeds texts, as {@link EncoderSession#run} does.
     *
     * @param oneOfMany whether the caller runs other texts at the same time
     */
    float[] run(List<int[]> texts, boolean oneOfMany) {
        boolean alone = running.getAndIncrement() == 0 && !oneOfMany;
        try {
            return (alone || !several ? wide : narrow()).run(texts);
        } finally {
            running.decrementAndGet();
        }
    }

    private EncoderSession narrow() {
        EncoderSession open = narrow;
        if (open != null) {
            return open;
        }
        synchronized (opening) {
            open = narrow;
            if (open == null) {
                open = opener.apply(1);
                narrow = open;
            }
            return open;
        }
    }

    @Override
    public void close() {
        EncoderSession second = narrow;
        try {
            wide.close();
        } finally {
            if (second != null) {
                second.close();
            }
        }
    }
}
