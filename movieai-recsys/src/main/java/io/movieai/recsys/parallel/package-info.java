/** Work shared between threads so that a result never depends on how many there are. */
@NullMarked
package io.movieai.recsys.parallel;

import org.jspecify.annotations.NullMarked;
