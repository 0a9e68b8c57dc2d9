package io.movieai.embedding.onnx;

/** How the vectors of a text's tokens become the vector of the text, before it is scaled to unit length. */
public enum Pooling {
    /** The vector of the first token, {@code [CLS]}; bge models are trained for it. */
    CLS,
    /** The mean of the vectors of all tokens, special tokens included; most sentence-transformers models are trained for it. */
    MEAN
}
