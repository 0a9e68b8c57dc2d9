/** Training with early stopping, progress, checkpoints and resume, configured with RecBole's names. */
@NullMarked
package io.movieai.recsys.training;

import org.jspecify.annotations.NullMarked;
