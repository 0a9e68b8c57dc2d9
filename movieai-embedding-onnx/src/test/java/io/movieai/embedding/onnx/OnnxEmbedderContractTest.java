package io.movieai.embedding.onnx;

import io.movieai.embedding.Embedder;
import io.movieai.testkit.EmbedderContract;
import org.junit.jupiter.api.Nested;

class OnnxEmbedderContractTest {
    @Nested
    class BgeSmallZh extends EmbedderContract {
        @Override
        protected Embedder open() {
            return OnnxEmbedder.bgeSmallZh();
        }
    }

    @Nested
    class BgeSmallZhV15Int8 extends EmbedderContract {
        @Override
        protected Embedder open() {
            return OnnxEmbedder.bgeSmallZhV15Int8();
        }
    }

    @Nested
    class WithoutQueryCache extends EmbedderContract {
        @Override
        protected Embedder open() {
            return OnnxEmbedder.builder(BundledModel.BGE_SMALL_ZH)
                    .queryCacheSize(0)
                    .maxBatchTokens(64)
                    .threads(1)
                    .open();
        }
    }

    /** By file, with mean pooling over 8-bit weights that are quantised for a whole batch at once. */
    @Nested
    class QuantizedByFile extends EmbedderContract {
        @Override
        protected Embedder open() {
            EncoderSpec bundled = Fixtures.spec(BundledModel.BGE_SMALL_ZH_V15_INT8);
            return OnnxEmbedder.open(EncoderSpec.builder("by-file", bundled.modelFile(), bundled.tokenizerFile())
                    .pooling(Pooling.MEAN)
                    .build());
        }
    }
}
