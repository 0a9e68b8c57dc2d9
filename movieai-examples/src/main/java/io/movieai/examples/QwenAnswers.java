package io.movieai.examples;

import io.movieai.MovieAi;
import io.movieai.RecommendRequest;
import io.movieai.Recommendation;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.llm.qwen.ApiKey;
import io.movieai.llm.qwen.QwenGenerator;
import io.movieai.llm.qwen.Thinking;
import io.movieai.store.InMemoryVectorStore;
import java.time.Duration;
import java.util.List;

/** Answers written by Qwen, printed as they arrive. Needs a key of DashScope in {@code QWEN_API_KEY}. */
public final class QwenAnswers {
    private QwenAnswers() {}

    /**
     * Asks for a film.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Catalog catalog = Catalog.of(List.of(
                Movie.builder("1", "The Godfather")
                        .titleZh("教父")
                        .year(1972)
                        .genres(List.of(Genre.CRIME, Genre.DRAMA))
                        .build(),
                Movie.builder("2", "Goodfellas")
                        .titleZh("好家伙")
                        .year(1990)
                        .genres(List.of(Genre.CRIME))
                        .build()));
        // snippet: qwen
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZh();
                QwenGenerator qwen = QwenGenerator.builder()
                        .apiKey(ApiKey.fromEnvironment("QWEN_API_KEY"))
                        .model("qwen-max-latest")
                        .thinking(Thinking.OFF)
                        .readTimeout(Duration.ofSeconds(30))
                        .build()) {
            MovieAi ai = MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(InMemoryVectorStore.of(embedder.space()))
                    .generator(qwen)
                    .build();
            ai.index(catalog);
            RecommendRequest request = RecommendRequest.builder("推荐一部九十年代的犯罪片")
                    .timeout(Duration.ofSeconds(20)) // attempts and waits together
                    .build();
            Recommendation answer = ai.recommend(request, System.out::print);
            System.out.println();
            System.out.println(answer.model() + ", " + answer.usage());
        }
        // end
    }
}
