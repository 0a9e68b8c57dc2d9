/** A vector store on a ChromaDB server, over HTTP: API v2 (1.x) and v1 (0.4). */
@NullMarked
package io.movieai.store.chroma;

import org.jspecify.annotations.NullMarked;
