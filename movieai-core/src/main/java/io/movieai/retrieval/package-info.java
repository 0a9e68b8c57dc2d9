/** Candidates from several sources, their fusion and the ranking. */
@NullMarked
package io.movieai.retrieval;

import org.jspecify.annotations.NullMarked;
