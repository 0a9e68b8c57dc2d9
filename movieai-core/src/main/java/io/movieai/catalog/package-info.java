/** Films and how a film becomes text: the domain records, the genre vocabulary and the in-memory catalogue. */
@NullMarked
package io.movieai.catalog;

import org.jspecify.annotations.NullMarked;
