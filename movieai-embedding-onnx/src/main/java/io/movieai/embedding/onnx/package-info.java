/**
 * Embeddings computed in this process: bge-small-zh, and any BERT-style encoder by file, on ONNX Runtime.
 *
 * <p>{@link io.movieai.embedding.onnx.OnnxEmbedder} is the {@link io.movieai.embedding.Embedder}; {@link
 * io.movieai.embedding.onnx.BundledModel} names the models that come as Maven dependencies, {@link
 * io.movieai.embedding.onnx.EncoderSpec} describes one that lies in files. ONNX Runtime is the only native part: text becomes
 * tokens in Java, by the rules of the model's own {@code tokenizer.json}.
 */
@NullMarked
package io.movieai.embedding.onnx;

import org.jspecify.annotations.NullMarked;
