package io.movieai.recsys.model;

import io.movieai.recsys.dataset.InteractionMatrix;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Learns embeddings that rank what a user has met above what not: {@code loss = -(1/B) Σ ln(1e-10 + σ(x_up − x_un))} over a batch
 * of B pairs (Rendle et al. 2009), with embeddings propagated over the graph of users and items when there are layers (He et al.
 * 2020). The regularisation is RecBole's: {@code regWeight / B} times the sum of the Frobenius norms of the batch's embeddings
 * of users, positives and negatives before propagation, repeated ones counted each time.
 */
final class PairwiseRun implements TrainingRun {
    private static final float GAMMA = 1e-10f;
    private static final int PAIR_SHARD = 256;
    private static final int NODE_SHARDS = 4;

    private final InteractionMatrix train;
    private final BipartiteGraph graph;
    private final WorkerPool pool;
    private final PairSampler sampler;
    private final int users;
    private final int layers;
    private final int batchSize;
    private final float regWeight;
    private final Adam adam;

    private final float[][] ego;
    private final float[][] first;
    private final float[][] second;
    private final float[][] propagated;
    private final float[][] gradient;
    private final float[][][] scratch;
    private final float[] squaredNorm;
    private final float[] regCoefficient;
    private final float[] pairGradient;
    private final double[] pairLoss;

    private int epoch;
    private long step;

    PairwiseRun(Split split, PairwiseSettings settings, boolean normalInit, long seed, WorkerPool pool) {
        this.train = split.train().toMatrix();
        this.pool = pool;
        this.sampler = new PairSampler(train, seed);
        this.users = train.rowCount();
        this.layers = settings.layers();
        this.graph = new BipartiteGraph(train, layers);
        this.batchSize = settings.batchSize();
        this.regWeight = (float) settings.regWeight();
        this.adam = new Adam(settings.learningRate());
        int nodes = graph.nodeCount();
        int d = settings.embeddingSize();
        ego = Initialisation.xavier(users, train.columnCount(), d, normalInit, seed);
        first = new float[nodes][d];
        second = new float[nodes][d];
        propagated = new float[nodes][d];
        gradient = new float[nodes][d];
        int scratchRows = layers == 0 ? 0 : graph.rowCount();
        scratch = new float[][][] {new float[scratchRows][d], new float[scratchRows][d]};
        squaredNorm = new float[nodes];
        regCoefficient = new float[nodes];
        pairGradient = new float[batchSize];
        pairLoss = new double[batchSize];
        for (int n = 0; n < nodes; n++) {
            squaredNorm[n] = Vectors.dot(ego[n], ego[n]);
        }
    }

    @Override
    public int maxEpochs() {
        return Integer.MAX_VALUE;
    }

    @Override
    public double runEpoch() {
        sampler.draw(epoch);
        double loss = 0;
        int batches = 0;
        for (int from = 0; from < sampler.size(); from += batchSize) {
            int to = Math.min(sampler.size(), from + batchSize);
            loss += gradients(from, to);
            applyGradients();
            batches++;
        }
        epoch++;
        if (!Double.isFinite(loss)) {
            throw new ArithmeticException("loss: expected a finite number in epoch " + epoch + ", found " + loss
                    + "; lower the learning rate");
        }
        return loss / batches;
    }

    /** Computes the loss of a batch, leaving in {@link #gradient} what the scores pass back, and the regularisation's share. */
    private double gradients(int from, int to) {
        graph.meanOfLayers(ego, layers, scratch, propagated, pool, (node, row) -> {});
        int size = to - from;
        pool.run((size + PAIR_SHARD - 1) / PAIR_SHARD, shard -> {
            int end = Math.min(size, (shard + 1) * PAIR_SHARD);
            for (int b = shard * PAIR_SHARD; b < end; b++) {
                differentiate(from + b, b, size);
            }
        });
        double regularisation = regularise(from, to);
        pool.run(NODE_SHARDS, shard -> scatter(shard, from, to));
        double loss = 0;
        for (int b = 0; b < size; b++) {
            loss += pairLoss[b];
        }
        return loss / size + regularisation;
    }

    private void differentiate(int pair, int b, int size) {
        float[] u = propagated[sampler.user(pair)];
        float x = Vectors.dot(u, propagated[users + sampler.positive(pair)])
                - Vectors.dot(u, propagated[users + sampler.negative(pair)]);
        float sigmoid = (float) (1 / (1 + Math.exp(-x)));
        pairGradient[b] = -sigmoid * (1 - sigmoid) / ((GAMMA + sigmoid) * size);
        pairLoss[b] = -Math.log(GAMMA + sigmoid);
    }

    private double regularise(int from, int to) {
        if (regWeight == 0) {
            return 0;
        }
        double[] norms = new double[3];
        for (int pair = from; pair < to; pair++) {
            norms[0] += squaredNorm[sampler.user(pair)];
            norms[1] += squaredNorm[users + sampler.positive(pair)];
            norms[2] += squaredNorm[users + sampler.negative(pair)];
        }
        double scale = regWeight / (double) (to - from);
        float[] coefficient = new float[3];
        double loss = 0;
        for (int part = 0; part < 3; part++) {
            double norm = Math.sqrt(norms[part]);
            coefficient[part] = norm > 0 ? (float) (scale / norm) : 0;
            loss += scale * norm;
        }
        Arrays.fill(regCoefficient, 0);
        for (int pair = from; pair < to; pair++) {
            regCoefficient[sampler.user(pair)] += coefficient[0];
            regCoefficient[users + sampler.positive(pair)] += coefficient[1];
            regCoefficient[users + sampler.negative(pair)] += coefficient[2];
        }
        return loss;
    }

    /** Adds the batch's gradients to the nodes of a shard, in the order of the pairs whatever the shard. */
    private void scatter(int shard, int from, int to) {
        for (int n = shard; n < gradient.length; n += NODE_SHARDS) {
            Arrays.fill(gradient[n], 0);
        }
        for (int pair = from; pair < to; pair++) {
            int u = sampler.user(pair);
            int p = users + sampler.positive(pair);
            int n = users + sampler.negative(pair);
            float g = pairGradient[pair - from];
            if (u % NODE_SHARDS == shard) {
                addDifference(gradient[u], g, propagated[p], propagated[n]);
            }
            if (p % NODE_SHARDS == shard) {
                Vectors.addScaled(gradient[p], g, propagated[u], 0, propagated[u].length);
            }
            if (n % NODE_SHARDS == shard) {
                Vectors.addScaled(gradient[n], -g, propagated[u], 0, propagated[u].length);
            }
        }
    }

    private static void addDifference(float[] y, float a, float[] plus, float[] minus) {
        for (int k = 0; k < y.length; k++) {
            y[k] += a * (plus[k] - minus[k]);
        }
    }

    private void applyGradients() {
        adam.begin(++step);
        // The propagated embeddings are not needed any more: their rows take the gradient of the embeddings.
        graph.meanOfLayers(gradient, layers, scratch, propagated, pool, (node, row) -> {
            if (regWeight != 0) {
                Vectors.addScaled(row, regCoefficient[node], ego[node], 0, row.length);
            }
            adam.update(ego[node], row, first[node], second[node]);
            squaredNorm[node] = Vectors.dot(ego[node], ego[node]);
        });
    }

    /** Returns the loss of the first batch of an epoch and leaves its gradient of the embeddings in {@code into}. */
    double lossAndGradient(float[][] into) {
        sampler.draw(epoch);
        double loss = gradients(0, Math.min(sampler.size(), batchSize));
        graph.meanOfLayers(gradient, layers, scratch, into, pool, (node, row) -> {
            if (regWeight != 0) {
                Vectors.addScaled(row, regCoefficient[node], ego[node], 0, row.length);
            }
        });
        return loss;
    }

    @Override
    public RecommenderModel model() {
        graph.meanOfLayers(ego, layers, scratch, propagated, pool, (node, row) -> {});
        float[][] rows = new float[propagated.length][];
        for (int n = 0; n < rows.length; n++) {
            rows[n] = propagated[n].clone();
        }
        return new FactorModel(
                Profiles.of(train, RatingWeights.NONE),
                Arrays.copyOfRange(rows, 0, users),
                Arrays.copyOfRange(rows, users, rows.length));
    }

    @Override
    public Map<String, float[][]> state() {
        Map<String, float[][]> state = new LinkedHashMap<>();
        state.put("embeddings", ego);
        state.put("adam.first", first);
        state.put("adam.second", second);
        return state;
    }

    @Override
    public void resumeAt(int epochs) {
        epoch = epochs;
        step = (long) epochs * ((sampler.size() + batchSize - 1) / batchSize);
        for (int n = 0; n < ego.length; n++) {
            squaredNorm[n] = Vectors.dot(ego[n], ego[n]);
        }
    }
}
