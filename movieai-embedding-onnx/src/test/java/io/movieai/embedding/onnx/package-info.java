@NullMarked
package io.movieai.embedding.onnx;

import org.jspecify.annotations.NullMarked;
