package io.movieai.benchmarks;

import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.UserId;
import io.movieai.recsys.model.FactorModel;
import io.movieai.recsys.model.Profiles;
import io.movieai.recsys.serving.ModelRecommender;
import io.movieai.recsys.serving.ServedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A request to a recommender of 64 factors: ten films for a known user of 100 films, and for 20 liked films. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecommenderBenchmark {
    private static final int USERS = 100;
    private static final int DIMENSION = 64;
    private static final int KNOWN = 100;

    /** MovieLens 100K's number of films, and that of the largest MovieLens. */
    @Param({"1682", "90000"})
    private int items;

    private ModelRecommender recommender;
    private CandidateRequest known;
    private CandidateRequest liked;

    /** Makes a model of random factors. */
    @Setup
    public void setUp() {
        Random random = new Random(1);
        int[] start = new int[USERS + 1];
        int[] item = new int[USERS * KNOWN];
        float[] weight = new float[item.length];
        Arrays.fill(weight, 1);
        for (int u = 0; u < USERS; u++) {
            start[u + 1] = (u + 1) * KNOWN;
            int[] drawn = random.ints(0, items).distinct().limit(KNOWN).sorted().toArray();
            System.arraycopy(drawn, 0, item, u * KNOWN, KNOWN);
        }
        Profiles profiles = Profiles.of(start, item, weight, items);
        List<String> userIds = ids(USERS);
        List<String> itemIds = ids(items);
        recommender = ModelRecommender.of(new ServedModel(
                new FactorModel(profiles, factors(USERS, random), factors(items, random)),
                userIds,
                itemIds,
                profiles,
                Collections.nCopies(items, 1f),
                Map.of()));
        known = new CandidateRequest(Optional.of(UserId.of("7")), List.of(), Set.of(), Set.of(), 10);
        List<ItemId> twenty = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            twenty.add(ItemId.of(Integer.toString(n * 31)));
        }
        liked = new CandidateRequest(Optional.empty(), twenty, Set.of(), Set.of(), 10);
        if (recommender.recommend(known).size() != 10
                || recommender.recommend(liked).size() != 10) {
            throw new IllegalStateException("expected ten films for each request");
        }
    }

    private static List<String> ids(int count) {
        List<String> ids = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            ids.add(Integer.toString(n));
        }
        return ids;
    }

    private static float[][] factors(int rows, Random random) {
        float[][] factors = new float[rows][DIMENSION];
        for (float[] row : factors) {
            for (int k = 0; k < DIMENSION; k++) {
                row[k] = (float) random.nextGaussian();
            }
        }
        return factors;
    }

    /** Closes the recommender. */
    @TearDown
    public void tearDown() {
        recommender.close();
    }

    /** Ten films for a user whom the model has learnt. */
    @Benchmark
    public List<ScoredItem> knownUser() {
        return recommender.recommend(known);
    }

    /** Ten films for somebody new who names 20 liked ones. */
    @Benchmark
    public List<ScoredItem> foldIn() {
        return recommender.recommend(liked);
    }
}
