package io.movieai.store.lucene;

import io.movieai.PortUnavailableException;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.keyword.KeywordDocument;
import io.movieai.keyword.KeywordHit;
import io.movieai.keyword.KeywordIndex;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.MMapDirectory;

/**
 * Vectors and keywords in a folder, kept by Apache Lucene in this process. One folder serves as a {@link VectorStore} and as
 * a {@link KeywordIndex}; the ids of the two are independent of each other.
 *
 * <p>Up to {@link HnswOptions#exactBelow()} records, a search compares all that fulfil the filter and is exact; above, it
 * goes through a graph and may miss a few of the nearest. Every similarity is computed in 64 bits.
 *
 * <p>Every change is on the disk when its call returns, and survives the end of the process at any moment. That costs a
 * commit per call: write hundreds of records at a time rather than one by one. A call with a list of more than 16 MiB
 * commits it in pieces, in the order of the list. A folder is open in one {@code LuceneStore} at a time. An
 * interrupt of a calling thread harms nobody else: a search ignores it, a change ends its piece and then stops; the thread
 * stays interrupted.
 *
 * <p>Safe for use by several threads: searches run side by side, changes one after another. {@link #close()} waits for the
 * calls that run (a long change stops after its piece, with {@link IllegalStateException}) and for the merging of the
 * index's parts.
 */
public final class LuceneStore implements VectorStore, KeywordIndex {
    /** Longer lists are committed in pieces of about this size, each of which becomes one segment of the index. */
    private static final long PIECE_BYTES = 16L << 20;

    private final EmbeddingSpace space;
    private final HnswOptions options;
    private final DurableIndex index;

    private LuceneStore(EmbeddingSpace space, HnswOptions options, DurableIndex index) {
        this.space = space;
        this.options = options;
        this.index = index;
    }

    /**
     * Opens the index in a folder, or makes a new one there.
     *
     * @param folder the index's own folder; made if it is missing. Files that are not the index's are never touched
     * @param space the space of the vectors
     * @throws IllegalArgumentException if the space has more than 16,384 dimensions
     * @throws io.movieai.IncompatibleModelException if the folder holds an index of another space or format, a broken one,
     *     other files, or is a file; nothing is changed then
     * @throws IndexInUseException if the index is open already, in this process or another
     * @throws PortUnavailableException if the folder cannot be made or written
     */
    public static LuceneStore open(Path folder, EmbeddingSpace space) {
        return open(folder, space, HnswOptions.DEFAULT);
    }

    /**
     * Opens the index in a folder, as {@link #open(Path, EmbeddingSpace)} does.
     *
     * @param options how large indexes are searched; not part of the index, and free to differ each time it is opened
     */
    public static LuceneStore open(Path folder, EmbeddingSpace space, HnswOptions options) {
        return open(folder, space, options, MMapDirectory::new);
    }

    static LuceneStore open(Path folder, EmbeddingSpace space, HnswOptions options, DurableIndex.Access access) {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(options, "options");
        if (space.dimension() > IndexCodec.MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "space: expected at most " + IndexCodec.MOST_DIMENSIONS + " dimensions, found " + space);
        }
        Path absolute = folder.toAbsolutePath().normalize();
        return new LuceneStore(space, options, DurableIndex.open(absolute, access, space, options));
    }

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    @Override
    public void upsert(List<VectorRecord> records) {
        List<VectorRecord> all = List.copyOf(records);
        for (VectorRecord record : all) {
            requireDimension("embedding of " + record.id(), record.embedding().dimension());
        }
        writePieces(
                IndexFailures.VECTORS,
                all,
                this::recordBytes,
                (writer, record) -> writer.updateDocument(
                        new Term(VectorDocuments.ID, ExactTerms.id(record.id())), VectorDocuments.write(record)));
    }

    @Override
    public List<VectorHit> search(VectorQuery query) {
        requireDimension("embedding of the query", query.embedding().dimension());
        return index.read(IndexFailures.VECTORS, searcher -> VectorSearch.search(searcher, options, query));
    }

    @Override
    public void delete(Collection<String> ids) {
        deleteAll(IndexFailures.VECTORS, VectorDocuments.ID, ids);
    }

    @Override
    public long count() {
        return index.read(IndexFailures.VECTORS, VectorSearch::count);
    }

    @Override
    public Map<String, String> versions(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        return index.read(
                IndexFailures.VECTORS,
                searcher -> VersionLookup.versions(searcher, VectorDocuments.ID, VectorDocuments.RECORD, all));
    }

    @Override
    public void index(List<KeywordDocument> documents) {
        List<KeywordDocument> all = List.copyOf(documents);
        writePieces(
                IndexFailures.KEYWORDS,
                all,
                LuceneStore::documentBytes,
                (writer, document) -> writer.updateDocument(
                        new Term(KeywordDocuments.ID, ExactTerms.id(document.id())), KeywordDocuments.write(document)));
    }

    @Override
    public List<KeywordHit> find(String text, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected at least 1, found " + limit);
        }
        Objects.requireNonNull(text, "text");
        return index.read(IndexFailures.KEYWORDS, searcher -> KeywordSearch.find(searcher, text, limit));
    }

    @Override
    public void remove(Collection<String> ids) {
        deleteAll(IndexFailures.KEYWORDS, KeywordDocuments.ID, ids);
    }

    @Override
    public Map<String, String> indexedVersions(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        return index.read(
                IndexFailures.KEYWORDS,
                searcher -> VersionLookup.versions(searcher, KeywordDocuments.ID, KeywordDocuments.RECORD, all));
    }

    @Override
    public void close() {
        index.close();
    }

    private void requireDimension(String what, int found) {
        if (found != space.dimension()) {
            throw new IllegalArgumentException(what + ": expected " + space + ", found " + found + " dimensions");
        }
    }

    /** A change to one element of a list. */
    private interface ElementChange<E> {
        void make(IndexWriter writer, E element) throws IOException;
    }

    /** Estimates what a record takes in the index. */
    private long recordBytes(VectorRecord record) {
        return 4L * space.dimension() + 2L * record.document().length() + 256;
    }

    private static long documentBytes(KeywordDocument document) {
        return 2L * document.text().length()
                + 2L * String.join("", document.titles()).length()
                + 256;
    }

    private <E> void writePieces(String port, List<E> all, ToLongFunction<E> bytes, ElementChange<E> change) {
        // A call on a closed store fails even when there is nothing to do.
        index.requireOpen();
        for (int start = 0; start < all.size(); ) {
            if (start > 0 && Thread.currentThread().isInterrupted()) {
                throw new PortUnavailableException(
                        port,
                        index.folder().toString(),
                        "interrupted after the first " + start + " of " + all.size()
                                + " were stored; call again with all of them or with the rest",
                        null);
            }
            int end = start;
            for (long size = 0; end < all.size() && size < PIECE_BYTES; end++) {
                size += bytes.applyAsLong(all.get(end));
            }
            List<E> piece = all.subList(start, end);
            index.write(port, writer -> {
                for (E element : piece) {
                    change.make(writer, element);
                }
            });
            start = end;
        }
    }

    private void deleteAll(String port, String idField, Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        writePieces(
                port,
                all,
                id -> id.length() + 1L,
                (writer, id) -> writer.deleteDocuments(new Term(idField, ExactTerms.id(id))));
    }
}
