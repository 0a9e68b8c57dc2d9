package io.movieai.store.chroma;

/**
 * A server that answered, and a collection that was found fit there.
 *
 * @param api what the server speaks
 * @param collection the collection, as it was when it was opened
 */
record ChromaConnection(ChromaApi api, ChromaCollection collection) {}
