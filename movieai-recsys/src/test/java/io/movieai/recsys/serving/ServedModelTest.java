package io.movieai.recsys.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.UserId;
import io.movieai.recsys.GeneratedInteractions;
import io.movieai.recsys.data.TokenIndex;
import io.movieai.recsys.dataset.DuplicatePolicy;
import io.movieai.recsys.dataset.Interactions;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.dataset.SplitSettings;
import io.movieai.recsys.dataset.SplitSettings.Grouping;
import io.movieai.recsys.dataset.SplitSettings.Order;
import io.movieai.recsys.dataset.SplitSettings.Ratio;
import io.movieai.recsys.dataset.Splitter;
import io.movieai.recsys.evaluation.FullRanking;
import io.movieai.recsys.model.Ease;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.model.TrainingRun;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServedModelTest {
    private static Split split() {
        return new Splitter(new SplitSettings(new Ratio(0.6, 0.2, 0.2), Order.RANDOM, Grouping.USER))
                .split(GeneratedInteractions.of(40, 32, 8), 8);
    }

    private static ServedModel served(Split split, WorkerPool pool) {
        TrainingRun run = Ease.of(20).start(split, 1, pool);
        run.runEpoch();
        return ServedModel.of(run.model(), split, Map.of());
    }

    /** Returns the same interactions with users and items numbered from the last to the first, and one more of each. */
    private static Interactions renumbered(Interactions from, TokenIndex users, TokenIndex items) {
        Interactions.Builder builder = Interactions.builder(users, items);
        for (int row = 0; row < from.size(); row++) {
            builder.add(
                    from.users().token(from.user(row)),
                    from.items().token(from.item(row)),
                    from.value(row),
                    from.timestamp(row));
        }
        return builder.build(DuplicatePolicy.REJECT);
    }

    @Test
    void alignedTo_otherNumbers_measuresTheSame() {
        Split split = split();
        TokenIndex users = new TokenIndex();
        TokenIndex items = new TokenIndex();
        users.add("somebody new");
        items.add("something new");
        for (int u = split.userCount() - 1; u >= 0; u--) {
            users.add(split.train().users().token(u));
        }
        for (int i = split.itemCount() - 1; i >= 0; i--) {
            items.add(split.train().items().token(i));
        }
        Split other = new Split(
                renumbered(split.train(), users, items),
                renumbered(split.valid(), users, items),
                renumbered(split.test(), users, items));
        try (WorkerPool pool = WorkerPool.start(2)) {
            ServedModel served = served(split, pool);
            int[] cutoffs = {5, 10};

            RecommenderModel aligned = served.alignedTo(users, items);

            assertThat(FullRanking.test(other).evaluate(aligned, cutoffs, pool).toMap())
                    .usingRecursiveComparison()
                    .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b), Double.class)
                    .isEqualTo(FullRanking.test(split)
                            .evaluate(served.model(), cutoffs, pool)
                            .toMap());
            float[][] stranger = new float[1][items.size()];
            aligned.score(new int[] {0}, 0, 1, stranger);
            assertThat(stranger[0][0]).isEqualTo(Float.NEGATIVE_INFINITY);
            int first = items.find("i0");
            assertThat(stranger[0][first])
                    .isEqualTo(served.popularity().get(served.itemIds().indexOf("i0")));
        }
    }

    @Test
    void countKnown_ofTheTrainingSet_isAllAndOfTheTestSetNone() {
        Split split = split();
        try (WorkerPool pool = WorkerPool.start(1)) {
            ServedModel served = served(split, pool);

            assertThat(served.countKnown(split.train())).isEqualTo(split.train().size());
            assertThat(served.countKnown(split.test())).isZero();
        }
    }

    @Test
    void recommend_toAKnownUser_isExplainedByWhatTheyRatedWellAlone() {
        Split split = split();
        try (WorkerPool pool = WorkerPool.start(1);
                ModelRecommender recommender = ModelRecommender.of(served(split, pool))) {
            Interactions train = split.train();
            double sum = 0;
            int count = 0;
            for (int row = 0; row < train.size(); row++) {
                if (train.user(row) == 3) {
                    sum += train.value(row);
                    count++;
                }
            }
            UserId user = UserId.of(train.users().token(3));
            List<ItemId> because =
                    recommender
                            .recommend(new CandidateRequest(Optional.of(user), List.of(), Set.of(), Set.of(), 100))
                            .stream()
                            .flatMap(item -> item.because().stream())
                            .distinct()
                            .toList();
            double mean = sum / count;

            assertThat(because).isNotEmpty().hasSizeLessThan(count);
            for (int row = 0; row < train.size(); row++) {
                if (train.user(row) == 3 && train.value(row) < mean - 1e-3) {
                    assertThat(because).doesNotContain(ItemId.of(train.items().token(train.item(row))));
                }
            }
            assertThat(recommender.known(user)).hasSize(count).containsAll(because);
            assertThat(recommender.known(UserId.of("nobody"))).isEmpty();
        }
    }
}
