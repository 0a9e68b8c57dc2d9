package io.movieai.recsys.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.movieai.recsys.GeneratedInteractions;
import io.movieai.recsys.data.TokenIndex;
import io.movieai.recsys.dataset.DuplicatePolicy;
import io.movieai.recsys.dataset.InteractionMatrix;
import io.movieai.recsys.dataset.Interactions;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.model.Ease;
import io.movieai.recsys.model.PopularityModel;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.model.TrainingRun;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullRankingTest {
    private final TokenIndex users = new TokenIndex();
    private final TokenIndex items = new TokenIndex();

    FullRankingTest() {
        for (String user : List.of("a", "b", "c")) {
            users.add(user);
        }
        for (String item : List.of("p", "q", "r", "s")) {
            items.add(item);
        }
    }

    private InteractionMatrix matrix(String... pairs) {
        Interactions.Builder builder = Interactions.builder(users, items);
        for (String pair : pairs) {
            builder.add(pair.substring(0, 1), pair.substring(1), 1, 0);
        }
        return builder.build(DuplicatePolicy.REJECT).toMatrix();
    }

    @Test
    void rank_withTies_masksKnownItemsAndTakesTheSmallerNumber() {
        FullRanking ranking = new FullRanking(List.of(matrix("ap"), matrix("bs")), matrix("aq", "br"));
        RecommenderModel model = new PopularityModel(3, new float[] {5, 1, 1, 1});

        RankedLists lists;
        try (WorkerPool pool = WorkerPool.start(1)) {
            lists = ranking.rank(model, 10, pool);
        }

        // User c has nothing to be found and is left out.
        assertThat(lists.users()).containsExactly(0, 1);
        assertThat(lists.lists()[0]).containsExactly(1, 2, 3);
        assertThat(lists.lists()[1]).containsExactly(0, 1, 2);
    }

    @Test
    void evaluate_ofThisTable_isThatByHand() {
        FullRanking ranking = new FullRanking(List.of(matrix("ap")), matrix("aq", "as", "br"));
        RecommenderModel model = new PopularityModel(3, new float[] {4, 3, 2, 1});

        RankingReport report;
        try (WorkerPool pool = WorkerPool.start(2)) {
            report = ranking.evaluate(model, new int[] {1, 2, 10}, pool);
        }

        // a sees q r s: hits 1 0 1; b sees p q r s: hits 0 0 1 0.
        assertThat(report.userCount()).isEqualTo(2);
        assertThat(report.mean(Metric.RECALL, 1)).isCloseTo(0.25, within(1e-12));
        assertThat(report.mean(Metric.MRR, 10)).isCloseTo((1 + 1 / 3.0) / 2, within(1e-12));
        assertThat(report.mean(Metric.HIT, 2)).isCloseTo(0.5, within(1e-12));
        assertThat(report.mean(Metric.PRECISION, 10)).isCloseTo(0.15, within(1e-12));
        assertThat(report.mean(Metric.MAP, 10)).isCloseTo((5 / 6.0 + 1 / 3.0) / 2, within(1e-12));
    }

    @Test
    void evaluate_onAnyNumberOfThreads_isTheSame() {
        Split split = GeneratedInteractions.split(60, 40, 3);
        RankingReport[] reports = new RankingReport[2];
        for (int n = 0; n < 2; n++) {
            try (WorkerPool pool = WorkerPool.start(1 + 3 * n)) {
                TrainingRun run = Ease.of(10).start(split, 1, pool);
                run.runEpoch();
                reports[n] = FullRanking.test(split).evaluate(run.model(), new int[] {5}, pool);
            }
        }

        assertThat(reports[0].toMap()).isEqualTo(reports[1].toMap());
        assertThat(reports[0].mean(Metric.NDCG, 5)).isGreaterThan(0);
    }

    @Test
    void bootstrap_ofAMean_surroundsIt() {
        Split split = GeneratedInteractions.split(100, 40, 4);
        RankingReport report;
        try (WorkerPool pool = WorkerPool.start(1)) {
            TrainingRun run = Ease.of(10).start(split, 1, pool);
            run.runEpoch();
            report = FullRanking.test(split).evaluate(run.model(), new int[] {10}, pool);
        }

        RankingReport.Interval interval = report.bootstrap(Metric.NDCG, 10, 0.95, 500, 7);

        assertThat(interval.low()).isLessThan(report.mean(Metric.NDCG, 10));
        assertThat(interval.high()).isGreaterThan(report.mean(Metric.NDCG, 10));
        assertThat(report.bootstrap(Metric.NDCG, 10, 0.95, 500, 7)).isEqualTo(interval);
    }

    @Test
    void constructor_withoutRelevantItems_saysSo() {
        assertThatThrownBy(() -> new FullRanking(List.of(), matrix()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found none");
    }

    @Test
    void rank_byAModelOfAnotherSize_namesBothSizes() {
        FullRanking ranking = new FullRanking(List.of(), matrix("ap"));

        try (WorkerPool pool = WorkerPool.start(1)) {
            assertThatThrownBy(() -> ranking.rank(new PopularityModel(3, new float[7]), 10, pool))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("4 items")
                    .hasMessageContaining("7");
        }
    }

    @Test
    void listQuality_ofTheseLists_isThatByHand() {
        RankedLists lists = new RankedLists(new int[] {0, 1}, new int[][] {{0, 1}, {0, 2}});

        ListQuality quality = ListQuality.of(lists, 2, matrix("ap", "bp", "cp", "aq", "bq", "cr"));

        assertThat(quality.itemCoverage()).isCloseTo(0.75, within(1e-12));
        // p has 3 interactions, q 2, r 1.
        assertThat(quality.averagePopularity()).isCloseTo((2.5 + 2) / 2, within(1e-12));
        // Places 0 1 1 2 in ascending order: (-3·0 - 1·1 + 1·1 + 3·2) / (4·4).
        assertThat(quality.giniIndex()).isCloseTo(6 / 16.0, within(1e-12));
        assertThat(quality.shannonEntropy()).isCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(4), within(1e-12));
        // cos(p, q) = 2 / √6, cos(p, r) = 1 / √3.
        assertThat(quality.diversity()).isCloseTo(1 - (2 / Math.sqrt(6) + 1 / Math.sqrt(3)) / 2, within(1e-12));
    }
}
