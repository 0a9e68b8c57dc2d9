package io.movieai.recsys.training;

import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.evaluation.FullRanking;
import io.movieai.recsys.evaluation.Metric;
import io.movieai.recsys.model.BlendModel;
import io.movieai.recsys.model.FoldInModel;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses the weights of a blend on the validation set: one weight at a time moves by a step as long as NDCG@10 gains more than
 * {@value #LEAST_GAIN}, which keeps the weights near where they began unless the validation set is sure. The scores of the parts
 * are computed once.
 */
final class BlendWeights {
    private static final int K = 10;
    private static final double LEAST_GAIN = 0.0003;
    private static final double LARGEST_STEP = 0.5;
    private static final double SMALLEST_STEP = 0.25;
    private static final int SAMPLED_USERS = 1000;
    /** 2 GB of scores; beyond, the weights stay where they begin. */
    private static final long MAX_SCORES = 500_000_000;

    private final Split split;
    private final WorkerPool pool;

    BlendWeights(Split split, WorkerPool pool) {
        this.split = split;
        this.pool = pool;
    }

    BlendModel choose(List<FoldInModel> models, double[] start) {
        double[] scales = models.stream().mapToDouble(this::scale).toArray();
        double[] weights = start.clone();
        long scores = (long) models.size() * split.userCount() * split.itemCount();
        if (split.valid().size() > 0 && scores <= MAX_SCORES) {
            climb(models, weights, scales);
        }
        return Blend.weighted(models, weights, scales);
    }

    private void climb(List<FoldInModel> models, double[] weights, double[] scales) {
        FullRanking ranking = FullRanking.validation(split);
        int[] users = ranking.users();
        float[][][] scores = new float[models.size()][users.length][split.itemCount()];
        pool.run(users.length, u -> {
            for (int p = 0; p < models.size(); p++) {
                models.get(p).score(users, u, u + 1, new float[][] {scores[p][u]});
                for (int i = 0; i < scores[p][u].length; i++) {
                    scores[p][u][i] /= (float) scales[p];
                }
            }
        });
        int[] place = new int[split.userCount()];
        for (int u = 0; u < users.length; u++) {
            place[users[u]] = u;
        }
        double best = ndcg(ranking, new CachedScores(scores, place, weights, split.itemCount()));
        for (double step = LARGEST_STEP; step >= SMALLEST_STEP; step /= 2) {
            for (int p = 0; p < weights.length; p++) {
                for (double move : new double[] {step, -step}) {
                    while (weights[p] + move >= 0) {
                        weights[p] += move;
                        double value = Arrays.stream(weights).allMatch(weight -> weight == 0)
                                ? 0
                                : ndcg(ranking, new CachedScores(scores, place, weights, split.itemCount()));
                        if (value <= best + LEAST_GAIN) {
                            weights[p] -= move;
                            break;
                        }
                        best = value;
                    }
                }
            }
        }
    }

    private double ndcg(FullRanking ranking, RecommenderModel model) {
        return ranking.evaluate(model, new int[] {K}, pool).mean(Metric.NDCG, K);
    }

    /** Returns the mean over users of the standard deviation of their scores. */
    private double scale(FoldInModel model) {
        int users = Math.min(SAMPLED_USERS, model.userCount());
        double[] deviation = new double[users];
        pool.run(users, n -> {
            int user = (int) ((long) n * model.userCount() / users);
            float[][] row = new float[1][model.itemCount()];
            model.score(new int[] {user}, 0, 1, row);
            double sum = 0;
            double squares = 0;
            for (float score : row[0]) {
                sum += score;
                squares += (double) score * score;
            }
            double mean = sum / row[0].length;
            deviation[n] = Math.sqrt(Math.max(0, squares / row[0].length - mean * mean));
        });
        double mean = Arrays.stream(deviation).average().orElse(0);
        return mean > 0 ? mean : 1;
    }

    /** The weighted sum of scores that are there already. */
    private static final class CachedScores implements RecommenderModel {
        private final float[][][] scores;
        private final int[] place;
        private final double[] weights;
        private final int items;

        CachedScores(float[][][] scores, int[] place, double[] weights, int items) {
            this.scores = scores;
            this.place = place;
            this.weights = weights;
            this.items = items;
        }

        @Override
        public int userCount() {
            return place.length;
        }

        @Override
        public int itemCount() {
            return items;
        }

        @Override
        public void score(int[] users, int from, int to, float[][] into) {
            for (int r = 0; r < to - from; r++) {
                float[] sum = into[r];
                Arrays.fill(sum, 0);
                for (int p = 0; p < weights.length; p++) {
                    float[] part = scores[p][place[users[from + r]]];
                    float weight = (float) weights[p];
                    for (int i = 0; i < items; i++) {
                        sum[i] += weight * part[i];
                    }
                }
            }
        }
    }
}
