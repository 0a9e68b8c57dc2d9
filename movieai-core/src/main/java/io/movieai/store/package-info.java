/** The vector store port, its records and its filters, with an exact in-memory store. */
@NullMarked
package io.movieai.store;

import org.jspecify.annotations.NullMarked;
