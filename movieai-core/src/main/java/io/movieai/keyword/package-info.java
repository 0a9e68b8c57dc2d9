/** The keyword index port, with an in-memory BM25 index. */
@NullMarked
package io.movieai.keyword;

import org.jspecify.annotations.NullMarked;
