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
    private final EncoderSessions sessions;
    private final int maxTokens;
    private final boolean onlyAlone;

    private Encoder(BertTokenizer tokenizer, EncoderSessions sessions, int maxTokens, boolean onlyAlone) {
        this.tokenizer = tokenizer;
        this.sessions = sessions;
        this.maxTokens = maxTokens;
        this.onlyAlone = onlyAlone;
    }

    /**
     * Opens an encoder.
     *
     * @param bundled the model that the files are, or null if they are the user's
     * @param threads the number of threads that a run takes which is alone
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
        byte[] graphToLoad = rewritten;
        int[] specialTokens = tokenizer.scanner(spec.maxTokens()).scan("").ids();
        EncoderSessions sessions = EncoderSessions.open(
                ofThreads -> EncoderSession.open(
                        new EncoderSession.Setup(
                                spec.model(),
                                spec.modelFile(),
                                graphToLoad,
                                spec.pooling(),
                                bundled != null,
                                ofThreads,
                                tokenizerFile.paddingId()),
                        specialTokens,
                        tokenizerFile.maxTokenId()),
                threads);
        Encoder encoder = new Encoder(tokenizer, sessions, spec.maxTokens(), onlyAlone);
        if (spec.dimension().isPresent() && spec.dimension().getAsInt() != sessions.dimension()) {
            encoder.close();
            throw incompatible(
                    spec,
                    "expected " + spec.dimension().getAsInt() + " dimensions, found " + sessions.dimension(),
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
        return sessions.dimension();
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

    /** Runs the model, as {@link EncoderSessions#run} says. */
    float[] run(List<int[]> texts, boolean oneOfMany) {
        return sessions.run(texts, oneOfMany);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
