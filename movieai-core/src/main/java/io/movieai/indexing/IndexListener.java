package io.movieai.indexing;

/** Is told how far an indexing has come. Called on the thread that indexes. */
@FunctionalInterface
public interface IndexListener {
    /** A listener that does nothing. */
    IndexListener NONE = (done, total, embedded) -> {};

    /**
     * A batch of films is stored.
     *
     * @param done films that are stored so far, those that were there already included
     * @param total films to store in all
     * @param embedded films that were embedded so far, because they are new or have changed
     */
    void onProgress(int done, int total, int embedded);
}
