@NullMarked
package io.movieai.query;

import org.jspecify.annotations.NullMarked;
