package io.movieai.embedding;

/**
 * What a text is embedded for. Retrieval models embed the two sides of a search differently (bge, for one, puts an
 * instruction in front of queries only), so the caller says which side a text is on and the embedder knows the rest.
 */
public enum TextRole {
    /** A request, to be compared with documents. */
    QUERY,
    /** A text that is stored and searched for. */
    DOCUMENT
}
