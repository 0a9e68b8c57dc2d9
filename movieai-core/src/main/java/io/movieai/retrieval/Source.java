package io.movieai.retrieval;

/** Where a candidate came from. */
public enum Source {
    /** The request names the film. */
    TITLE,
    /** The film's vector is near to the request's. */
    DENSE,
    /** The film's names, people or synopsis hold words of the request. */
    KEYWORD,
    /** The film fulfils the request's conditions; ranked by how well its viewers rate it. */
    QUALITY,
    /** The film is like one that the request names. */
    NEIGHBOUR,
    /** The recommender proposes it for this person. */
    TASTE,
    /** The recommender proposes it because it is popular with everybody: it knows nothing of this person. */
    POPULAR
}
