package io.movieai.examples;

import io.movieai.MovieAi;
import io.movieai.RecommendRequest;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.generation.Completion;
import io.movieai.generation.Generator;
import io.movieai.generation.TokenUsage;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.UserId;
import io.movieai.store.InMemoryVectorStore;
import java.util.List;

/** A generator and a recommender of one's own, as lambdas. */
public final class OwnPorts {
    private OwnPorts() {}

    /**
     * Answers a request from a user whose taste is known.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZh()) {
            // snippet: own-ports
            Generator shouting = (prompt, onText) -> {
                String text = "看《" + prompt.films().get(0).movie().title(prompt.language()) + "》！";
                onText.accept(text);
                return new Completion(text, "shouting", TokenUsage.NONE, Completion.Finish.COMPLETE);
            };
            CandidateRecommender alwaysTheSame = request ->
                    List.of(new ScoredItem(ItemId.of("2"), 1, ScoredItem.Basis.USER, List.of(ItemId.of("1"))));

            MovieAi ai = MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(InMemoryVectorStore.of(embedder.space()))
                    .generator(shouting)
                    .recommender(alwaysTheSame)
                    .build();
            // end
            ai.index(Catalog.of(List.of(
                    Movie.builder("1", "The Godfather").titleZh("教父").year(1972).build(),
                    Movie.builder("2", "Goodfellas").titleZh("好家伙").year(1990).build())));
            RecommendRequest request = RecommendRequest.builder("推荐几部我会喜欢的电影")
                    .user(UserId.of("alice"))
                    .build();
            System.out.println(ai.recommend(request).text());
        }
    }
}
