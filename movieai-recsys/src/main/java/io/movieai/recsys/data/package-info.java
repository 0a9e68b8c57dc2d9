/**
 * Reads film data from files: films and ratings in the RecBole and MovieLens formats, and the Chinese titles of well-known
 * films.
 */
@NullMarked
package io.movieai.recsys.data;

import org.jspecify.annotations.NullMarked;
