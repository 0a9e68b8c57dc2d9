/** Small programs that show movieai at work. */
@NullMarked
package io.movieai.examples;

import org.jspecify.annotations.NullMarked;
