package io.movieai.recsys.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.movieai.recsys.GeneratedInteractions;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients against central differences of the loss. */
class GradientTest {
    private static final long SEED = 11;

    private final Split split = GeneratedInteractions.split(12, 10, SEED);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void pairwiseRun_withLayers_followsTheSlopeOfItsLoss(int layers) {
        try (WorkerPool pool = WorkerPool.start(2)) {
            PairwiseSettings settings = new PairwiseSettings(5, layers, 0.01, 0.3, 1000);
            PairwiseRun run = new PairwiseRun(split, settings, false, SEED, pool);
            float[][] embeddings = stretched(Objects.requireNonNull(run.state().get("embeddings")));
            run.resumeAt(0);
            float[][] gradient = new float[embeddings.length][5];
            run.lossAndGradient(gradient);

            checkSlopes(embeddings, gradient, () -> {
                run.resumeAt(0);
                return run.lossAndGradient(new float[embeddings.length][5]);
            });
        }
    }

    @Test
    void neuMfRun_everyParameter_followsTheSlopeOfItsLoss() {
        try (WorkerPool pool = WorkerPool.start(2)) {
            NeuMf settings = new NeuMf(4, 3, List.of(7, 5), 0, 0.01, 1000);
            NeuMfRun run = new NeuMfRun(split, settings, SEED, pool);
            Map<String, float[][]> parameters = run.parameterRows();
            parameters.values().forEach(GradientTest::stretched);
            run.lossAndGradient();
            Map<String, float[][]> gradients = copy(run.gradientRows());

            assertThat(parameters.keySet()).contains("mf_user", "mlp_item", "weight.0", "bias.1", "output");
            parameters.forEach((name, rows) ->
                    checkSlopes(rows, Objects.requireNonNull(gradients.get(name)), run::lossAndGradient));
        }
    }

    @Test
    void neuMfRun_withDropout_followsTheSlopeOfItsLoss() {
        try (WorkerPool pool = WorkerPool.start(1)) {
            NeuMf settings = new NeuMf(4, 3, List.of(7, 5), 0.3, 0.01, 1000);
            NeuMfRun run = new NeuMfRun(split, settings, SEED, pool);
            Map<String, float[][]> parameters = run.parameterRows();
            parameters.values().forEach(GradientTest::stretched);
            run.lossAndGradient();
            Map<String, float[][]> gradients = copy(run.gradientRows());

            // The stream of dropped inputs belongs to seed, epoch and shard, so every call drops the same.
            parameters.forEach((name, rows) ->
                    checkSlopes(rows, Objects.requireNonNull(gradients.get(name)), run::lossAndGradient));
        }
    }

    @Test
    void ialsRun_afterManyEpochs_hasNoSlopeLeft() {
        try (WorkerPool pool = WorkerPool.start(2)) {
            Ials settings = new Ials(3, 0.1, 0.2, 1, 200, new RatingWeights(0.8f, 1, 1.2f));
            IalsRun run = new IalsRun(split, settings, SEED, pool);
            double before = run.loss();
            for (int epoch = 0; epoch < 200; epoch++) {
                run.runEpoch();
            }
            assertThat(run.loss()).isLessThan(before);
            run.state().values().forEach(rows -> checkSlopes(rows, new float[rows.length][3], run::loss));
        }
    }

    private static Map<String, float[][]> copy(Map<String, float[][]> rows) {
        Map<String, float[][]> copy = new HashMap<>();
        rows.forEach((name, values) ->
                copy.put(name, Arrays.stream(values).map(float[]::clone).toArray(float[][]::new)));
        return copy;
    }

    /** Makes first values larger, so that slopes stand out from the rounding of floats. */
    private static float[][] stretched(float[][] rows) {
        Random random = new Random(SEED);
        for (float[] row : rows) {
            for (int k = 0; k < row.length; k++) {
                row[k] += (float) (0.4 * random.nextGaussian());
            }
        }
        return rows;
    }

    private static void checkSlopes(float[][] rows, float[][] gradient, DoubleSupplier loss) {
        float h = 4e-3f;
        for (int r = 0; r < rows.length; r++) {
            for (int k = 0; k < rows[r].length; k += 2) {
                float value = rows[r][k];
                rows[r][k] = value + h;
                double above = loss.getAsDouble();
                rows[r][k] = value - h;
                double below = loss.getAsDouble();
                rows[r][k] = value;
                double slope = (above - below) / (2.0 * h);
                assertThat((double) gradient[r][k])
                        .as("row %d, column %d, seed %d", r, k, SEED)
                        .isCloseTo(slope, within(2e-3 + 0.02 * Math.abs(slope)));
            }
        }
    }
}
