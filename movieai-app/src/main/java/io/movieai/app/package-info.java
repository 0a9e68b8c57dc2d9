/** The movieai command line. */
@NullMarked
package io.movieai.app;

import org.jspecify.annotations.NullMarked;
