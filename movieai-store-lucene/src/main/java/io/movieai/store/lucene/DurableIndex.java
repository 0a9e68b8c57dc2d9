package io.movieai.store.lucene;

import io.movieai.MovieAiException;
import io.movieai.embedding.EmbeddingSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index folder that is open: one writer, whose every change is committed to disk before the call returns, and views of
 * the newest commit for any number of readers.
 *
 * <p>All that touches files for writing runs on one thread of the index's own. Changes follow one another, and an
 * interrupt of a calling thread cannot close the file channels and the folder's lock under everyone, as the JDK's
 * interruptible channels otherwise do. Readers see commits only, so that nothing is read that a crash could take back.
 *
 * <p>A change that fails is taken back, and the writer is opened anew for the next one. Otherwise the deletion of a
 * record's old version could be committed later without the new version.
 */
final class DurableIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneStore.class);

    /** Up to this size, opening reads every byte of an index and compares checksums: some tens of milliseconds. */
    private static final long CHECKED_ON_OPENING_BYTES = 64L << 20;

    private static final double WRITE_BUFFER_MIB = 64;

    /** Larger segments are not worth writing a second time into one file. */
    private static final double COMPOUND_UP_TO_MIB = 64;

    private final IndexFailures failures;
    private final Directory directory;
    private final HnswOptions options;
    private final ExecutorService writing;
    private final SearcherManager searchers;
    /** Held shared by every call, and exclusively by closing. */
    private final ReadWriteLock calls = new ReentrantReadWriteLock();

    /** Used on the writing thread alone. */
    private @Nullable IndexWriter writer;

    private volatile boolean behind;
    private volatile boolean closed;

    /** Something done with a writer; it is committed afterwards. */
    interface Change {
        void make(IndexWriter writer) throws IOException;
    }

    /** Something read from a view. */
    interface Reading<T> {
        T read(IndexSearcher searcher) throws IOException;
    }

    /** How the folder is read and written. */
    interface Access {
        Directory open(Path folder) throws IOException;
    }

    private DurableIndex(Path folder, Directory directory, HnswOptions options, ExecutorService writing)
            throws IOException {
        this.failures = new IndexFailures(folder);
        this.directory = directory;
        this.options = options;
        this.writing = writing;
        this.searchers = new SearcherManager(directory, new Uncached());
    }

    /** Opens the index in a folder, or makes a new one. */
    static DurableIndex open(Path folder, Access access, EmbeddingSpace space, HnswOptions options) {
        ExecutorService writing = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "movieai-index-writer");
            thread.setDaemon(true);
            return thread;
        });
        boolean opened = false;
        try {
            DurableIndex index = await(writing.submit(() -> openHere(folder, access, space, options, writing)));
            opened = true;
            return index;
        } catch (IOException e) {
            throw new IndexFailures(folder).writing(IndexFailures.VECTORS, e);
        } finally {
            if (!opened) {
                writing.shutdown();
            }
        }
    }

    private static DurableIndex openHere(
            Path folder, Access access, EmbeddingSpace space, HnswOptions options, ExecutorService writing)
            throws IOException {
        IndexFolder identity = new IndexFolder(folder, space);
        if (!Files.exists(folder.resolve(IndexWriter.WRITE_LOCK_NAME))) {
            // Nobody writes here. A folder of something else is refused before locking makes a file in it.
            identity.prepare();
        }
        Directory directory = locked(new SyncedOnce(access.open(folder)));
        try {
            // Looked at under the lock: files come and go while another process commits or merges.
            if (identity.prepare()) {
                IndexWriterConfig config =
                        new IndexWriterConfig().setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
                try (IndexWriter first = new IndexWriter(directory, config)) {
                    first.setLiveCommitData(identity.identity().entrySet());
                }
            } else {
                check(identity, directory, new IndexFailures(folder));
            }
            DurableIndex index = new DurableIndex(folder, directory, options, writing);
            try {
                index.openedWriter();
                // The writer of a new index's first commit released the lock: another process may have committed since.
                index.searchers.maybeRefreshBlocking();
                return index;
            } catch (Throwable t) {
                index.searchers.close();
                throw t;
            }
        } catch (Throwable t) {
            directory.close();
            throw t;
        }
    }

    private static Directory locked(Directory directory) throws IOException {
        try {
            return new LockHandover(directory);
        } catch (Throwable t) {
            directory.close();
            throw t;
        }
    }

    private static void check(IndexFolder identity, Directory directory, IndexFailures failures) throws IOException {
        try {
            identity.verify(directory);
            long bytes = 0;
            for (String file : directory.listAll()) {
                bytes += directory.fileLength(file);
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                if (bytes <= CHECKED_ON_OPENING_BYTES) {
                    for (LeafReaderContext segment : reader.leaves()) {
                        segment.reader().checkIntegrity();
                    }
                }
            }
        } catch (MovieAiException e) {
            throw e;
        } catch (RuntimeException e) {
            // Lucene meets bytes that make no sense with whatever its code runs into.
            throw failures.broken(IndexFailures.VECTORS, e);
        }
    }

    /** Reads from a view that holds every change made so far. */
    <T> T read(String port, Reading<T> reading) {
        calls.readLock().lock();
        try {
            requireOpen();
            if (behind) {
                await(writing.submit(this::refresh));
            }
            IndexSearcher searcher = searchers.acquire();
            try {
                return reading.read(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw failures.reading(port, e);
        } finally {
            calls.readLock().unlock();
        }
    }

    /** Makes a change, all of it or nothing, and returns when it is on the disk and can be read. */
    void write(String port, Change change) {
        calls.readLock().lock();
        try {
            requireOpen();
            await(writing.submit(() -> commit(change)));
        } catch (IOException e) {
            throw failures.writing(port, e);
        } finally {
            calls.readLock().unlock();
        }
    }

    Path folder() {
        return failures.folder();
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the index is closed: " + failures.folder());
        }
    }

    private @Nullable Void commit(Change change) throws IOException {
        IndexWriter current = openedWriter();
        try {
            change.make(current);
            current.commit();
        } catch (RuntimeException e) {
            takeBack(current, e);
            throw closedUnder(current, e);
        } catch (Throwable t) {
            takeBack(current, t);
            throw t;
        }
        behind = true;
        try {
            refresh();
        } catch (IOException e) {
            warn("The change is stored, but cannot be read yet; the next search tries again", e);
        }
        return null;
    }

    /** A writer that failed for good tells so by exceptions of its own; what it failed of is what matters. */
    private static IOException closedUnder(IndexWriter current, RuntimeException e) {
        Throwable failure = current.getTragicException();
        if (failure == null && !(e instanceof AlreadyClosedException)) {
            throw e;
        }
        return new IOException(failure == null ? e.getMessage() : failure.getMessage(), e);
    }

    private void takeBack(IndexWriter current, Throwable cause) {
        writer = null;
        // It may have failed after all was on the disk; then this is what is to be read.
        behind = true;
        try {
            current.rollback();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private @Nullable Void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
        behind = false;
        return null;
    }

    private IndexWriter openedWriter() throws IOException {
        IndexWriter current = writer;
        if (current == null || !current.isOpen()) {
            IndexWriterConfig config = new IndexWriterConfig()
                    .setOpenMode(IndexWriterConfig.OpenMode.APPEND)
                    .setCodec(new IndexCodec(options))
                    .setRAMBufferSizeMB(WRITE_BUFFER_MIB)
                    .setMergePolicy(mergePolicy())
                    .setMergeScheduler(new BackgroundMerges());
            current = new IndexWriter(directory, config);
            writer = current;
        }
        return current;
    }

    private static MergePolicy mergePolicy() {
        TieredMergePolicy policy = new TieredMergePolicy();
        // A commit syncs every file of its own: one per small segment rather than twenty.
        policy.setNoCFSRatio(1);
        policy.setMaxCFSSegmentSizeMB(COMPOUND_UP_TO_MIB);
        return policy;
    }

    /** Segments that were merged in the background replace the ones they were made of at the next commit: make one. */
    private void commitMerges() {
        IndexWriter current = writer;
        if (current == null || !current.isOpen() || !current.hasUncommittedChanges()) {
            return;
        }
        try {
            current.commit();
            refresh();
        } catch (IOException | RuntimeException e) {
            takeBack(current, e);
            warn("Cannot commit merged parts of the index; it holds all it held before", e);
        }
    }

    private final class BackgroundMerges extends ConcurrentMergeScheduler {
        BackgroundMerges() {
            // Merging is bound by the building of graphs, not by the disk.
            disableAutoIOThrottle();
        }

        @Override
        protected void doMerge(MergeSource source, MergePolicy.OneMerge merge) throws IOException {
            super.doMerge(source, merge);
            if (!closed) {
                try {
                    writing.execute(DurableIndex.this::commitMerges);
                } catch (RejectedExecutionException e) {
                    LOG.debug("Merged while closing, which commits by itself");
                }
            }
        }

        @Override
        protected void handleMergeException(Throwable cause) {
            warn("Cannot merge parts of the index; it holds all it held before", cause);
        }
    }

    private static void warn(String message, Throwable cause) {
        LOG.warn("{}: {}", message, cause.toString());
        LOG.debug(message, cause);
    }

    private static final class Uncached extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            // Queries are typed by people and seldom come twice; filters are kept by nobody.
            searcher.setQueryCache(null);
            return searcher;
        }
    }

    /** Waits for the calls that run, for the merging of segments, and releases the folder. Idempotent. */
    @Override
    public void close() {
        closed = true;
        calls.writeLock().lock();
        try {
            if (!writing.isShutdown()) {
                await(writing.submit(this::release));
                writing.shutdown();
            }
        } catch (IOException e) {
            throw failures.writing(IndexFailures.VECTORS, e);
        } finally {
            calls.writeLock().unlock();
        }
    }

    private @Nullable Void release() throws IOException {
        try (directory;
                searchers) {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException | RuntimeException e) {
            warn("Cannot finish merging parts of the index; it holds all that was stored", e);
        }
        return null;
    }

    /** Waits without heeding interrupts, which stay pending for the caller: what is under way must end one way or other. */
    private static <T extends @Nullable Object> T await(Future<T> future) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException rethrown(@Nullable Throwable cause) {
        if (cause instanceof IOException e) {
            return e;
        } else if (cause instanceof RuntimeException e) {
            throw e;
        } else if (cause instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException("a task throws what it declares", cause);
    }
}
