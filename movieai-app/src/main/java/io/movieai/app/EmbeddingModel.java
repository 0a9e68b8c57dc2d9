package io.movieai.app;

import io.movieai.embedding.onnx.OnnxEmbedder;

/** The embedding models that the program can be told to use, by the names it takes them under. */
enum EmbeddingModel {
    BGE_SMALL_ZH("bge-small-zh"),
    BGE_SMALL_ZH_V15("bge-small-zh-v1.5"),
    BGE_SMALL_ZH_V15_INT8("bge-small-zh-v1.5-int8");

    private final String label;

    EmbeddingModel(String label) {
        this.label = label;
    }

    /** Opens the model; the caller closes it. */
    OnnxEmbedder open() {
        return switch (this) {
            case BGE_SMALL_ZH -> OnnxEmbedder.bgeSmallZh();
            case BGE_SMALL_ZH_V15 -> OnnxEmbedder.bgeSmallZhV15();
            case BGE_SMALL_ZH_V15_INT8 -> OnnxEmbedder.bgeSmallZhV15Int8();
        };
    }

    /** Returns the name of the model's vector space, which is also the name on the command line. */
    @Override
    public String toString() {
        return label;
    }
}
