package io.movieai.embedding.onnx;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A BERT-style encoder that lies in files: what to load and how the model is meant to be used. Immutable.
 *
 * <p>The model reads {@code input_ids}, {@code attention_mask} and, if it wants, {@code token_type_ids}, and gives a vector
 * for each token or for each text; its tokenizer is WordPiece as in BERT. Most sentence-transformers models that were exported to
 * ONNX are of this kind. For all-MiniLM-L6-v2:
 *
 * <pre>{@code
 * EncoderSpec.builder("all-MiniLM-L6-v2", folder.resolve("model.onnx"), folder.resolve("tokenizer.json"))
 *         .pooling(Pooling.MEAN)
 *         .maxTokens(256)
 *         .build()
 * }</pre>
 */
public final class EncoderSpec {
    private static final int DEFAULT_MAX_TOKENS = 512;

    private final String model;
    private final Path modelFile;
    private final Path tokenizerFile;
    private final Pooling pooling;
    private final String queryInstruction;
    private final int maxTokens;
    private final @Nullable Boolean lowercase;
    private final @Nullable Integer dimension;

    private EncoderSpec(Builder builder) {
        this.model = builder.model;
        this.modelFile = builder.modelFile;
        this.tokenizerFile = builder.tokenizerFile;
        this.pooling = builder.pooling;
        this.queryInstruction = builder.queryInstruction;
        this.maxTokens = builder.maxTokens;
        this.lowercase = builder.lowercase;
        this.dimension = builder.dimension;
    }

    /**
     * Returns a builder.
     *
     * @param model the name of the vector space; two models whose vectors differ need different names
     * @param modelFile the ONNX file
     * @param tokenizerFile the {@code tokenizer.json} that belongs to it
     * @throws IllegalArgumentException if {@code model} is blank
     */
    public static Builder builder(String model, Path modelFile, Path tokenizerFile) {
        return new Builder(model, modelFile, tokenizerFile);
    }

    /** Returns the name of the vector space. */
    public String model() {
        return model;
    }

    /** Returns the ONNX file. */
    public Path modelFile() {
        return modelFile;
    }

    /** Returns the tokenizer's file. */
    public Path tokenizerFile() {
        return tokenizerFile;
    }

    /** Returns how token vectors become a text's vector. */
    public Pooling pooling() {
        return pooling;
    }

    /** Returns what is put in front of every query. */
    public String queryInstruction() {
        return queryInstruction;
    }

    /** Returns the most tokens of a text, special tokens included. */
    public int maxTokens() {
        return maxTokens;
    }

    /** Returns whether text is put into lower case; empty if the tokenizer's file decides. */
    public Optional<Boolean> lowercase() {
        return Optional.ofNullable(lowercase);
    }

    /** Returns the dimension that the model must have; empty if any will do. */
    public OptionalInt dimension() {
        return dimension == null ? OptionalInt.empty() : OptionalInt.of(dimension);
    }

    @Override
    public String toString() {
        return "EncoderSpec[" + model + ", " + modelFile + "]";
    }

    /** Builds an {@link EncoderSpec}. Reads no file. For one thread. */
    public static final class Builder {
        private final String model;
        private final Path modelFile;
        private final Path tokenizerFile;
        private Pooling pooling = Pooling.CLS;
        private String queryInstruction = "";
        private int maxTokens = DEFAULT_MAX_TOKENS;
        private @Nullable Boolean lowercase;
        private @Nullable Integer dimension;

        private Builder(String model, Path modelFile, Path tokenizerFile) {
            this.model = Objects.requireNonNull(model, "model");
            this.modelFile = Objects.requireNonNull(modelFile, "modelFile");
            this.tokenizerFile = Objects.requireNonNull(tokenizerFile, "tokenizerFile");
            if (model.isBlank()) {
                throw new IllegalArgumentException("model: expected a name, found a blank text");
            }
        }

        /** Sets how token vectors become a text's vector; {@link Pooling#CLS} unless set. */
        public Builder pooling(Pooling pooling) {
            this.pooling = Objects.requireNonNull(pooling, "pooling");
            return this;
        }

        /** Sets what is put in front of every query, and of no document; nothing unless set. */
        public Builder queryInstruction(String queryInstruction) {
            this.queryInstruction = Objects.requireNonNull(queryInstruction, "queryInstruction");
            return this;
        }

        /**
         * Sets the most tokens of a text, special tokens included; 512 unless set. Limits in the tokenizer's file have no effect.
         *
         * @throws IllegalArgumentException if it is less than 8
         */
        public Builder maxTokens(int maxTokens) {
            if (maxTokens < 8) {
                throw new IllegalArgumentException("maxTokens: expected at least 8, found " + maxTokens);
            }
            this.maxTokens = maxTokens;
            return this;
        }

        /**
         * Sets whether text is put into lower case before it is tokenised. Unless set, the tokenizer's file decides; where
         * it says no, but the vocabulary holds no capital letter, text is put into lower case all the same, since a word
         * with a capital would be unknown.
         */
        public Builder lowercase(boolean lowercase) {
            this.lowercase = lowercase;
            return this;
        }

        /**
         * Sets the dimension that the model must have, to be checked when it is opened.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder dimension(int dimension) {
            if (dimension < 1) {
                throw new IllegalArgumentException("dimension: expected at least 1, found " + dimension);
            }
            this.dimension = dimension;
            return this;
        }

        /** Returns the specification. */
        public EncoderSpec build() {
            return new EncoderSpec(this);
        }
    }
}
