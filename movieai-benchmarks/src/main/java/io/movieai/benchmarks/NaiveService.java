package io.movieai.benchmarks;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import io.javalin.Javalin;
import io.movieai.catalog.Movie;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@link NaivePipeline} behind the same kind of server, with a text that lists the films. Serves {@code POST
 * /api/recommend}.
 *
 * <p>Arguments: a folder of film data, the URL of a Chroma server (API v2), and a port. It leaves a collection there.
 */
public final class NaiveService {
    private NaiveService() {}

    /** Embeds the films and serves until the process is ended. */
    public static void main(String[] args) throws IOException {
        List<Movie> movies = FilmFolder.read(args[0]);
        NaivePipeline pipeline = NaivePipeline.fill(movies, args[1]);
        Javalin.create(config -> config.showJavalinBanner = false)
                .post("/api/recommend", context -> {
                    String query = String.valueOf(context.bodyAsClass(Map.class).get("query"));
                    context.json(answer(query, pipeline.search(query)));
                })
                .start("127.0.0.1", Integer.parseInt(args[2]));
    }

    private static Map<String, Object> answer(String query, List<EmbeddingMatch<TextSegment>> found) {
        List<Map<String, Object>> context = found.stream()
                .map(match ->
                        Map.<String, Object>of("document", match.embedded().text(), "similarity", match.score()))
                .toList();
        String text = found.stream().map(match -> match.embedded().text()).collect(Collectors.joining("\n"));
        return Map.of("success", true, "query", query, "recommendations", text, "context", context);
    }
}
