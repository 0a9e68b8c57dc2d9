package io.movieai.benchmarks;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallzh.BgeSmallZhEmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.chroma.ChromaApiVersion;
import dev.langchain4j.store.embedding.chroma.ChromaEmbeddingStore;
import io.javalin.Javalin;
import io.movieai.catalog.Movie;
import io.movieai.recsys.data.ChineseTitles;
import io.movieai.recsys.data.MovieDatasetReader;
import io.movieai.recsys.data.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one would write in an afternoon, behind the same kind of server: LangChain4j's in-process model embeds the request, Chroma
 * returns the five nearest films, and a text lists them. Serves {@code POST /api/recommend}.
 *
 * <p>Arguments: a folder of film data, the URL of a Chroma server (API v2), and a port. It leaves a collection there.
 */
public final class NaiveService {
    private static final int BATCH = 500;

    private NaiveService() {}

    /** Embeds the films and serves until the process is ended. */
    public static void main(String[] args) throws IOException {
        List<Movie> movies = ChineseTitles.load()
                .enrich(new MovieDatasetReader(ReadOptions.DEFAULT)
                        .read(Path.of(args[0]))
                        .movies());
        EmbeddingModel model = new BgeSmallZhEmbeddingModel();
        ChromaEmbeddingStore chroma = ChromaEmbeddingStore.builder()
                .baseUrl(args[1])
                .apiVersion(ChromaApiVersion.V2)
                .collectionName("naive-" + System.nanoTime())
                .build();
        List<TextSegment> segments = movies.stream()
                .map(movie -> TextSegment.from(movie.title() + " is a " + movie.genres() + " movie."))
                .toList();
        for (int from = 0; from < segments.size(); from += BATCH) {
            List<TextSegment> batch = segments.subList(from, Math.min(from + BATCH, segments.size()));
            chroma.addAll(model.embedAll(batch).content(), batch);
        }
        Javalin.create(config -> config.showJavalinBanner = false)
                .post("/api/recommend", context -> {
                    String query = String.valueOf(context.bodyAsClass(Map.class).get("query"));
                    context.json(answer(query, model, chroma));
                })
                .start("127.0.0.1", Integer.parseInt(args[2]));
    }

    private static Map<String, Object> answer(String query, EmbeddingModel model, ChromaEmbeddingStore chroma) {
        Embedding embedding = model.embed(query).content();
        List<EmbeddingMatch<TextSegment>> found = chroma.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(embedding)
                        .maxResults(5)
                        .build())
                .matches();
        List<Map<String, Object>> context = found.stream()
                .map(match ->
                        Map.<String, Object>of("document", match.embedded().text(), "similarity", match.score()))
                .toList();
        String text = found.stream().map(match -> match.embedded().text()).collect(Collectors.joining("\n"));
        return Map.of("success", true, "query", query, "recommendations", text, "context", context);
    }
}
