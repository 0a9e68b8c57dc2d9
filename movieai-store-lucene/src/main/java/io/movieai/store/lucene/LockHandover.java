package io.movieai.store.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Holds the lock for writing before there is a writer, and hands it to the first one that asks. In between no other process
 * can change the folder, so that what was found there still holds for the writer. Used by one thread.
 */
final class LockHandover extends FilterDirectory {
    private @Nullable Lock held;

    /** @throws org.apache.lucene.store.LockObtainFailedException if a writer is open on the folder */
    LockHandover(Directory directory) throws IOException {
        super(directory);
        this.held = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME);
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
        Lock lock = held;
        if (lock != null && name.equals(IndexWriter.WRITE_LOCK_NAME)) {
            held = null;
            return lock;
        }
        return super.obtainLock(name);
    }

    @Override
    public void close() throws IOException {
        Lock lock = held;
        held = null;
        try {
            if (lock != null) {
                lock.close();
            }
        } finally {
            super.close();
        }
    }
}
