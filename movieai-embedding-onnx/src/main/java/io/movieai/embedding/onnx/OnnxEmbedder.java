package io.movieai.embedding.onnx;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import io.movieai.embedding.onnx.BertTokenizer.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * An embedder that runs a BERT-style encoder in this process, on ONNX Runtime.
 *
 * <pre>{@code
 * try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZh()) {
 *     Embedding query = embedder.embed(TextRole.QUERY, "想看一部九十年代的科幻片");
 * }
 * }</pre>
 *
 * <p>Texts are tokenised as the model's own tokenizer does it. One difference is deliberate: where the tokenizer's file says that
 * case is kept, but its vocabulary holds no capital letter (as with bge-small-zh), text is put into lower case, because "Toy
 * Story" would be two unknown words otherwise. The name of a special token within a text, such as {@code [SEP]}, becomes that
 * token, as in the reference: it changes the vector of that text and nothing else.
 *
 * <p>Texts of like length share a run of the model. A vector is the same in any company within 1e-5 for each component, also with
 * weights of 8 bits. Text is cut after the model's number of tokens (512 with the bundled models). The embeddings of the last
 * queries are kept, so that a repeated query costs a look-up; documents are not kept.
 *
 * <p>Thread-safe. Calls overlap. A run that is alone takes {@link Builder#threads} threads; runs beside others, of this call or of
 * another, take one each, in a second session of ONNX Runtime that is opened when it is first needed. {@link #close} waits for
 * the run that is under way; a call that has more runs to make fails with {@link IllegalStateException}. When the calling
 * thread is interrupted while many texts are embedded, the call ends before its next run with a {@link CancellationException}, and
 * the interrupt flag stays set.
 *
 * <p>The native library is loaded with the first embedder of the process and stays loaded. Weights are mapped from the model's
 * file, which must not be changed while the embedder is open.
 */
public final class OnnxEmbedder implements Embedder {
    private static final double SELF_CHECK_TOLERANCE = 1e-3;
    private static final long IDLE_SECONDS = 10;

    private final EmbeddingSpace space;
    private final Encoder encoder;
    private final String queryInstruction;
    private final int threads;
    private final int maxBatchTokens;
    private final ExecutorService helpers;
    private final QueryCache queries;
    private final @Nullable BundledModel bundled;
    private final ReadWriteLock running = new ReentrantReadWriteLock();
    private volatile boolean closed;

    private OnnxEmbedder(EncoderSpec spec, Encoder encoder, Builder options) {
        this.space = new EmbeddingSpace(spec.model(), encoder.dimension());
        this.encoder = encoder;
        this.queryInstruction = spec.queryInstruction();
        this.threads = options.threads;
        this.maxBatchTokens = options.maxBatchTokens;
        this.helpers = helpers(options.threads - 1, spec.model());
        this.queries = new QueryCache(options.queryCacheSize);
        this.bundled = options.bundled;
    }

    /** Returns an executor whose threads come when they are needed, and go when they are not. */
    private static ExecutorService helpers(int threads, String model) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                Math.max(1, threads),
                Math.max(1, threads),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "movieai-embedder-" + model);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Opens bge-small-zh, as {@code builder(BundledModel.BGE_SMALL_ZH).open()} does. */
    public static OnnxEmbedder bgeSmallZh() {
        return builder(BundledModel.BGE_SMALL_ZH).open();
    }

    /** Opens bge-small-zh-v1.5, as {@code builder(BundledModel.BGE_SMALL_ZH_V15).open()} does. */
    public static OnnxEmbedder bgeSmallZhV15() {
        return builder(BundledModel.BGE_SMALL_ZH_V15).open();
    }

    /** Opens bge-small-zh-v1.5 with weights of 8 bits, as {@code builder(BundledModel.BGE_SMALL_ZH_V15_INT8).open()} does. */
    public static OnnxEmbedder bgeSmallZhV15Int8() {
        return builder(BundledModel.BGE_SMALL_ZH_V15_INT8).open();
    }

    /** Opens an encoder by file, as {@code builder(spec).open()} does. */
    public static OnnxEmbedder open(EncoderSpec spec) {
        return builder(spec).open();
    }

    /** Returns a builder of an embedder with a model that comes as a Maven dependency. */
    public static Builder builder(BundledModel model) {
        return new Builder(Objects.requireNonNull(model, "model"), null);
    }

    /** Returns a builder of an embedder with a model of the user's. */
    public static Builder builder(EncoderSpec spec) {
        return new Builder(null, Objects.requireNonNull(spec, "spec"));
    }

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    /**
     * {@inheritDoc}
     *
     * @throws CancellationException if the calling thread is interrupted and more than one run of the model is needed
     */
    @Override
    public List<Embedding> embed(TextRole role, List<String> texts) {
        Objects.requireNonNull(role, "role");
        String[] wanted = texts.toArray(new String[0]);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == null) {
                throw new NullPointerException("texts[" + i + "]");
            }
        }
        ensureOpen();
        Embedding[] found = new Embedding[wanted.length];
        if (role == TextRole.QUERY) {
            embedQueries(wanted, found);
        } else {
            embedAll(wanted, found);
        }
        return List.of(found);
    }

    private void embedQueries(String[] wanted, Embedding[] found) {
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            Embedding kept = queries.get(wanted[i]);
            if (kept == null) {
                missing.add(i);
            } else {
                found[i] = kept;
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        Embedding[] embedded = new Embedding[missing.size()];
        embedAll(missing.stream().map(i -> queryInstruction + wanted[i]).toArray(String[]::new), embedded);
        for (int i = 0; i < embedded.length; i++) {
            int place = missing.get(i);
            found[place] = embedded[i];
            queries.put(wanted[place], embedded[i]);
        }
    }

    private void embedAll(String[] texts, Embedding[] found) {
        BertTokenizer.Scanner scanner = encoder.scanner();
        List<Tokens> tokens = Arrays.stream(texts).map(scanner::scan).toList();
        List<int[]> batches = encoder.batches(tokens, maxBatchTokens);
        ParallelTasks.run(
                batches.size(),
                Math.min(threads, batches.size()) - 1,
                helpers,
                number -> embedBatch(batches.get(number), batches.size() > 1, tokens, found));
    }

    private void embedBatch(int[] batch, boolean oneOfMany, List<Tokens> tokens, Embedding[] found) {
        float[] vectors = run(
                Arrays.stream(batch).mapToObj(text -> tokens.get(text).ids()).toList(), oneOfMany);
        for (int i = 0; i < batch.length; i++) {
            found[batch[i]] = Embedding.of(
                    vectors,
                    i * space.dimension(),
                    space.dimension(),
                    tokens.get(batch[i]).truncated());
        }
    }

    private float[] run(List<int[]> texts, boolean oneOfMany) {
        running.readLock().lock();
        try {
            ensureOpen();
            return encoder.run(texts, oneOfMany);
        } finally {
            running.readLock().unlock();
        }
    }

    private void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("the embedder " + space.model() + " is closed");
        }
    }

    /** Returns the folder that is used for the files of bundled models where {@link Builder#cacheDirectory} names none. */
    public static Path defaultCacheDirectory() {
        return ModelCache.defaultDirectory(
                System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
    }

    /** Returns how many queries so far were answered with a kept embedding. */
    public long queryCacheHits() {
        return queries.hits();
    }

    /** Returns how many queries so far had to be embedded. */
    public long queryCacheMisses() {
        return queries.misses();
    }

    /**
     * Embeds a fixed text and compares the vector with the one that the model is known to give: what is wrong with a model
     * file, an instruction set or a version of ONNX Runtime shows here. Costs one run of the model.
     *
     * @throws IllegalStateException if the embedder is closed
     * @throws io.movieai.MovieAiException if the model cannot be run
     */
    public SelfCheck selfCheck() {
        Embedding embedding = embed(TextRole.DOCUMENT, BundledModel.SELF_CHECK_TEXT);
        OptionalDouble deviation =
                bundled == null ? OptionalDouble.empty() : OptionalDouble.of(bundled.deviation(embedding));
        return new SelfCheck(deviation, SELF_CHECK_TOLERANCE);
    }

    @Override
    public void close() {
        running.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                helpers.shutdown();
                encoder.close();
            }
        } finally {
            running.writeLock().unlock();
        }
    }

    @Override
    public String toString() {
        return "OnnxEmbedder[" + space + "]";
    }

    /** Opens an {@link OnnxEmbedder}. For one thread; may be used again. */
    public static final class Builder {
        /**
         * The best of 256, 512, 1,024, 2,048, 4,096 and 8,192 with bge-small-zh and texts of 40 tokens: larger batches fall
         * out of the processor's cache.
         */
        private static final int DEFAULT_MAX_BATCH_TOKENS = 1_024;

        private static final int DEFAULT_QUERY_CACHE_SIZE = 1_000;

        private final @Nullable BundledModel bundled;
        private final @Nullable EncoderSpec spec;
        private int threads = Runtime.getRuntime().availableProcessors();
        private int maxBatchTokens = DEFAULT_MAX_BATCH_TOKENS;
        private int queryCacheSize = DEFAULT_QUERY_CACHE_SIZE;
        private @Nullable Path cacheDirectory;

        private Builder(@Nullable BundledModel bundled, @Nullable EncoderSpec spec) {
            this.bundled = bundled;
            this.spec = spec;
        }

        /**
         * Sets how many threads embed the texts of a call, the caller's included; the number of processors unless set. They
         * share the run of a single text, and take a run each where there are several.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder threads(int threads) {
            this.threads = atLeast(1, threads, "threads");
            return this;
        }

        /**
         * Sets the most tokens of a batch, padding included; 1,024 unless set. A longer text runs by itself. More tokens
         * need more memory: about 20 kB each with bge-small-zh.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxBatchTokens(int maxBatchTokens) {
            this.maxBatchTokens = atLeast(1, maxBatchTokens, "maxBatchTokens");
            return this;
        }

        /**
         * Sets the most queries whose embeddings are kept; 1,000 unless set, 0 to keep none. Each takes 2 kB with 512
         * dimensions, and its text. Queries of more than 2,000 characters are not kept.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder queryCacheSize(int queryCacheSize) {
            this.queryCacheSize = atLeast(0, queryCacheSize, "queryCacheSize");
            return this;
        }

        /**
         * Sets the folder that the files of a bundled model are unpacked into, once. Unless set, it is the one that the
         * environment variable {@code MOVIEAI_CACHE} names, else {@code movieai} in the user's folder for caches ({@code
         * $XDG_CACHE_HOME} or {@code ~/.cache}; {@code ~/Library/Caches} on macOS; {@code %LOCALAPPDATA%} on Windows). A model that
         * is opened by file needs none.
         */
        public Builder cacheDirectory(Path cacheDirectory) {
            this.cacheDirectory = Objects.requireNonNull(cacheDirectory, "cacheDirectory");
            return this;
        }

        /**
         * Opens the embedder: unpacks the files of a bundled model where that has not been done, loads the model, and checks that it
         * is the encoder that it should be.
         *
         * @return an embedder that the caller closes
         * @throws io.movieai.IncompatibleModelException if a file is missing, broken or another than expected, or model and
         *     tokenizer do not belong together
         * @throws io.movieai.PortUnavailableException if the cache folder cannot be written
         * @throws io.movieai.PortRejectedException if ONNX Runtime's native library cannot be loaded on this machine
         */
        public OnnxEmbedder open() {
            EncoderSpec opened =
                    spec != null ? spec : Objects.requireNonNull(bundled).unpack(new ModelCache(cacheDirectory()));
            return new OnnxEmbedder(opened, Encoder.open(opened, bundled, threads), this);
        }

        private Path cacheDirectory() {
            return cacheDirectory != null ? cacheDirectory : defaultCacheDirectory();
        }

        private static int atLeast(int least, int value, String name) {
            if (value < least) {
                throw new IllegalArgumentException(name + ": expected at least " + least + ", found " + value);
            }
            return value;
        }
    }
}
