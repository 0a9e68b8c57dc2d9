package io.movieai.recsys.model;

import io.movieai.recsys.dataset.InteractionMatrix;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Learns neural matrix factorisation by back-propagation.
 *
 * <p>A batch is cut into shards of fixed size. Each has its own sums of the layers' gradients, which are added in order, and its
 * own stream of random numbers for dropout, so the result is the same on any number of threads. Gradients of embeddings are kept
 * for each example and added in the order of the examples.
 */
final class NeuMfRun implements TrainingRun {
    private static final int EXAMPLES_PER_SHARD = 128;
    private static final int NODE_SHARDS = 4;
    private static final int ROWS_PER_UPDATE = 256;

    private final NeuMf settings;
    private final InteractionMatrix train;
    private final WorkerPool pool;
    private final PairSampler sampler;
    private final long seed;
    private final Adam adam;

    private final NeuMfParameters p;
    private final NeuMfParameters first;
    private final NeuMfParameters second;
    private final NeuMfParameters gradient;
    /** Weights of each layer with a row for each output: the way back adds rows too. */
    private final float[][][] transposedWeights;

    private final Shard[] shards;

    private int epoch;
    private long step;

    NeuMfRun(Split split, NeuMf settings, long seed, WorkerPool pool) {
        this.settings = settings;
        this.train = split.train().toMatrix();
        this.pool = pool;
        this.sampler = new PairSampler(train, seed);
        this.seed = seed;
        this.adam = new Adam(settings.learningRate());
        p = NeuMfParameters.zeros(
                train.rowCount(),
                train.columnCount(),
                settings.mfEmbeddingSize(),
                settings.mlpEmbeddingSize(),
                settings.hiddenSizes());
        p.initialise(seed);
        first = p.sameShape();
        second = p.sameShape();
        gradient = p.sameShape();
        transposedWeights = new float[p.weights.length][][];
        for (int l = 0; l < transposedWeights.length; l++) {
            transposedWeights[l] = new float[p.biases[l].length][p.weights[l].length];
        }
        shards = new Shard[(2 * settings.batchSize() + EXAMPLES_PER_SHARD - 1) / EXAMPLES_PER_SHARD];
        Arrays.setAll(shards, s -> new Shard());
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
        for (int from = 0; from < sampler.size(); from += settings.batchSize()) {
            int to = Math.min(sampler.size(), from + settings.batchSize());
            loss += gradients(from, to);
            update();
            batches++;
        }
        epoch++;
        if (!Double.isFinite(loss)) {
            throw new ArithmeticException("loss: expected a finite number in epoch " + epoch + ", found " + loss
                    + "; lower the learning rate");
        }
        return loss / batches;
    }

    /** Computes loss and gradients of a batch: example 2b is the interaction of pair {@code from + b}, 2b + 1 its negative. */
    private double gradients(int from, int to) {
        int examples = 2 * (to - from);
        int used = (examples + EXAMPLES_PER_SHARD - 1) / EXAMPLES_PER_SHARD;
        transposeWeights();
        pool.run(used, s -> shards[s].run(s, from, examples));
        pool.run(NODE_SHARDS, node -> scatter(node, used, from, examples));
        sumLayers(used);
        double loss = 0;
        for (int s = 0; s < used; s++) {
            loss += shards[s].loss;
        }
        return loss / examples;
    }

    private void transposeWeights() {
        for (int l = 0; l < transposedWeights.length; l++) {
            for (int in = 0; in < p.weights[l].length; in++) {
                float[] row = p.weights[l][in];
                for (int out = 0; out < row.length; out++) {
                    transposedWeights[l][out][in] = row[out];
                }
            }
        }
    }

    private int user(int from, int example) {
        return sampler.user(from + example / 2);
    }

    private int item(int from, int example) {
        return example % 2 == 0 ? sampler.positive(from + example / 2) : sampler.negative(from + example / 2);
    }

    private void scatter(int shard, int used, int from, int examples) {
        for (float[][] table : new float[][][] {gradient.mfUser, gradient.mfItem, gradient.mlpUser, gradient.mlpItem}) {
            for (int row = shard; row < table.length; row += NODE_SHARDS) {
                Arrays.fill(table[row], 0);
            }
        }
        int mlp = settings.mlpEmbeddingSize();
        for (int s = 0; s < used; s++) {
            int end = Math.min(examples, (s + 1) * EXAMPLES_PER_SHARD);
            for (int e = s * EXAMPLES_PER_SHARD; e < end; e++) {
                int at = e - s * EXAMPLES_PER_SHARD;
                int user = user(from, e);
                int item = item(from, e);
                if (user % NODE_SHARDS == shard) {
                    addProduct(gradient.mfUser[user], shards[s].mfGradient[at], p.mfItem[item]);
                    addPart(gradient.mlpUser[user], shards[s].inputGradient(at), 0, mlp);
                }
                if (item % NODE_SHARDS == shard) {
                    addProduct(gradient.mfItem[item], shards[s].mfGradient[at], p.mfUser[user]);
                    addPart(gradient.mlpItem[item], shards[s].inputGradient(at), mlp, mlp);
                }
            }
        }
    }

    private static void addProduct(float[] y, float[] a, float[] b) {
        for (int k = 0; k < y.length; k++) {
            y[k] += a[k] * b[k];
        }
    }

    private static void addPart(float[] y, float[] x, int from, int count) {
        for (int k = 0; k < count; k++) {
            y[k] += x[from + k];
        }
    }

    private void sumLayers(int used) {
        for (int l = 0; l < p.weights.length; l++) {
            int layer = l;
            pool.run(p.weights[l].length, in -> {
                float[] sum = gradient.weights[layer][in];
                Arrays.fill(sum, 0);
                for (int s = 0; s < used; s++) {
                    Vectors.add(sum, shards[s].weights[layer][in], sum.length);
                }
            });
            Arrays.fill(gradient.biases[l], 0);
            for (int s = 0; s < used; s++) {
                Vectors.add(gradient.biases[l], shards[s].biases[l], gradient.biases[l].length);
            }
        }
        Arrays.fill(gradient.output[0], 0);
        for (int s = 0; s < used; s++) {
            Vectors.add(gradient.output[0], shards[s].output, gradient.output[0].length);
        }
    }

    private void update() {
        adam.begin(++step);
        Map<String, float[][]> gradients = gradient.rows();
        Map<String, float[][]> firsts = first.rows();
        Map<String, float[][]> seconds = second.rows();
        p.rows().forEach((name, rows) -> {
            float[][] g = Objects.requireNonNull(gradients.get(name));
            float[][] m = Objects.requireNonNull(firsts.get(name));
            float[][] v = Objects.requireNonNull(seconds.get(name));
            pool.run((rows.length + ROWS_PER_UPDATE - 1) / ROWS_PER_UPDATE, shard -> {
                int end = Math.min(rows.length, (shard + 1) * ROWS_PER_UPDATE);
                for (int r = shard * ROWS_PER_UPDATE; r < end; r++) {
                    adam.update(rows[r], g[r], m[r], v[r]);
                }
            });
        });
    }

    /** Returns the loss of the first batch of an epoch, its gradients in {@link #gradientRows}, for tests. */
    double lossAndGradient() {
        sampler.draw(epoch);
        return gradients(0, Math.min(sampler.size(), settings.batchSize()));
    }

    Map<String, float[][]> gradientRows() {
        return gradient.rows();
    }

    Map<String, float[][]> parameterRows() {
        return p.rows();
    }

    @Override
    public RecommenderModel model() {
        return new NeuMfModel(p.copy());
    }

    @Override
    public Map<String, float[][]> state() {
        Map<String, float[][]> state = new LinkedHashMap<>(p.rows());
        first.rows().forEach((name, rows) -> state.put("adam.first." + name, rows));
        second.rows().forEach((name, rows) -> state.put("adam.second." + name, rows));
        return state;
    }

    @Override
    public void resumeAt(int epochs) {
        epoch = epochs;
        int batchSize = settings.batchSize();
        step = (long) epochs * ((sampler.size() + batchSize - 1) / batchSize);
    }

    /**
     * The work on some examples of a batch, with room for all that it needs. What the layers saw of each example is kept, so that
     * the gradients of the weights are summed four examples at a time.
     */
    private final class Shard {
        private final int layers = p.biases.length;
        /** What goes into layer l, after dropout; the last is what comes out of the perceptron. */
        private final float[][][] inputs = new float[layers + 1][EXAMPLES_PER_SHARD][];
        /** What comes back to the sums of layer l - 1; the first goes back to the embeddings. */
        private final float[][][] back = new float[layers + 1][EXAMPLES_PER_SHARD][];

        private final float[][] dropped = new float[layers][];
        private final float[][][] weights;
        private final float[][] biases;
        private final float[] output = new float[p.output[0].length];
        private final float[][] mfGradient = new float[EXAMPLES_PER_SHARD][settings.mfEmbeddingSize()];
        private double loss;

        Shard() {
            NeuMfParameters zeros = NeuMfParameters.zeros(1, 1, 1, settings.mlpEmbeddingSize(), settings.hiddenSizes());
            weights = zeros.weights;
            biases = zeros.biases;
            for (int l = 0; l <= layers; l++) {
                int width = l == 0 ? 2 * settings.mlpEmbeddingSize() : biases[l - 1].length;
                for (int at = 0; at < EXAMPLES_PER_SHARD; at++) {
                    inputs[l][at] = new float[width];
                    back[l][at] = new float[width];
                }
                if (l < layers) {
                    dropped[l] = new float[width];
                }
            }
        }

        float[] inputGradient(int at) {
            return back[0][at];
        }

        void run(int number, int from, int examples) {
            Arrays.fill(output, 0);
            loss = 0;
            SplittableRandom random =
                    new SplittableRandom(((seed * 31 + epoch) * 0x9E3779B97F4A7C15L + from) * 31 + number);
            int begin = number * EXAMPLES_PER_SHARD;
            int count = Math.min(examples, begin + EXAMPLES_PER_SHARD) - begin;
            for (int at = 0; at < count; at++) {
                int e = begin + at;
                example(at, user(from, e), item(from, e), e % 2 == 0, examples, random);
            }
            for (int l = 0; l < layers; l++) {
                sumGradients(l, count);
            }
        }

        private void example(int at, int user, int item, boolean met, int examples, SplittableRandom random) {
            float logit = forward(at, user, item, random);
            // Stable forms of ln(1 + e^-x) and ln(1 + e^x).
            double tail = Math.log1p(Math.exp(-Math.abs(logit)));
            loss += tail + Math.max(0, met ? -logit : logit);
            float delta = (float) (1 / (1 + Math.exp(-logit)) - (met ? 1 : 0)) / examples;
            backward(at, user, item, delta);
        }

        private float forward(int at, int user, int item, SplittableRandom random) {
            int mlp = settings.mlpEmbeddingSize();
            System.arraycopy(p.mlpUser[user], 0, inputs[0][at], 0, mlp);
            System.arraycopy(p.mlpItem[item], 0, inputs[0][at], mlp, mlp);
            for (int l = 0; l < layers; l++) {
                float[] in = inputs[l][at];
                float[] sums = inputs[l + 1][at];
                drop(in, dropped[l], random);
                System.arraycopy(p.biases[l], 0, sums, 0, sums.length);
                NeuMfLayers.addInputs(sums, in, 0, in.length, p.weights[l], 0);
                NeuMfLayers.rectify(sums);
            }
            float[] out = p.output[0];
            float[] u = p.mfUser[user];
            float[] v = p.mfItem[item];
            float[] top = inputs[layers][at];
            float sum = out[out.length - 1];
            for (int k = 0; k < u.length; k++) {
                sum += out[k] * u[k] * v[k];
            }
            for (int k = 0; k < top.length; k++) {
                sum += out[u.length + k] * top[k];
            }
            return sum;
        }

        /** Drops inputs and scales the others up, so that the expectation stays; remembers the factors. */
        private void drop(float[] x, float[] factors, SplittableRandom random) {
            if (settings.dropout() == 0) {
                Arrays.fill(factors, 1);
                return;
            }
            float kept = (float) (1 / (1 - settings.dropout()));
            long limit = (long) (settings.dropout() * (1L << 31));
            for (int k = 0; k < x.length; k += 2) {
                long bits = random.nextLong();
                factors[k] = (bits >>> 33) < limit ? 0 : kept;
                if (k + 1 < x.length) {
                    factors[k + 1] = (bits & 0x7FFFFFFFL) < limit ? 0 : kept;
                }
            }
            for (int k = 0; k < x.length; k++) {
                x[k] *= factors[k];
            }
        }

        private void backward(int at, int user, int item, float delta) {
            float[] out = p.output[0];
            float[] u = p.mfUser[user];
            float[] v = p.mfItem[item];
            int mf = u.length;
            for (int k = 0; k < mf; k++) {
                output[k] += delta * u[k] * v[k];
                mfGradient[at][k] = delta * out[k];
            }
            float[] top = inputs[layers][at];
            float[] topBack = back[layers][at];
            for (int k = 0; k < top.length; k++) {
                output[mf + k] += delta * top[k];
                topBack[k] = top[k] > 0 ? delta * out[mf + k] : 0;
            }
            output[output.length - 1] += delta;
            for (int l = layers - 1; l >= 0; l--) {
                float[] x = inputs[l][at];
                float[] toInput = back[l][at];
                float[] factors = dropped[l];
                Arrays.fill(toInput, 0);
                NeuMfLayers.addInputs(toInput, back[l + 1][at], 0, back[l + 1][at].length, transposedWeights[l], 0);
                for (int k = 0; k < toInput.length; k++) {
                    // Dropped inputs have a factor of 0; a rectified input of 0 stops the gradient too.
                    toInput[k] *= l > 0 && x[k] == 0 ? 0 : factors[k];
                }
            }
        }

        private void sumGradients(int l, int count) {
            float[][] x = inputs[l];
            float[][] delta = back[l + 1];
            int width = biases[l].length;
            Arrays.fill(biases[l], 0);
            for (int at = 0; at < count; at++) {
                Vectors.add(biases[l], delta[at], width);
            }
            for (int in = 0; in < weights[l].length; in++) {
                float[] sum = weights[l][in];
                Arrays.fill(sum, 0);
                int at = 0;
                for (; at + 3 < count; at += 4) {
                    Vectors.addScaled4(
                            sum,
                            x[at][in],
                            delta[at],
                            x[at + 1][in],
                            delta[at + 1],
                            x[at + 2][in],
                            delta[at + 2],
                            x[at + 3][in],
                            delta[at + 3],
                            0,
                            width);
                }
                for (; at < count; at++) {
                    Vectors.addScaled(sum, x[at][in], delta[at], 0, width);
                }
            }
        }
    }
}
