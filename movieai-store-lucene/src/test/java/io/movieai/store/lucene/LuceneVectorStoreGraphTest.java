package io.movieai.store.lucene;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.VectorStore;
import io.movieai.testkit.PersistentVectorStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract of vector stores, with searches that go through the graphs of all but the smallest indexes. */
class LuceneVectorStoreGraphTest extends PersistentVectorStoreContract {
    private static final HnswOptions THROUGH_GRAPHS = new HnswOptions(16, 128, 32, 0);

    @TempDir
    Path folder;

    @Override
    protected VectorStore open(EmbeddingSpace space) {
        return LuceneStore.open(folder, space, THROUGH_GRAPHS);
    }

    @Override
    protected VectorStore reopen(EmbeddingSpace space) {
        return LuceneStore.open(folder, space, THROUGH_GRAPHS);
    }

    @Override
    protected double missedShare() {
        return 0.05;
    }
}
