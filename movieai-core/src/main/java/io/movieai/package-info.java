/** Film recommendation in conversation. */
@NullMarked
package io.movieai;

import org.jspecify.annotations.NullMarked;
