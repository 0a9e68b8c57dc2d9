/** AI film recommendation in conversation: the {@link io.movieai.MovieAi} facade, its requests, answers and exceptions. */
@NullMarked
package io.movieai;

import org.jspecify.annotations.NullMarked;
