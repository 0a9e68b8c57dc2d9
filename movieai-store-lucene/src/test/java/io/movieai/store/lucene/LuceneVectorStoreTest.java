package io.movieai.store.lucene;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.VectorStore;
import io.movieai.testkit.PersistentVectorStoreContract;
import java.nio.file.Path;
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
    protected VectorStore reopen(EmbeddingSpace space) {
        return LuceneStore.open(folder, space);
    }
}
