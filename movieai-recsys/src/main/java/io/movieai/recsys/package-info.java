/** Film data sets and recommender models. */
@NullMarked
package io.movieai.recsys;

import org.jspecify.annotations.NullMarked;
