package io.movieai.benchmarks;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallzh.BgeSmallZhEmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.chroma.ChromaApiVersion;
import dev.langchain4j.store.embedding.chroma.ChromaEmbeddingStore;
import io.movieai.catalog.Movie;
import java.util.List;

/**
 * What one would write in an afternoon: LangChain4j's in-process model embeds the request, and Chroma returns the five nearest
 * films. It leaves a collection on the server.
 */
final class NaivePipeline {
    private static final int BATCH = 500;

    private final EmbeddingModel model = new BgeSmallZhEmbeddingModel();
    private final ChromaEmbeddingStore chroma;

    private NaivePipeline(ChromaEmbeddingStore chroma) {
        this.chroma = chroma;
    }

    /** Embeds the films into a new collection of a server (API v2). */
    static NaivePipeline fill(List<Movie> movies, String server) {
        NaivePipeline pipeline = new NaivePipeline(ChromaEmbeddingStore.builder()
                .baseUrl(server)
                .apiVersion(ChromaApiVersion.V2)
                .collectionName("naive-" + System.nanoTime())
                .build());
        List<TextSegment> segments = movies.stream()
                .map(movie -> TextSegment.from(movie.title() + " is a " + movie.genres() + " movie."))
                .toList();
        for (int from = 0; from < segments.size(); from += BATCH) {
            List<TextSegment> batch = segments.subList(from, Math.min(from + BATCH, segments.size()));
            pipeline.chroma.addAll(pipeline.model.embedAll(batch).content(), batch);
        }
        return pipeline;
    }

    /** Returns the five nearest films. */
    List<EmbeddingMatch<TextSegment>> search(String query) {
        Embedding embedding = model.embed(query).content();
        return chroma.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(embedding)
                        .maxResults(5)
                        .build())
                .matches();
    }
}
