package io.movieai.recsys.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.IncompatibleModelException;
import io.movieai.recsys.GeneratedInteractions;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.evaluation.FullRanking;
import io.movieai.recsys.evaluation.Metric;
import io.movieai.recsys.model.Algorithm;
import io.movieai.recsys.model.Bpr;
import io.movieai.recsys.model.Ease;
import io.movieai.recsys.model.Ials;
import io.movieai.recsys.model.LightGcn;
import io.movieai.recsys.model.NeuMf;
import io.movieai.recsys.model.PairwiseSettings;
import io.movieai.recsys.model.Popularity;
import io.movieai.recsys.model.RatingWeights;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.parallel.WorkerPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
    private static final LightGcn LIGHT_GCN = new LightGcn(new PairwiseSettings(16, 2, 0.02, 1e-4, 64));

    private final Split split = GeneratedInteractions.split(60, 48, 21);

    static Stream<Algorithm> algorithms() {
        return Stream.of(
                LIGHT_GCN,
                new Bpr(new PairwiseSettings(16, 0, 0.02, 0, 64)),
                new NeuMf(8, 8, List.of(16, 8), 0.1, 0.005, 64),
                new Ials(8, 0.02, 0.2, 1, 4, RatingWeights.NONE),
                Ease.of(20));
    }

    private static float[][] scores(RecommenderModel model) {
        int[] users = new int[model.userCount()];
        for (int u = 0; u < users.length; u++) {
            users[u] = u;
        }
        float[][] scores = new float[users.length][model.itemCount()];
        model.score(users, 0, users.length, scores);
        return scores;
    }

    private TrainingResult fit(Algorithm algorithm, int threads, int epochs, Optional<Path> checkpoint)
            throws Exception {
        TrainingConfig config =
                TrainingConfig.of(algorithm).withStopping(new StoppingRule(epochs, 50, 1, Metric.NDCG, 10));
        try (WorkerPool pool = WorkerPool.start(threads)) {
            return new Trainer(pool, TrainingListener.NONE, checkpoint).fit(split, config);
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void fit_onAnyNumberOfThreads_givesTheSameBits(Algorithm algorithm) throws Exception {
        float[][] one = scores(fit(algorithm, 1, 4, Optional.empty()).model());
        float[][] five = scores(fit(algorithm, 5, 4, Optional.empty()).model());

        assertThat(five).isDeepEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void fit_onInteractionsWithATaste_ranksBetterThanPopularity(Algorithm algorithm) throws Exception {
        TrainingResult learnt = fit(algorithm, 2, 40, Optional.empty());
        TrainingResult popular = fit(new Popularity(), 2, 1, Optional.empty());

        try (WorkerPool pool = WorkerPool.start(2)) {
            FullRanking test = FullRanking.test(split);
            double best = test.evaluate(learnt.model(), new int[] {10}, pool).mean(Metric.NDCG, 10);
            double base = test.evaluate(popular.model(), new int[] {10}, pool).mean(Metric.NDCG, 10);
            assertThat(best).isGreaterThan(base + 0.05);
        }
    }

    @Test
    void fit_interruptedAndResumed_endsWithTheSameModel(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("training.safetensors");
        TrainingResult whole = fit(LIGHT_GCN, 2, 12, Optional.empty());
        TrainingConfig config = TrainingConfig.of(LIGHT_GCN).withStopping(new StoppingRule(12, 50, 1, Metric.NDCG, 10));
        try (WorkerPool pool = WorkerPool.start(2)) {
            TrainingListener interrupting = progress -> {
                if (progress.epoch() == 5) {
                    Thread.currentThread().interrupt();
                }
            };
            Trainer first = new Trainer(pool, interrupting, Optional.of(file));
            assertThatThrownBy(() -> first.fit(split, config)).isInstanceOf(InterruptedException.class);
            assertThat(file).exists();

            List<Integer> epochs = new ArrayList<>();
            TrainingResult resumed =
                    new Trainer(pool, progress -> epochs.add(progress.epoch()), Optional.of(file)).fit(split, config);

            assertThat(epochs).startsWith(6).endsWith(12);
            assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
            assertThat(scores(resumed.model())).isDeepEqualTo(scores(whole.model()));
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void fit_withACheckpointOfAnotherTraining_saysWhatBoth(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("training.safetensors");
        try (WorkerPool pool = WorkerPool.start(1)) {
            Trainer trainer =
                    new Trainer(pool, progress -> Thread.currentThread().interrupt(), Optional.of(file));
            TrainingConfig config = TrainingConfig.of(LIGHT_GCN);
            assertThatThrownBy(() -> trainer.fit(split, config)).isInstanceOf(InterruptedException.class);

            assertThatThrownBy(() -> trainer.fit(split, config.withSeed(7)))
                    .isInstanceOf(IncompatibleModelException.class)
                    .hasMessageContaining("seed 7")
                    .hasMessageContaining("seed 2020");
            Files.writeString(file, "not a checkpoint at all");
            assertThatThrownBy(() -> trainer.fit(split, config)).isInstanceOf(IncompatibleModelException.class);
        }
    }

    @Test
    void fit_whenNothingImproves_stopsAfterStoppingStepPlusOneEvaluations() throws Exception {
        // A learning rate this small changes no ranking: every evaluation ties, and a tie is an improvement.
        Algorithm still = new Bpr(new PairwiseSettings(4, 0, 1e-12, 0, 512));
        TrainingConfig ties = TrainingConfig.of(still).withStopping(new StoppingRule(9, 2, 1, Metric.NDCG, 10));
        // The learning rate is so large that the first epochs are the best ones.
        Algorithm wild = new Bpr(new PairwiseSettings(4, 0, 0.5, 0, 512));
        TrainingConfig falls = TrainingConfig.of(wild).withStopping(new StoppingRule(300, 3, 1, Metric.NDCG, 10));
        try (WorkerPool pool = WorkerPool.start(2)) {
            Trainer trainer = new Trainer(pool, TrainingListener.NONE, Optional.empty());

            TrainingResult tied = trainer.fit(split, ties);
            TrainingResult fallen = trainer.fit(split, falls);

            assertThat(tied.epochs()).isEqualTo(9);
            assertThat(tied.bestEpoch()).isEqualTo(9);
            assertThat(fallen.epochs()).isLessThan(300).isEqualTo(fallen.bestEpoch() + 4);
        }
    }

    @Test
    void fit_aBlend_isNoWorseOnValidationThanWhereItsWeightsBegan() throws Exception {
        Blend blend = new Blend(List.of(
                new Blend.Part(Ease.of(20), 1), new Blend.Part(new Ials(8, 0.02, 0.2, 1, 4, RatingWeights.NONE), 1)));

        TrainingResult blended = fit(blend, 2, 1, Optional.empty());
        TrainingResult ease = fit(Ease.of(20), 2, 1, Optional.empty());

        assertThat(blended.valid().orElseThrow().mean(Metric.NDCG, 10))
                .isGreaterThan(ease.valid().orElseThrow().mean(Metric.NDCG, 10) - 0.02);
        assertThat(scores(fit(blend, 5, 1, Optional.empty()).model())).isDeepEqualTo(scores(blended.model()));
    }
}
