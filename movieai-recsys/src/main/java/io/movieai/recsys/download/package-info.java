/** Downloads the MovieLens data sets from GroupLens. */
@NullMarked
package io.movieai.recsys.download;

import org.jspecify.annotations.NullMarked;
