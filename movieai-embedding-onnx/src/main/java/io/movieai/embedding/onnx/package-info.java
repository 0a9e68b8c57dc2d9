/** Embeddings computed in process by ONNX Runtime. */
@NullMarked
package io.movieai.embedding.onnx;

import org.jspecify.annotations.NullMarked;
