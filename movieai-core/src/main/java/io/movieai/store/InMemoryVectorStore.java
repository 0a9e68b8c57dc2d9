package io.movieai.store;

import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An exact vector store in memory: every search compares the query with every vector. It keeps nothing after it is closed.
 *
 * <p>Similarities are dot products in single precision, summed in eight lanes. For unit vectors of {@code n} dimensions they
 * are within {@code (n/8 + 4) · 2⁻²⁴} of the exact cosine (the error bound of a sum, with Cauchy's inequality; Higham, <a
 * href="https://doi.org/10.1137/1.9780898718027">Accuracy and Stability of Numerical Algorithms</a>, section 3.1): 4e-6 for
 * 512 dimensions. Equal vectors have equal similarities.
 *
 * <p>Safe for use by several threads: searches run side by side, a write waits for them and they for it. A record takes four
 * bytes for each dimension beside its document and attributes.
 */
public final class InMemoryVectorStore implements VectorStore {
    private final EmbeddingSpace space;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final VectorRows vectors;
    /** What is stored beside the vector of each row. */
    private final List<Row> rows = new ArrayList<>();

    private final Map<String, Integer> rowOf = new HashMap<>();
    private boolean closed;

    private InMemoryVectorStore(EmbeddingSpace space) {
        this.space = space;
        vectors = new VectorRows(space.dimension());
    }

    /** Returns an empty store of vectors of a space. */
    public static InMemoryVectorStore of(EmbeddingSpace space) {
        return new InMemoryVectorStore(Objects.requireNonNull(space, "space"));
    }

    private record Row(String id, String document, Attributes attributes, String version) {}

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    @Override
    public void upsert(List<VectorRecord> records) {
        List<VectorRecord> copy = List.copyOf(records);
        copy.forEach(record -> checkDimension(record.embedding(), "record '" + record.id() + "'"));
        lock.writeLock().lock();
        try {
            checkOpen();
            for (VectorRecord record : copy) {
                Row row = new Row(record.id(), record.document(), record.attributes(), record.version());
                Integer known = rowOf.get(record.id());
                if (known != null) {
                    rows.set(known, row);
                    vectors.set(known, record.embedding());
                } else {
                    vectors.add(record.embedding());
                    rowOf.put(record.id(), rows.size());
                    rows.add(row);
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public List<VectorHit> search(VectorQuery query) {
        checkDimension(query.embedding(), "query");
        float[] wanted = query.embedding().toArray();
        Filter filter = query.filter();
        lock.readLock().lock();
        try {
            checkOpen();
            NearestRows nearest =
                    new NearestRows(query.limit(), row -> rows.get(row).id());
            for (int row = 0; row < rows.size(); row++) {
                float similarity = vectors.dot(wanted, row);
                // The filter costs more than the dot product, so it is asked only about rows that would get in.
                if (nearest.admits(similarity, row)
                        && filter.matches(rows.get(row).attributes())) {
                    nearest.add(similarity, row);
                }
            }
            List<VectorHit> hits = new ArrayList<>(nearest.size());
            nearest.forEachBestFirst((similarity, row) -> hits.add(hit(similarity, rows.get(row))));
            return List.copyOf(hits);
        } finally {
            lock.readLock().unlock();
        }
    }

    private static VectorHit hit(float similarity, Row row) {
        return new VectorHit(row.id(), Math.max(-1, Math.min(1, similarity)), row.document(), row.attributes());
    }

    @Override
    public void delete(Collection<String> ids) {
        lock.writeLock().lock();
        try {
            checkOpen();
            for (String id : ids) {
                Integer row = rowOf.remove(id);
                if (row != null) {
                    // The last row takes its place.
                    Row last = rows.remove(rows.size() - 1);
                    vectors.removeByLast(row);
                    if (row < rows.size()) {
                        rows.set(row, last);
                        rowOf.put(last.id(), row);
                    }
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public long count() {
        lock.readLock().lock();
        try {
            checkOpen();
            return rows.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public Map<String, String> versions(Collection<String> ids) {
        lock.readLock().lock();
        try {
            checkOpen();
            Map<String, String> versions = new LinkedHashMap<>();
            for (String id : ids) {
                Integer row = rowOf.get(id);
                if (row != null) {
                    versions.put(id, rows.get(row).version());
                }
            }
            return versions;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            rowOf.clear();
            rows.clear();
            vectors.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the vector store is closed");
        }
    }

    private void checkDimension(Embedding embedding, String what) {
        if (embedding.dimension() != space.dimension()) {
            throw new IllegalArgumentException(
                    what + ": expected " + space + ", found " + embedding.dimension() + " dimensions");
        }
    }
}
