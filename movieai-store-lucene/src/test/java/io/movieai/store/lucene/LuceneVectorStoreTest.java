package io.movieai.store.lucene;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.VectorStore;
import io.movieai.testkit.PersistentVectorStoreContract;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.io.TempDir;

/** The contract of vector stores, with exact search. */
class LuceneVectorStoreTest extends PersistentVectorStoreContract {
    @TempDir
    Path folder;

    @Override
    protected VectorStore open(EmbeddingSpace space) {
        return LuceneStore.open(folder, space);
    }

    @Override
    protected Optional<Failing> openFailing(EmbeddingSpace space) {
        AtomicReference<FailingDisk> disk = new AtomicReference<>();
        VectorStore store = LuceneStore.open(folder, space, HnswOptions.DEFAULT, each -> {
            FailingDisk made = new FailingDisk(new MMapDirectory(each));
            disk.set(made);
            return made;
        });
        return Optional.of(new Failing(
                store,
                () -> Objects.requireNonNull(disk.get()).failAfter(0),
                () -> Objects.requireNonNull(disk.get()).repair()));
    }

    @Override
    protected VectorStore reopen(EmbeddingSpace space) {
        return LuceneStore.open(folder, space);
    }
}
