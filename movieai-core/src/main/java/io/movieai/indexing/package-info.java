/** Bringing a catalogue into the vector store and the keyword index, and reading films back out of them. */
@NullMarked
package io.movieai.indexing;

import org.jspecify.annotations.NullMarked;
