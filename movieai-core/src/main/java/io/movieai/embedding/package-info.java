/** The embedding port: text to unit-length vectors of one space. */
@NullMarked
package io.movieai.embedding;

import org.jspecify.annotations.NullMarked;
