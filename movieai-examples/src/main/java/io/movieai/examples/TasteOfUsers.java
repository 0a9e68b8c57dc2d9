package io.movieai.examples;

import io.movieai.MovieAi;
import io.movieai.RecommendRequest;
import io.movieai.catalog.Catalog;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.recommend.UserId;
import io.movieai.recsys.data.MovieDatasetReader;
import io.movieai.recsys.data.ReadOptions;
import io.movieai.recsys.dataset.InteractionFiles;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.dataset.Splitter;
import io.movieai.recsys.evaluation.FullRanking;
import io.movieai.recsys.parallel.WorkerPool;
import io.movieai.recsys.serving.ModelFile;
import io.movieai.recsys.serving.ModelRecommender;
import io.movieai.recsys.serving.ServedModel;
import io.movieai.recsys.training.Trainer;
import io.movieai.recsys.training.TrainingConfig;
import io.movieai.recsys.training.TrainingListener;
import io.movieai.recsys.training.TrainingResult;
import io.movieai.store.InMemoryVectorStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a model on ratings, measures and keeps it, and answers a user's request with it. Arguments: the folder of a data set, such
 * as MovieLens 100K; the user; the file that the model is kept in.
 */
public final class TasteOfUsers {
    private TasteOfUsers() {}

    /**
     * Trains, and answers one request.
     *
     * @param args the folder of the data, the user, the model's file
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path data = Path.of(args.length > 0 ? args[0] : "ml-100k");
        String user = args.length > 1 ? args[1] : "5";
        Path file = Path.of(args.length > 2 ? args[2] : "ease.safetensors");
        // snippet: taste-of-users
        TrainingConfig config = TrainingConfig.ofRecBole(Map.of("model", "EASE", "reg_weight", 250));
        Split split = new Splitter(config.split()).split(new InteractionFiles().load(data), config.seed());
        try (WorkerPool pool = WorkerPool.start()) {
            TrainingResult result = new Trainer(pool, TrainingListener.NONE, Optional.empty()).fit(split, config);
            System.out.println(FullRanking.test(split).evaluate(result.model(), new int[] {10}, pool));
            ModelFile.write(file, ServedModel.of(result.model(), split, Map.of("model", "EASE")));
        }

        try (ModelRecommender recommender = ModelRecommender.open(file);
                OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZh()) {
            MovieAi ai = MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(InMemoryVectorStore.of(embedder.space()))
                    .recommender(recommender)
                    .build();
            ai.index(Catalog.of(
                    new MovieDatasetReader(ReadOptions.DEFAULT).read(data).movies()));
            RecommendRequest request =
                    RecommendRequest.builder("推荐几部我会喜欢的").user(UserId.of(user)).build();
            System.out.println(ai.recommend(request).text());
        }
        // end
    }
}
