package io.movieai.store.lucene;

/**
 * How vectors are searched once an index is too large to compare all of them: the parameters of the graph that Y. A.
 * Malkov and D. A. Yashunin describe in "Efficient and robust approximate nearest neighbor search using Hierarchical
 * Navigable Small World graphs" (<a href="https://arxiv.org/abs/1603.09320">arXiv:1603.09320</a>), under their names there.
 *
 * @param m how many neighbours a vector is linked to, twice as many on the lowest level; 2 to 512. Takes effect on
 *     vectors that are written from now on
 * @param efConstruction how many candidates are kept while a vector is linked in; 1 to 3,200. Takes effect on vectors
 *     that are written from now on
 * @param efSearch how many candidates are kept during a search, at least 1; raised to twice a query's limit where that is
 *     more. Greater finds more of the true neighbours and takes longer
 * @param exactBelow up to how many records, of those that fulfil a query's filter, are all compared, which finds every
 *     true neighbour; at least 0
 */
public record HnswOptions(int m, int efConstruction, int efSearch, int exactBelow) {
    /** Sixteen links, 100 candidates in construction, 192 in search, exact up to 20,000 records. */
    public static final HnswOptions DEFAULT = new HnswOptions(16, 100, 192, 20_000);

    /** @throws IllegalArgumentException if a value is out of its range */
    public HnswOptions {
        require("m", m, 2, 512);
        require("efConstruction", efConstruction, 1, 3_200);
        require("efSearch", efSearch, 1, Integer.MAX_VALUE);
        require("exactBelow", exactBelow, 0, Integer.MAX_VALUE);
    }

    /**
     * Returns from how many records on a segment of the index has a graph: from where comparing all of it takes half the
     * time that is fine for the whole index.
     */
    int graphsFrom() {
        return exactBelow / 2;
    }

    private static void require(String name, int value, int least, int greatest) {
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(name + ": expected " + least + " to " + greatest + ", found " + value);
        }
    }
}
