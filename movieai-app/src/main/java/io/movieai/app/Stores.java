package io.movieai.app;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.keyword.InMemoryKeywordIndex;
import io.movieai.keyword.KeywordIndex;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.store.VectorStore;
import io.movieai.store.chroma.ChromaStore;
import io.movieai.store.lucene.LuceneStore;

/**
 * Where vectors and words are kept; closed together.
 *
 * @param vectors the vectors
 * @param keywords the words
 */
record Stores(VectorStore vectors, KeywordIndex keywords) implements AutoCloseable {
    /** Returns stores that end with the process. */
    static Stores inMemory(EmbeddingSpace space) {
        return new Stores(InMemoryVectorStore.of(space), new InMemoryKeywordIndex());
    }

    /** Opens one index for both in a folder. */
    static Stores lucene(IndexFolder folder, EmbeddingSpace space) {
        LuceneStore store = LuceneStore.open(folder.lucene(), space);
        return new Stores(store, store);
    }

    /** Opens an index of words in a folder, beside vectors on a Chroma server. */
    static Stores chroma(ChromaStore vectors, IndexFolder folder) {
        return new Stores(vectors, LuceneStore.open(folder.lucene(), vectors.space()));
    }

    @Override
    public void close() {
        keywords.close();
        vectors.close();
    }
}
