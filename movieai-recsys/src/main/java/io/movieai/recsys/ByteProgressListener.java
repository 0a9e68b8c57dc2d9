package io.movieai.recsys;

/** Told how far a long read or transfer has come. Called on the working thread, so an implementation must be quick. */
@FunctionalInterface
public interface ByteProgressListener {
    /** Ignores what it is told. */
    ByteProgressListener NONE = (done, total) -> {};

    /**
     * Called now and then while the bytes of a file arrive, and once at its end. The figures grow, unless a transfer has to
     * start over.
     *
     * @param done bytes handled so far, at least 0
     * @param total bytes in all, or -1 if that is not known
     */
    void onBytes(long done, long total);
}
