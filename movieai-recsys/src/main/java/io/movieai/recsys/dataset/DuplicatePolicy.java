package io.movieai.recsys.dataset;

/** What becomes of a second interaction of one user with one item. */
public enum DuplicatePolicy {
    /** Repeated pairs are a mistake of the data: {@link Interactions.Builder#build} fails. */
    REJECT,
    /** The first one in the order of the data stays. */
    KEEP_FIRST,
    /** The last one in the order of the data stays, at the place of the first. */
    KEEP_LAST
}
