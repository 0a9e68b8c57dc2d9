/** What the program is set to, and where it says so: flags, environment, a file. */
@NullMarked
package io.movieai.app.config;

import org.jspecify.annotations.NullMarked;
