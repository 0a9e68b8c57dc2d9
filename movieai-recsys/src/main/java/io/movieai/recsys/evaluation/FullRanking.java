package io.movieai.recsys.evaluation;

import io.movieai.recsys.dataset.InteractionMatrix;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.model.TopItems;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks all items for every user that has relevant ones, without the items that the user is known to have met, and measures the
 * lists. That is RecBole's {@code mode: full}: items that nobody met in training are candidates too.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class FullRanking {
    /** Users scored at a time: their scores of some thousand items stay in the processor's cache. */
    private static final int USERS_PER_SHARD = 16;

    private final List<InteractionMatrix> known;
    private final InteractionMatrix relevant;
    private final int[] users;

    /**
     * Makes an evaluation.
     *
     * @param known what users have met before: these items are not candidates
     * @param relevant what is to be found
     * @throws IllegalArgumentException if the matrices differ in shape, or nobody has a relevant item
     */
    public FullRanking(List<InteractionMatrix> known, InteractionMatrix relevant) {
        this.known = List.copyOf(known);
        this.relevant = relevant;
        for (InteractionMatrix matrix : known) {
            if (matrix.rowCount() != relevant.rowCount() || matrix.columnCount() != relevant.columnCount()) {
                throw new IllegalArgumentException("known: expected " + relevant.rowCount() + " x "
                        + relevant.columnCount() + " users and items, found " + matrix.rowCount() + " x "
                        + matrix.columnCount());
            }
        }
        int[] withItems = new int[relevant.rowCount()];
        int count = 0;
        for (int u = 0; u < withItems.length; u++) {
            if (relevant.rowSize(u) > 0) {
                withItems[count++] = u;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException(
                    "relevant: expected users with at least one item to be found, found none; check the split");
        }
        this.users = Arrays.copyOf(withItems, count);
    }

    /** Returns the evaluation on the validation set: items of the training set are masked. */
    public static FullRanking validation(Split split) {
        return new FullRanking(List.of(split.train().toMatrix()), split.valid().toMatrix());
    }

    /** Returns the evaluation on the test set: items of the training and validation sets are masked. */
    public static FullRanking test(Split split) {
        return new FullRanking(
                List.of(split.train().toMatrix(), split.valid().toMatrix()),
                split.test().toMatrix());
    }

    /** Returns a copy of the users that are averaged over: those with a relevant item, ascending. */
    public int[] users() {
        return users.clone();
    }

    /**
     * Ranks the items for each of the users and measures the lists at each cut-off.
     *
     * @throws IllegalArgumentException if the model knows other numbers of users or items, or a cut-off is less than 1
     */
    public RankingReport evaluate(RecommenderModel model, int[] cutoffs, WorkerPool pool) {
        int longest = Arrays.stream(cutoffs)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("cutoffs: expected at least one, found none"));
        return measure(rank(model, longest, pool), cutoffs);
    }

    /** Returns the best {@code k} candidates of each of the users; ties in the order of the items. */
    public RankedLists rank(RecommenderModel model, int k, WorkerPool pool) {
        if (model.userCount() != relevant.rowCount() || model.itemCount() != relevant.columnCount()) {
            throw new IllegalArgumentException("model: expected " + relevant.rowCount() + " users and "
                    + relevant.columnCount() + " items, found " + model.userCount() + " and " + model.itemCount());
        }
        int[][] lists = new int[users.length][];
        int shards = (users.length + USERS_PER_SHARD - 1) / USERS_PER_SHARD;
        pool.run(shards, shard -> {
            int from = shard * USERS_PER_SHARD;
            int to = Math.min(users.length, from + USERS_PER_SHARD);
            float[][] scores = new float[to - from][model.itemCount()];
            model.score(users, from, to, scores);
            TopItems top = new TopItems(k);
            for (int at = from; at < to; at++) {
                float[] row = scores[at - from];
                mask(users[at], row);
                top.select(row, 0, row.length);
                lists[at] = top.toArray();
            }
        });
        return new RankedLists(users.clone(), lists);
    }

    private void mask(int user, float[] scores) {
        for (InteractionMatrix matrix : known) {
            int end = matrix.start(user + 1);
            for (int e = matrix.start(user); e < end; e++) {
                scores[matrix.column(e)] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /**
     * Measures lists that were made elsewhere.
     *
     * @throws IllegalArgumentException if the lists are not of this evaluation's users in their order, or a cut-off is less
     *     than 1
     */
    public RankingReport measure(RankedLists lists, int[] cutoffs) {
        if (!Arrays.equals(lists.users(), users)) {
            throw new IllegalArgumentException("lists: expected those of the " + users.length
                    + " users with relevant items, ascending, found those of " + lists.users().length + " others");
        }
        for (int k : cutoffs) {
            if (k < 1) {
                throw new IllegalArgumentException("cutoffs: expected at least 1, found " + k);
            }
        }
        Map<Metric, double[][]> values = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            values.put(metric, new double[cutoffs.length][users.length]);
        }
        for (int at = 0; at < users.length; at++) {
            int[] list = lists.lists()[at];
            boolean[] hits = new boolean[list.length];
            for (int rank = 0; rank < list.length; rank++) {
                hits[rank] = relevant.contains(users[at], list[rank]);
            }
            int count = relevant.rowSize(users[at]);
            for (Map.Entry<Metric, double[][]> entry : values.entrySet()) {
                for (int c = 0; c < cutoffs.length; c++) {
                    entry.getValue()[c][at] = entry.getKey().value(hits, count, cutoffs[c]);
                }
            }
        }
        return new RankingReport(cutoffs, users.length, values);
    }
}
