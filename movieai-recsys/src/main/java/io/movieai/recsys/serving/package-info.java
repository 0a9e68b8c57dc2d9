/** Models behind the candidate recommender port, and the files that hold them. */
@NullMarked
package io.movieai.recsys.serving;

import org.jspecify.annotations.NullMarked;
