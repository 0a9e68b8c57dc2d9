/** Recommender models: what they learn from interactions and how they score items. */
@NullMarked
package io.movieai.recsys.model;

import org.jspecify.annotations.NullMarked;
