package io.movieai;

/** A step on the way from a request to its answer. */
public enum Stage {
    /** Reading the request. */
    READING,
    /** Embedding the request. */
    EMBEDDING,
    /** Collecting candidates from the stores, the catalogue and the recommender. */
    RETRIEVAL,
    /** Fusing and ordering the candidates. */
    RANKING,
    /** Writing the answer. */
    GENERATION
}
