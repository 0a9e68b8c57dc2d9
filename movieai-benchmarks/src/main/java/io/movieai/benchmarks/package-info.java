/** Benchmarks of movieai and of its alternatives. */
@NullMarked
package io.movieai.benchmarks;

import org.jspecify.annotations.NullMarked;
