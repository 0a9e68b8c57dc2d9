package io.movieai.recsys.model;

import io.movieai.recsys.dataset.InteractionMatrix;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Arrays;

/**
 * Scores an item by the cosines of the {@code k} items whose users are most like its own (Deshpande and Karypis 2004), as
 * RecBole's {@code ItemKNN}: {@code cos(i, j) = |U_i ∩ U_j| / (√|U_i| · √|U_j| + shrink + 1e-6)}.
 *
 * @param k how many neighbours an item keeps, at least 1
 * @param shrink what is added to the denominator, at least 0: it makes cosines that rest on few users smaller
 */
public record ItemKnn(int k, double shrink) implements Algorithm {
    /** @throws IllegalArgumentException if a number is not in its range */
    public ItemKnn {
        if (k < 1 || !(shrink >= 0)) {
            throw new IllegalArgumentException(
                    "ItemKNN: expected k of at least 1 and shrink of at least 0, found " + k + " and " + shrink);
        }
    }

    @Override
    public String name() {
        return "ItemKNN";
    }

    @Override
    public TrainingRun start(Split split, long seed, WorkerPool pool) {
        return new ClosedForm(() -> fit(split.train().toMatrix(), pool));
    }

    private NeighbourhoodModel fit(InteractionMatrix train, WorkerPool pool) {
        InteractionMatrix byItem = train.transpose();
        int items = train.columnCount();
        int[][] neighbours = new int[items][];
        float[][] cosines = new float[items][];
        int itemsPerShard = 64;
        pool.run((items + itemsPerShard - 1) / itemsPerShard, shard -> {
            float[] common = new float[items];
            TopItems top = new TopItems(Math.min(k, items));
            for (int i = shard * itemsPerShard; i < Math.min(items, (shard + 1) * itemsPerShard); i++) {
                countCommonUsers(i, byItem, train, common);
                double own = Math.sqrt(byItem.rowSize(i));
                for (int j = 0; j < items; j++) {
                    common[j] = common[j] == 0
                            ? Float.NEGATIVE_INFINITY
                            : (float) (common[j] / (own * Math.sqrt(byItem.rowSize(j)) + shrink + 1e-6));
                }
                common[i] = Float.NEGATIVE_INFINITY;
                top.select(common, 0, items);
                neighbours[i] = top.toArray();
                cosines[i] = new float[top.size()];
                for (int rank = 0; rank < top.size(); rank++) {
                    cosines[i][rank] = top.score(rank);
                }
            }
        });
        return NeighbourhoodModel.of(Profiles.of(train, RatingWeights.NONE), neighbours, cosines);
    }

    private static void countCommonUsers(int item, InteractionMatrix byItem, InteractionMatrix byUser, float[] common) {
        Arrays.fill(common, 0);
        for (int e = byItem.start(item); e < byItem.start(item + 1); e++) {
            int user = byItem.column(e);
            for (int f = byUser.start(user); f < byUser.start(user + 1); f++) {
                common[byUser.column(f)]++;
            }
        }
    }
}
