package io.movieai.store.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A directory on a disk that is full after so many more operations, until it is repaired. */
final class FailingDisk extends FilterDirectory {
    private static final int WORKING = Integer.MAX_VALUE;

    private final AtomicInteger left = new AtomicInteger(WORKING);

    FailingDisk(Directory directory) {
        super(directory);
    }

    /** Lets so many operations succeed, and all after them fail. */
    void failAfter(int operations) {
        left.set(operations);
    }

    /** Lets all operations succeed again, and returns whether one had failed. */
    boolean repair() {
        return left.getAndSet(WORKING) < 0;
    }

    private void operate() throws IOException {
        if (left.updateAndGet(count -> count == WORKING ? count : count - 1) < 0) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        operate();
        return new Output(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        operate();
        return new Output(super.createTempOutput(prefix, suffix, context));
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        operate();
        super.sync(names);
    }

    @Override
    public void syncMetaData() throws IOException {
        operate();
        super.syncMetaData();
    }

    @Override
    public void rename(String source, String target) throws IOException {
        operate();
        super.rename(source, target);
    }

    private final class Output extends FilterIndexOutput {
        Output(IndexOutput output) {
            super("failing " + output, output.getName(), output);
        }

        @Override
        public void close() throws IOException {
            // Buffered bytes reach the disk here at the latest.
            try {
                operate();
            } finally {
                super.close();
            }
        }
    }
}
