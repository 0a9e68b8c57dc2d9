/** Where settings come from. */
@NullMarked
package io.movieai.app.config;

import org.jspecify.annotations.NullMarked;
