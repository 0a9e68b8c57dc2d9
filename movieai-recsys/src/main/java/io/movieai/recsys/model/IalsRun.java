package io.movieai.recsys.model;

import io.movieai.recsys.dataset.InteractionMatrix;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Alternating least squares: rows are solved independently of each other, so the result is the same on any number of threads. */
final class IalsRun implements TrainingRun {
    private static final int ROWS_PER_SHARD = 32;
    private static final int ROWS_PER_GRAM_SHARD = 2048;

    private final Ials settings;
    private final Profiles byUser;
    private final Profiles byItem;
    private final WorkerPool pool;
    private final float[][] users;
    private final float[][] items;

    IalsRun(Split split, Ials settings, long seed, WorkerPool pool) {
        this.settings = settings;
        InteractionMatrix train = split.train().toMatrix();
        this.byUser = Profiles.of(train, settings.ratingWeights());
        this.byItem = Profiles.of(train.transpose(), settings.ratingWeights());
        this.pool = pool;
        int d = settings.embeddingSize();
        Random random = new Random(seed);
        double deviation = 0.1 / Math.sqrt(d);
        users = Initialisation.normal(train.rowCount(), d, deviation, random);
        items = Initialisation.normal(train.columnCount(), d, deviation, random);
    }

    @Override
    public int maxEpochs() {
        return settings.epochs();
    }

    @Override
    public double runEpoch() {
        solve(byUser, users, items);
        solve(byItem, items, users);
        return 0;
    }

    /** Solves for each row of {@code wanted} with {@code given} fixed. */
    private void solve(Profiles profiles, float[][] wanted, float[][] given) {
        int d = settings.embeddingSize();
        double[] gram = gram(given);
        for (int k = 0; k < gram.length; k++) {
            gram[k] *= settings.unobservedWeight();
        }
        int shards = (wanted.length + ROWS_PER_SHARD - 1) / ROWS_PER_SHARD;
        pool.run(shards, shard -> {
            float[][] observed = new float[d][d];
            double[] system = new double[d * d];
            double[] right = new double[d];
            int end = Math.min(wanted.length, (shard + 1) * ROWS_PER_SHARD);
            for (int row = shard * ROWS_PER_SHARD; row < end; row++) {
                int begin = profiles.start(row);
                int size = profiles.start(row + 1) - begin;
                if (size == 0) {
                    Arrays.fill(wanted[row], 0);
                    continue;
                }
                double reg = settings.regWeight()
                        * Math.pow(size + settings.unobservedWeight() * given.length, settings.regExponent());
                addObserved(profiles, begin, begin + size, given, observed, right);
                for (int a = 0; a < d; a++) {
                    for (int b = 0; b <= a; b++) {
                        system[a * d + b] = gram[a * d + b] + observed[a][b];
                    }
                    system[a * d + a] += reg;
                }
                SmallCholesky.factorise(system, d);
                SmallCholesky.solve(system, d, right);
                for (int k = 0; k < d; k++) {
                    wanted[row][k] = (float) right[k];
                }
            }
        });
    }

    private static void addObserved(
            Profiles profiles, int begin, int end, float[][] given, float[][] observed, double[] right) {
        int d = right.length;
        Arrays.fill(right, 0);
        for (float[] row : observed) {
            Arrays.fill(row, 0);
        }
        int e = begin;
        for (; e + 3 < end; e += 4) {
            float[] q0 = given[profiles.item(e)];
            float[] q1 = given[profiles.item(e + 1)];
            float[] q2 = given[profiles.item(e + 2)];
            float[] q3 = given[profiles.item(e + 3)];
            float w0 = profiles.weight(e);
            float w1 = profiles.weight(e + 1);
            float w2 = profiles.weight(e + 2);
            float w3 = profiles.weight(e + 3);
            for (int a = 0; a < d; a++) {
                Vectors.addScaled4(
                        observed[a], w0 * q0[a], q0, w1 * q1[a], q1, w2 * q2[a], q2, w3 * q3[a], q3, 0, a + 1);
            }
        }
        for (; e < end; e++) {
            float[] q = given[profiles.item(e)];
            float w = profiles.weight(e);
            for (int a = 0; a < d; a++) {
                Vectors.addScaled(observed[a], w * q[a], q, 0, a + 1);
            }
        }
        for (e = begin; e < end; e++) {
            float[] q = given[profiles.item(e)];
            float w = profiles.weight(e);
            for (int k = 0; k < d; k++) {
                right[k] += w * q[k];
            }
        }
    }

    /** Returns QᵀQ: shards of fixed size, added in order. */
    private double[] gram(float[][] q) {
        int shards = (q.length + ROWS_PER_GRAM_SHARD - 1) / ROWS_PER_GRAM_SHARD;
        double[][] parts = new double[shards][];
        pool.run(
                shards,
                shard -> parts[shard] = SmallCholesky.gram(Arrays.copyOfRange(
                        q, shard * ROWS_PER_GRAM_SHARD, Math.min(q.length, (shard + 1) * ROWS_PER_GRAM_SHARD))));
        for (int shard = 1; shard < shards; shard++) {
            for (int k = 0; k < parts[0].length; k++) {
                parts[0][k] += parts[shard][k];
            }
        }
        return parts[0];
    }

    /**
     * Returns the loss whose minimum each half of an epoch finds: {@code Σ_observed w (1 − x)² + α Σ_all x² + Σ reg ‖row‖²}, in
     * the form of Rendle et al., for tests.
     */
    double loss() {
        double alpha = settings.unobservedWeight();
        double loss = 0;
        for (int u = 0; u < users.length; u++) {
            for (float[] item : items) {
                double x = Vectors.dot(users[u], item);
                loss += alpha * x * x;
            }
            for (int e = byUser.start(u); e < byUser.start(u + 1); e++) {
                double x = Vectors.dot(users[u], items[byUser.item(e)]);
                loss += byUser.weight(e) * (1 - x) * (1 - x);
            }
        }
        return loss + regularisation(byUser, users, items.length) + regularisation(byItem, items, users.length);
    }

    private double regularisation(Profiles profiles, float[][] rows, int others) {
        double sum = 0;
        for (int r = 0; r < rows.length; r++) {
            int size = profiles.start(r + 1) - profiles.start(r);
            sum += settings.regWeight()
                    * Math.pow(size + settings.unobservedWeight() * others, settings.regExponent())
                    * Vectors.dot(rows[r], rows[r]);
        }
        return sum;
    }

    @Override
    public RecommenderModel model() {
        float[][] userFactors = new float[users.length][];
        Arrays.setAll(userFactors, u -> users[u].clone());
        float[][] itemFactors = new float[items.length][];
        Arrays.setAll(itemFactors, i -> items[i].clone());
        return new FactorModel(byUser, userFactors, itemFactors);
    }

    @Override
    public Map<String, float[][]> state() {
        Map<String, float[][]> state = new LinkedHashMap<>();
        state.put("users", users);
        state.put("items", items);
        return state;
    }

    @Override
    public void resumeAt(int epochs) {
        // The factors are all there is.
    }
}
