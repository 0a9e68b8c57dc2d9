/** Tests of the whole way of a request, on ports in memory. */
@NullMarked
package io.movieai.pipeline;

import org.jspecify.annotations.NullMarked;
