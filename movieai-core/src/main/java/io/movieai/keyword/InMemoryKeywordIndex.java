package io.movieai.keyword;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A keyword index in memory: BM25 over the words and ideograph pairs of titles and text, with titles found through typos. It
 * keeps nothing after it is closed.
 *
 * <p>A document that has the searched text as a title scores so much more that it comes before all others. A word that is
 * near a title's word counts less than the word itself, by 0.6 for each typo.
 *
 * <p>Safe for use by several threads: searches run side by side, a write waits for them and they for it.
 */
public final class InMemoryKeywordIndex implements KeywordIndex {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private InvertedIndex index = new InvertedIndex();
    private boolean closed;

    /** Makes an empty index. */
    public InMemoryKeywordIndex() {}

    @Override
    public void index(List<KeywordDocument> documents) {
        List<KeywordDocument> copy = List.copyOf(documents);
        lock.writeLock().lock();
        try {
            checkOpen();
            copy.forEach(index::put);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public List<KeywordHit> find(String text, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected at least 1, found " + limit);
        }
        lock.readLock().lock();
        try {
            checkOpen();
            return index.find(text, limit);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void remove(Collection<String> ids) {
        lock.writeLock().lock();
        try {
            checkOpen();
            ids.forEach(index::remove);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public Map<String, String> indexedVersions(Collection<String> ids) {
        lock.readLock().lock();
        try {
            checkOpen();
            Map<String, String> versions = new LinkedHashMap<>();
            for (String id : ids) {
                String version = index.version(id);
                if (version != null) {
                    versions.put(id, version);
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
            index = new InvertedIndex();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the keyword index is closed");
        }
    }
}
