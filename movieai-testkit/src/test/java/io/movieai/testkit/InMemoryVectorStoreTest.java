package io.movieai.testkit;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.store.VectorStore;

class InMemoryVectorStoreTest extends VectorStoreContract {
    @Override
    protected VectorStore open(EmbeddingSpace space) {
        return InMemoryVectorStore.of(space);
    }
}
