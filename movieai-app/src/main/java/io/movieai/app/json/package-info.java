/** Films and answers as JSON, the same on the command line, over HTTP and in files. */
@NullMarked
package io.movieai.app.json;

import org.jspecify.annotations.NullMarked;
