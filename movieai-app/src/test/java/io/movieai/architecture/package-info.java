/** The rules that hold across modules, checked on the compiled classes of all of them. */
@NullMarked
package io.movieai.architecture;

import org.jspecify.annotations.NullMarked;
