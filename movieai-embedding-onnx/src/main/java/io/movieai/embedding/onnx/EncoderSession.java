package io.movieai.embedding.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.movieai.IncompatibleModelException;
import io.movieai.MalformedResponseException;
import io.movieai.PortRejectedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * An encoder in ONNX Runtime: batches of token ids in, a vector of unit length for each text out.
 *
 * <p>Runs may overlap; {@link #close} must not overlap with a run.
 */
final class EncoderSession implements AutoCloseable {
    private static final String PORT = "Embedder";

    /** What to load, and how. */
    static final class Setup {
        private final String model;
        private final Path file;
        private final byte @Nullable [] graph;
        private final Pooling pooling;
        private final boolean firstPositionOnly;
        private final int threads;
        private final int paddingId;

        /**
         * @param model what errors call it
         * @param graph a rewritten graph over the weights in {@code file}; null to load the file as it is
         * @param firstPositionOnly whether the output has the first position alone
         * @param threads the number of threads that share a run, the caller's included
         */
        Setup(
                String model,
                Path file,
                byte @Nullable [] graph,
                Pooling pooling,
                boolean firstPositionOnly,
                int threads,
                int paddingId) {
            this.model = model;
            this.file = file;
            this.graph = graph;
            this.pooling = pooling;
            this.firstPositionOnly = firstPositionOnly;
            this.threads = threads;
            this.paddingId = paddingId;
        }

        private IncompatibleModelException incompatible(String message, @Nullable Throwable cause) {
            return new IncompatibleModelException(PORT, model, message + " (" + file + ")", cause);
        }
    }

    private final Setup setup;
    private final OrtEnvironment environment;
    private final OrtSession.SessionOptions options;
    private final OrtSession session;
    private final EncoderSignature signature;
    private final Queue<EncoderBuffers> idle = new ConcurrentLinkedQueue<>();

    /** Set once, by {@link #open}. */
    private int dimension;

    private EncoderSession(
            Setup setup, OrtEnvironment environment, OrtSession.SessionOptions options, OrtSession session)
            throws OrtException {
        this.setup = setup;
        this.environment = environment;
        this.options = options;
        this.session = session;
        this.signature = EncoderSignature.of(setup.model, session);
    }

    /**
     * Loads the model, checks its inputs and outputs, and runs it on two short texts.
     *
     * @param specialTokens the tokens of an empty text
     * @param maxTokenId the highest id that the tokenizer can give
     * @throws IncompatibleModelException if the file is not a model that this class can run, or not one for the tokenizer
     * @throws PortRejectedException if ONNX Runtime's native library cannot be loaded
     */
    static EncoderSession open(Setup setup, int[] specialTokens, int maxTokenId) {
        OrtEnvironment environment = NativeRuntime.environment(setup.model);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = null;
        boolean opened = false;
        try {
            session = load(setup, environment, options);
            EncoderSession encoder = new EncoderSession(setup, environment, options, session);
            encoder.probe(specialTokens, maxTokenId);
            opened = true;
            return encoder;
        } catch (OrtException e) {
            throw setup.incompatible(
                    "expected an ONNX encoder that ONNX Runtime " + environment.getVersion() + " can load, found: "
                            + e.getMessage(),
                    e);
        } finally {
            if (!opened) {
                close(session, options);
            }
        }
    }

    private static OrtSession load(Setup setup, OrtEnvironment environment, OrtSession.SessionOptions options)
            throws OrtException {
        options.setIntraOpNumThreads(setup.threads);
        // Errors come as exceptions; on stderr they would be a second, unasked-for report.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        // Patterns are kept for every shape of batch that was ever run, which adds up; they save no time here.
        options.setMemoryPatternOptimization(false);
        // Waiting threads spin within a run, which makes single queries faster, and sleep between runs.
        options.addConfigEntry("session.force_spinning_stop", "1");
        // Without VNNI instructions, products of 8-bit numbers overflow unless the slower, exact ones are asked for.
        options.addConfigEntry("session.x64quantprecision", "1");
        if (setup.graph == null) {
            return environment.createSession(setup.file.toString(), options);
        }
        Path folder = setup.file.toAbsolutePath().getParent();
        options.addConfigEntry("session.model_external_initializers_file_folder_path", String.valueOf(folder));
        return environment.createSession(setup.graph, options);
    }

    /** Runs the model on a batch with padding, then on the tokenizer's highest id, and learns the dimension of its vectors. */
    private void probe(int[] specialTokens, int maxTokenId) throws OrtException {
        int[] longer = Arrays.copyOf(specialTokens, specialTokens.length + 1);
        longer[specialTokens.length] = specialTokens[0];
        List<int[]> texts = List.of(specialTokens, longer);
        dimension = outputDimension(texts);
        longer[specialTokens.length] = maxTokenId;
        try {
            outputDimension(texts);
        } catch (OrtException e) {
            throw setup.incompatible(
                    "expected a model that knows the token ids of the tokenizer, up to " + maxTokenId + ", found: "
                            + e.getMessage() + "; take model and tokenizer.json from the same place",
                    e);
        }
    }

    private int outputDimension(List<int[]> texts) throws OrtException {
        EncoderBuffers buffers = new EncoderBuffers();
        buffers.fill(texts, setup.paddingId, 0);
        try (Tensors tensors = new Tensors();
                OrtSession.Result result =
                        session.run(tensors.inputs(buffers, texts.size()), Set.of(signature.output()))) {
            long[] shape = ((OnnxTensor) result.get(0)).getInfo().getShape();
            long[] expected = shape.length == 0 ? shape : outputShape(texts, shape[shape.length - 1]);
            if (expected.length == 0 || !Arrays.equals(shape, expected)) {
                throw setup.incompatible(
                        "expected output " + signature.output() + " of shape " + Arrays.toString(expected) + ", found "
                                + Arrays.toString(shape),
                        null);
            }
            return Math.toIntExact(shape[shape.length - 1]);
        }
    }

    private long[] outputShape(List<int[]> texts, long components) {
        return signature.perToken()
                ? new long[] {texts.size(), positions(texts), components}
                : new long[] {texts.size(), components};
    }

    /** Returns how many vectors the model gives for each text. */
    private int positions(List<int[]> texts) {
        return signature.perToken() && !setup.firstPositionOnly ? EncoderBuffers.longest(texts) : 1;
    }

    /** Returns the number of components of a vector. */
    int dimension() {
        return dimension;
    }

    /**
     * Embeds texts.
     *
     * @param texts the tokens of each text, at least one text, each with at least one token
     * @return the vectors one after the other, each of unit length; owned by the caller
     * @throws PortRejectedException if the model cannot be run on them
     * @throws MalformedResponseException if a vector cannot be scaled to unit length
     */
    float[] run(List<int[]> texts) {
        EncoderBuffers buffers = idle.poll();
        if (buffers == null) {
            buffers = new EncoderBuffers();
        }
        int positions = positions(texts);
        buffers.fill(texts, setup.paddingId, positions * dimension);
        try (Tensors tensors = new Tensors()) {
            session.run(tensors.inputs(buffers, texts.size()), tensors.output(buffers, outputShape(texts, dimension)))
                    .close();
        } catch (OrtException e) {
            throw new PortRejectedException(
                    PORT,
                    setup.model,
                    "expected the model to run on " + texts.size() + " texts of at most " + buffers.longest()
                            + " tokens, found: " + e.getMessage(),
                    e);
        }
        float[] vectors = pool(texts, buffers, positions);
        idle.add(buffers);
        return vectors;
    }

    private float[] pool(List<int[]> texts, EncoderBuffers buffers, int positions) {
        float[] vectors = new float[texts.size() * dimension];
        for (int i = 0; i < texts.size(); i++) {
            int pooled = setup.pooling == Pooling.MEAN && signature.perToken() ? texts.get(i).length : 1;
            buffers.addRows(i * positions, pooled, dimension, vectors, i * dimension);
            // The mean has the direction of the sum.
            normalize(vectors, i * dimension);
        }
        return vectors;
    }

    private void normalize(float[] vectors, int offset) {
        double squared = 0;
        for (int i = offset; i < offset + dimension; i++) {
            squared += (double) vectors[i] * vectors[i];
        }
        double length = Math.sqrt(squared);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new MalformedResponseException(
                    PORT, setup.model, "expected a vector with a finite length above 0, found length " + length, null);
        }
        for (int i = offset; i < offset + dimension; i++) {
            vectors[i] = (float) (vectors[i] / length);
        }
    }

    @Override
    public void close() {
        idle.clear();
        close(session, options);
    }

    private static void close(@Nullable OrtSession session, OrtSession.SessionOptions options) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close its session: " + e.getMessage(), e);
        } finally {
            // The session refers to its options as long as it lives.
            options.close();
        }
    }

    /** The tensors of one run, closed after it. They are views of the buffers. */
    private final class Tensors implements AutoCloseable {
        private final List<OnnxTensor> open = new ArrayList<>();

        private Map<String, OnnxTensor> inputs(EncoderBuffers buffers, int texts) throws OrtException {
            long[] shape = {texts, buffers.longest()};
            Map<String, OnnxTensor> inputs = new HashMap<>();
            for (String name : signature.inputs()) {
                OnnxTensor tensor = OnnxTensor.createTensor(environment, buffers.input(name), shape);
                open.add(tensor);
                inputs.put(name, tensor);
            }
            return inputs;
        }

        private Map<String, OnnxTensor> output(EncoderBuffers buffers, long[] shape) throws OrtException {
            OnnxTensor tensor = OnnxTensor.createTensor(environment, buffers.output(), shape);
            open.add(tensor);
            return Map.of(signature.output(), tensor);
        }

        @Override
        public void close() {
            open.forEach(OnnxTensor::close);
        }
    }
}
