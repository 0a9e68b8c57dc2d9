/** Interactions of users and items: filters, splits, and the protocol that a figure rests on. */
@NullMarked
package io.movieai.recsys.dataset;

import org.jspecify.annotations.NullMarked;
