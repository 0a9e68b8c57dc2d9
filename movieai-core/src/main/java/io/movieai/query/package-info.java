/** Reading a request: from a person's sentence to constraints, titles and free text, each with the span it came from. */
@NullMarked
package io.movieai.query;

import org.jspecify.annotations.NullMarked;
