/** Full-ranking evaluation: metrics over users, their confidence, and what the lists are like. */
@NullMarked
package io.movieai.recsys.evaluation;

import org.jspecify.annotations.NullMarked;
