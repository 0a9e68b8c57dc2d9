package io.movieai.app;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.onnx.BundledModel;
import io.movieai.embedding.onnx.OnnxEmbedder;

/** The embedding models that the program can be told to use, by the names it takes them under. */
enum EmbeddingModel {
    BGE_SMALL_ZH(BundledModel.BGE_SMALL_ZH),
    BGE_SMALL_ZH_V15(BundledModel.BGE_SMALL_ZH_V15),
    BGE_SMALL_ZH_V15_INT8(BundledModel.BGE_SMALL_ZH_V15_INT8);

    private final BundledModel bundled;

    EmbeddingModel(BundledModel bundled) {
        this.bundled = bundled;
    }

    /** Returns the space of the model's vectors. */
    EmbeddingSpace space() {
        return bundled.space();
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
        return bundled.space().model();
    }
}
