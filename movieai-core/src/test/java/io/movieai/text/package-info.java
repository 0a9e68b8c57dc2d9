@NullMarked
package io.movieai.text;

import org.jspecify.annotations.NullMarked;
