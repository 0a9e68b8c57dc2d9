/** Text handling that everything shares: language, folding, terms, chunks. */
@NullMarked
package io.movieai.text;

import org.jspecify.annotations.NullMarked;
