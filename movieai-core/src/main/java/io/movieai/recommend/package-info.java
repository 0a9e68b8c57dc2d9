/** The candidate recommender port: items for a user or for a list of liked items. */
@NullMarked
package io.movieai.recommend;

import org.jspecify.annotations.NullMarked;
