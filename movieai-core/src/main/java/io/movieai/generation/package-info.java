/** The generator port, the prompt, grounding, and prose from templates. */
@NullMarked
package io.movieai.generation;

import org.jspecify.annotations.NullMarked;
