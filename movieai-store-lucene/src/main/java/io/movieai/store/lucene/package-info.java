/** Vectors and keywords kept in an Apache Lucene index. */
@NullMarked
package io.movieai.store.lucene;

import org.jspecify.annotations.NullMarked;
