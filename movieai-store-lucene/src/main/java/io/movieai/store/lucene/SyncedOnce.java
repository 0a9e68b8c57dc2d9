package io.movieai.store.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/**
 * Syncs a file to the disk once. The index never changes a file that it has written, but syncs all of them at each commit,
 * and a sync may flush the disk's cache even when there is nothing new in the file. Files that were there before belong to
 * a commit, and so were synced with it.
 */
final class SyncedOnce extends FilterDirectory {
    private final Set<String> unsynced = ConcurrentHashMap.newKeySet();

    SyncedOnce(Directory directory) {
        super(directory);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        unsynced.add(name);
        return super.createOutput(name, context);
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        IndexOutput output = super.createTempOutput(prefix, suffix, context);
        unsynced.add(output.getName());
        return output;
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        List<String> due = names.stream().filter(unsynced::contains).toList();
        super.sync(due);
        due.forEach(unsynced::remove);
    }

    @Override
    public void rename(String source, String target) throws IOException {
        super.rename(source, target);
        if (unsynced.remove(source)) {
            unsynced.add(target);
        }
    }

    @Override
    public void deleteFile(String name) throws IOException {
        super.deleteFile(name);
        unsynced.remove(name);
    }
}
