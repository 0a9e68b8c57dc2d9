/** Reading and writing safetensors files: named tensors with text metadata. */
@NullMarked
package io.movieai.recsys.safetensors;

import org.jspecify.annotations.NullMarked;
