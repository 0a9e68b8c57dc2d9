package io.movieai.store.chroma;

/**
 * A server that answered, and a collection that was found fit there.
 *
 * @param api what the server speaks
 * @param collection the collection, as it was when it was opened
 * @param known what filters may rely on
 * @param count how many records it had
 */
record ChromaConnection(ChromaApi api, ChromaCollection collection, WhereClause.Known known, long count) {
    /** Looks into a collection. */
    static ChromaConnection to(ChromaApi api, ChromaCollection collection) {
        // Of a collection that something else made, more records of that kind are to be expected.
        boolean current = api.negates() && collection.space().isPresent() && !api.holdsOthers(collection.id());
        return new ChromaConnection(
                api, collection, new WhereClause.Known(api.negates(), current), api.count(collection.id()));
    }

    /** Returns the same connection over these requests. */
    ChromaConnection over(ChromaHttp requests) {
        return new ChromaConnection(api.over(requests), collection, known, count);
    }
}
