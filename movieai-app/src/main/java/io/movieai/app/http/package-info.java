/** The HTTP service. */
@NullMarked
package io.movieai.app.http;

import org.jspecify.annotations.NullMarked;
