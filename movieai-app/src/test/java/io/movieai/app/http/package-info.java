/** The HTTP service, asked over sockets. */
@NullMarked
package io.movieai.app.http;

import org.jspecify.annotations.NullMarked;
