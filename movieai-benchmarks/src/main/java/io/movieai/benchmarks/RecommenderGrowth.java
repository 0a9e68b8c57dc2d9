package io.movieai.benchmarks;

import io.movieai.recsys.data.TokenIndex;
import io.movieai.recsys.dataset.DuplicatePolicy;
import io.movieai.recsys.dataset.Interactions;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.model.Algorithm;
import io.movieai.recsys.model.Ials;
import io.movieai.recsys.model.LightGcn;
import io.movieai.recsys.model.PairwiseSettings;
import io.movieai.recsys.model.RatingWeights;
import io.movieai.recsys.model.TrainingRun;
import io.movieai.recsys.parallel.WorkerPool;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Time and memory of an epoch as the number of interactions grows, on generated data with the long tail of MovieLens.
 *
 * <p>Argument: numbers of interactions in millions, separated by commas (default {@code 0.1,1}; the full table is {@code
 * 0.1,1,10,25}). LightGCN's batch is a fortieth of the interactions, so that an epoch has as many propagations at every size.
 */
public final class RecommenderGrowth {
    private static final int BATCHES = 40;

    private RecommenderGrowth() {}

    /** Prints the table. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(
                "| interactions | users | items | model | prepare, s | s per epoch | ns per interaction | heap, MB |");
        out.println("|---|---|---|---|---|---|---|---|");
        try (WorkerPool pool = WorkerPool.start()) {
            for (String millions : (arguments.length > 0 ? arguments[0] : "0.1,1").split(",", -1)) {
                int size = (int) (Double.parseDouble(millions) * 1e6);
                Split split = generate(size, 1);
                int batch = Math.max(1, split.train().size() / BATCHES);
                measure(out, split, new LightGcn(new PairwiseSettings(64, 2, 0.001, 1e-5, batch)), pool);
                measure(out, split, new Ials(64, 0.02, 0.2, 1, 10, RatingWeights.NONE), pool);
            }
        }
    }

    private static void measure(PrintStream out, Split split, Algorithm algorithm, WorkerPool pool) {
        long began = System.nanoTime();
        TrainingRun run = algorithm.start(split, 1, pool);
        double prepare = (System.nanoTime() - began) / 1e9;
        double best = Double.POSITIVE_INFINITY;
        // The first epoch also compiles; the best of three is the speed.
        for (int epoch = 0; epoch < 3; epoch++) {
            began = System.nanoTime();
            run.runEpoch();
            best = Math.min(best, (System.nanoTime() - began) / 1e9);
        }
        long heap;
        try {
            System.gc();
            heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        } finally {
            Reference.reachabilityFence(run);
        }
        out.printf(
                Locale.ROOT,
                "| %,d | %,d | %,d | %s | %.2f | %.3f | %.0f | %,d |%n",
                split.train().size(),
                split.userCount(),
                split.itemCount(),
                algorithm.name(),
                prepare,
                best,
                best * 1e9 / split.train().size(),
                heap >> 20);
    }

    /**
     * Generates interactions: 150 a user on average, log-normal (MovieLens 25M has 154); items fall off as rank to the power of
     * -0.9 with a cut at the head, as many as the power 0.6 of the users times 50.
     */
    static Split generate(int size, long seed) {
        int users = Math.max(10, size / 150);
        int items = Math.max(200, (int) Math.min(60_000, 50 * Math.pow(users, 0.6)));
        double[] cumulative = new double[items];
        double sum = 0;
        for (int i = 0; i < items; i++) {
            sum += Math.pow(i + 20.0, -0.9);
            cumulative[i] = sum;
        }
        TokenIndex userIndex = new TokenIndex();
        TokenIndex itemIndex = new TokenIndex();
        for (int u = 0; u < users; u++) {
            userIndex.add(Integer.toString(u));
        }
        for (int i = 0; i < items; i++) {
            itemIndex.add(Integer.toString(i));
        }
        Interactions.Builder builder = Interactions.builder(userIndex, itemIndex);
        SplittableRandom random = new SplittableRandom(seed);
        for (int u = 0; u < users; u++) {
            double normal = 0;
            for (int n = 0; n < 12; n++) {
                normal += random.nextDouble();
            }
            int count = (int) Math.min(items / 4.0, 150 * Math.exp(normal - 6 - 0.5));
            for (int n = 0; n < count; n++) {
                builder.add(u, draw(cumulative, random), 4, n);
            }
        }
        Interactions all = builder.build(DuplicatePolicy.KEEP_FIRST);
        Interactions none = all.select(new int[0]);
        return new Split(all, none, none);
    }

    private static int draw(double[] cumulative, SplittableRandom random) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, at);
        return Math.min(cumulative.length - 1, found < 0 ? -found - 1 : found);
    }
}
