package io.movieai.store.chroma;

import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import java.util.List;
import java.util.Optional;

/**
 * Search for what fulfils a filter among the nearest of all records, with the filter checked here.
 *
 * <p>A server looks up every condition in its table of metadata before it searches, at a cost that grows with the collection
 * and not with what is asked for: over 10,000 records, hundreds of milliseconds for a genre and a decade, against tens for
 * the metadata of a thousand neighbours. A first, small neighbourhood tells how rare the records are; where they are too rare
 * for a larger one to hold enough of them, the server has to filter.
 */
final class NeighbourhoodSearch {
    /** Neighbours in the first look: enough to estimate shares from some percent on. */
    private static final int FIRST = 200;

    /** Most neighbours to read; beyond, filtering on the server costs no more. */
    private static final int MOST = 1_000;

    /** How many more neighbours are read than should be needed, for the share is only an estimate. */
    private static final double MARGIN = 1.4;

    private NeighbourhoodSearch() {}

    /** Returns the nearest of the records that fulfil the query's filter, or empty if they are too rare to be found so. */
    static Optional<List<VectorHit>> search(ChromaApi api, ChromaCollection collection, VectorQuery query) {
        int wanted = query.limit();
        int asked = Math.max(FIRST, 2 * Math.min(wanted, MOST));
        for (int look = 0; look < 2 && asked <= MOST; look++) {
            ChromaRecords found =
                    api.neighbours(collection.id(), query.embedding(), asked, WhereClause.EVERYTHING, false);
            List<VectorHit> hits = ChromaStore.matching(found, query, collection.metric());
            if (hits.size() >= wanted) {
                return Optional.of(ExactSearch.withDocuments(api, collection.id(), hits.subList(0, wanted)));
            }
            if (found.size() < asked || hits.isEmpty()) {
                return Optional.empty();
            }
            double needed = MARGIN * wanted * asked / hits.size();
            asked = (int) Math.min(Math.max(asked + 1.0, needed), Integer.MAX_VALUE);
        }
        return Optional.empty();
    }
}
