package io.movieai.recsys.serving;

import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.UserId;
import io.movieai.recsys.data.TokenIndex;
import io.movieai.recsys.dataset.DuplicatePolicy;
import io.movieai.recsys.dataset.Interactions;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.model.Algorithm;
import io.movieai.recsys.model.Ease;
import io.movieai.recsys.model.Ials;
import io.movieai.recsys.model.ItemKnn;
import io.movieai.recsys.model.LightGcn;
import io.movieai.recsys.model.NeuMf;
import io.movieai.recsys.model.PairwiseSettings;
import io.movieai.recsys.model.Popularity;
import io.movieai.recsys.model.RatingWeights;
import io.movieai.recsys.model.TrainingRun;
import io.movieai.recsys.parallel.WorkerPool;
import io.movieai.testkit.CandidateRecommenderContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The port's suite with every kind of model. */
class ModelRecommenderContractTest {
    private static CandidateRecommender open(Map<UserId, List<ItemId>> rated, Algorithm algorithm) {
        Interactions.Builder builder = Interactions.builder(new TokenIndex(), new TokenIndex());
        rated.forEach((user, items) -> items.forEach(item -> builder.add(user.value(), item.value(), 5, 0)));
        Interactions train = builder.build(DuplicatePolicy.REJECT);
        Interactions none = train.select(new int[0]);
        Split split = new Split(train, none, none);
        try (WorkerPool pool = WorkerPool.start(2)) {
            TrainingRun run = algorithm.start(split, 3, pool);
            for (int epoch = 0; epoch < Math.min(30, run.maxEpochs()); epoch++) {
                run.runEpoch();
            }
            return ModelRecommender.of(ServedModel.of(run.model(), split, Map.of("model", algorithm.name())));
        }
    }

    @Nested
    class WithEase extends CandidateRecommenderContract {
        @Override
        protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
            return ModelRecommenderContractTest.open(rated, Ease.of(10));
        }
    }

    @Nested
    class WithItemKnn extends CandidateRecommenderContract {
        @Override
        protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
            return ModelRecommenderContractTest.open(rated, new ItemKnn(20, 0));
        }
    }

    @Nested
    class WithLightGcn extends CandidateRecommenderContract {
        @Override
        protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
            return ModelRecommenderContractTest.open(rated, new LightGcn(new PairwiseSettings(8, 2, 0.02, 1e-4, 128)));
        }
    }

    @Nested
    class WithIals extends CandidateRecommenderContract {
        @Override
        protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
            return ModelRecommenderContractTest.open(rated, new Ials(8, 0.02, 0.2, 1, 5, RatingWeights.NONE));
        }
    }

    @Nested
    class WithNeuMf extends CandidateRecommenderContract {
        @Override
        protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
            return ModelRecommenderContractTest.open(rated, new NeuMf(4, 4, List.of(8), 0, 0.01, 128));
        }
    }

    @Nested
    class WithPopularity extends CandidateRecommenderContract {
        @Override
        protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
            return ModelRecommenderContractTest.open(rated, new Popularity());
        }
    }
}
