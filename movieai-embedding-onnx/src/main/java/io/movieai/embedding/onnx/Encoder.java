package io.movieai.embedding.onnx;

import io.movieai.IncompatibleModelException;
import io.movieai.embedding.onnx.BertTokenizer.Tokens;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A tokenizer and the model that it belongs to, opened and found to fit each other. Runs may overlap; closing may not. */
final class Encoder implements AutoCloseable {
    private static final String PORT = "Embedder";

    private final BertTokenizer tokenizer;
    private final EncoderSession session;
    private final int maxTokens;
    private final boolean onlyAlone;

    private Encoder(BertTokenizer tokenizer, EncoderSession session, int maxTokens, boolean onlyAlone) {
        this.tokenizer = tokenizer;
        this.session = session;
        this.maxTokens = maxTokens;
        this.onlyAlone = onlyAlone;
    }

    /**
     * Opens an encoder.
     *
     * @param bundled the model that the files are, or null if they are the user's
     * @param threads the number of threads that share a run
     * @throws IncompatibleModelException if the files are not those of an encoder, or do not belong together
     * @throws io.movieai.PortRejectedException if ONNX Runtime's native library cannot be loaded
     */
    static Encoder open(EncoderSpec spec, @Nullable BundledModel bundled, int threads) {
        TokenizerFile tokenizerFile = readTokenizer(spec.tokenizerFile());
        BertTokenizer tokenizer = tokenizerFile.tokenizer(spec.lowercase());
        OnnxGraph graph = readGraph(spec);
        OptionalLong positions = graph.rows("position_embeddings");
        if (positions.isPresent() && positions.getAsLong() < spec.maxTokens()) {
            throw incompatible(
                    spec,
                    "expected a model that reads texts of " + spec.maxTokens() + " tokens, found one that reads "
                            + positions.getAsLong() + "; set EncoderSpec.Builder.maxTokens to that",
                    null);
        }
        byte[] rewritten = null;
        if (bundled != null) {
            bundled.rewrite(graph);
            rewritten = graph.withWeightsIn(String.valueOf(spec.modelFile().getFileName()));
        }
        boolean onlyAlone =
                graph.nodes().stream().anyMatch(node -> node.operator().equals("DynamicQuantizeLinear"));
        EncoderSession session = EncoderSession.open(
                new EncoderSession.Setup(
                        spec.model(),
                        spec.modelFile(),
                        rewritten,
                        spec.pooling(),
                        bundled != null,
                        threads,
                        tokenizerFile.paddingId()),
                tokenizer.scanner(spec.maxTokens()).scan("").ids(),
                tokenizerFile.maxTokenId());
        Encoder encoder = new Encoder(tokenizer, session, spec.maxTokens(), onlyAlone);
        if (spec.dimension().isPresent() && spec.dimension().getAsInt() != session.dimension()) {
            encoder.close();
            throw incompatible(
                    spec,
                    "expected " + spec.dimension().getAsInt() + " dimensions, found " + session.dimension(),
                    null);
        }
        return encoder;
    }

    private static TokenizerFile readTokenizer(Path file) {
        try (InputStream json = new BufferedInputStream(Files.newInputStream(file))) {
            return TokenizerFile.read(file.toString(), json);
        } catch (IOException e) {
            throw new IncompatibleModelException(
                    PORT, file.toString(), "expected a tokenizer.json that can be read, found: " + e, e);
        }
    }

    private static OnnxGraph readGraph(EncoderSpec spec) {
        try {
            return OnnxGraph.read(spec.modelFile());
        } catch (IOException e) {
            throw incompatible(spec, "expected an ONNX model that can be read, found: " + e, e);
        }
    }

    private static IncompatibleModelException incompatible(
            EncoderSpec spec, String message, @Nullable Throwable cause) {
        return new IncompatibleModelException(PORT, spec.model(), message + " (" + spec.modelFile() + ")", cause);
    }

    /** Returns the number of components of a vector. */
    int dimension() {
        return session.dimension();
    }

    /** Returns a scanner for one thread, which cuts texts at what the model reads. */
    BertTokenizer.Scanner scanner() {
        return tokenizer.scanner(maxTokens);
    }

    /**
     * Returns which texts to run together.
     *
     * @param maxBatchTokens the most tokens of a batch, padding included
     */
    List<int[]> batches(List<Tokens> texts, int maxBatchTokens) {
        int[] lengths = texts.stream().mapToInt(text -> text.ids().length).toArray();
        // A dynamically quantised model takes its scales from the whole batch, so company would change a text's vector.
        return Batches.plan(lengths, onlyAlone ? 1 : maxBatchTokens);
    }

    /** Runs the model, as {@link EncoderSession#run} says. */
    float[] run(List<int[]> texts) {
        return session.run(texts);
    }

    @Override
    public void close() {
        session.close();
    }
}
