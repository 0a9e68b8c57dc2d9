package io.movieai.recsys.model;

import io.movieai.recsys.dataset.InteractionMatrix;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Arrays;

/**
 * The graph of users and items of LightGCN: nodes are the users, then the items; edges are interactions. Computes the mean of
 * the layers {@code (1 / (L + 1)) Σ_{k=0..L} Ã^k x} with {@code Ã = D^-1/2 A D^-1/2} (He et al. 2020, equations 7 and 8). As Ã is
 * symmetric, the gradient takes the same way back.
 *
 * <p>Written with {@code h_0 = D^-1/2 x} and {@code h_{k+1} = h_0 + D^-1 A h_k} (Horner's scheme), the sum of the layers is
 * {@code D^1/2 h_L}: the inner loop adds rows without a weight for each edge, and no layer is added up apart. Rows are cut into
 * shards of about as many edges. In graphs whose rows fit the cache, nodes share sums of neighbours; in larger ones, columns are
 * visited in blocks.
 */
final class BipartiteGraph {
    private static final int SHARDS = 32;
    /** Rows of a block: 2 MB at 64 dimensions. */
    private static final int COLUMNS_PER_BLOCK = 8192;
    /** Below this number of nodes the rows fit the last cache anyway. */
    private static final int UNBLOCKED_NODES = 65_536;

    private final int nodes;
    /** The nodes' rows, then those of the sums that they share; sums are numbered after the nodes. */
    private final SharedSums rows;

    private final float[] rootDegree;
    private final float[] inverseDegree;
    private final float[] inverseRootDegree;
    private final int[] nodeShards;
    private final int[] sumShards;
    private final int[] cursor;

    /** @param layers how many will be asked for */
    BipartiteGraph(InteractionMatrix train, int layers) {
        int users = train.rowCount();
        nodes = users + train.columnCount();
        InteractionMatrix byItem = train.transpose();
        int[] start = new int[nodes + 1];
        int[] neighbour = new int[Math.multiplyExact(2, train.size())];
        int at = 0;
        for (int u = 0; u < users; u++) {
            for (int e = train.start(u); e < train.start(u + 1); e++) {
                neighbour[at++] = users + train.column(e);
            }
            start[u + 1] = at;
        }
        for (int i = 0; i < byItem.rowCount(); i++) {
            for (int e = byItem.start(i); e < byItem.start(i + 1); e++) {
                neighbour[at++] = byItem.column(e);
            }
            start[users + i + 1] = at;
        }
        rootDegree = new float[nodes];
        inverseDegree = new float[nodes];
        inverseRootDegree = new float[nodes];
        for (int n = 0; n < nodes; n++) {
            int degree = start[n + 1] - start[n];
            if (degree > 0) {
                rootDegree[n] = (float) Math.sqrt(degree);
                inverseDegree[n] = 1f / degree;
                inverseRootDegree[n] = (float) (1 / Math.sqrt(degree));
            }
        }
        boolean blocked = nodes > UNBLOCKED_NODES;
        rows = blocked || layers == 0 ? new SharedSums(start, neighbour) : SharedSums.ofSymmetric(start, neighbour);
        cursor = blocked ? new int[nodes] : new int[0];
        nodeShards = shards(rows.start(), 0, nodes);
        sumShards = shards(rows.start(), nodes, rowCount());
    }

    /** Cuts rows into shards of about as many entries. */
    private static int[] shards(int[] start, int first, int end) {
        int[] bounds = new int[SHARDS + 1];
        bounds[0] = first;
        long weight = start[end] - start[first] + 4L * (end - first);
        int row = first;
        for (int s = 1; s < SHARDS; s++) {
            while (row < end && start[row] - start[first] + 4L * (row - first) < weight * s / SHARDS) {
                row++;
            }
            bounds[s] = row;
        }
        bounds[SHARDS] = end;
        return bounds;
    }

    int nodeCount() {
        return nodes;
    }

    /** Returns how many rows a scratch matrix needs: one for each node and each shared sum. */
    int rowCount() {
        return rows.start().length - 1;
    }

    /** What is done with a row of the result as soon as it is there. */
    interface RowConsumer {
        void accept(int node, float[] row);
    }

    /**
     * Computes the mean of the layers.
     *
     * @param input x, not changed
     * @param layers L, at least 0
     * @param scratch two matrices of {@link #rowCount} rows of the same length
     * @param output takes the result; not {@code input}
     * @param then called for each row of the output, by several threads, each row once; it may change {@code input}'s row
     */
    void meanOfLayers(
            float[][] input, int layers, float[][][] scratch, float[][] output, WorkerPool pool, RowConsumer then) {
        if (layers == 0) {
            pool.run(SHARDS, shard -> {
                for (int n = nodeShards[shard]; n < nodeShards[shard + 1]; n++) {
                    System.arraycopy(input[n], 0, output[n], 0, input[n].length);
                    then.accept(n, output[n]);
                }
            });
            return;
        }
        pool.run(SHARDS, shard -> {
            for (int n = nodeShards[shard]; n < nodeShards[shard + 1]; n++) {
                Vectors.scale(scratch[0][n], inverseRootDegree[n], input[n]);
            }
        });
        float share = 1f / (layers + 1);
        for (int layer = 1; layer <= layers; layer++) {
            float[][] from = scratch[(layer - 1) & 1];
            boolean last = layer == layers;
            float[][] to = last ? output : scratch[layer & 1];
            if (rowCount() > nodes) {
                pool.run(SHARDS, shard -> {
                    for (int s = sumShards[shard]; s < sumShards[shard + 1]; s++) {
                        sumRows(from, from[s], rows.start()[s], rows.start()[s + 1]);
                    }
                });
            }
            pool.run(SHARDS, shard -> {
                sumNeighbours(shard, from, to);
                for (int n = nodeShards[shard]; n < nodeShards[shard + 1]; n++) {
                    if (last) {
                        Vectors.combine(to[n], share * rootDegree[n] * inverseDegree[n], share, input[n]);
                        then.accept(n, to[n]);
                    } else {
                        Vectors.combine(to[n], inverseDegree[n], inverseRootDegree[n], input[n]);
                    }
                }
            });
        }
    }

    private void sumNeighbours(int shard, float[][] from, float[][] to) {
        int[] start = rows.start();
        int first = nodeShards[shard];
        int end = nodeShards[shard + 1];
        if (cursor.length == 0) {
            for (int n = first; n < end; n++) {
                sumRows(from, to[n], start[n], start[n + 1]);
            }
            return;
        }
        for (int n = first; n < end; n++) {
            Arrays.fill(to[n], 0);
        }
        System.arraycopy(start, first, cursor, first, end - first);
        for (int limit = COLUMNS_PER_BLOCK; limit < nodes + COLUMNS_PER_BLOCK; limit += COLUMNS_PER_BLOCK) {
            for (int n = first; n < end; n++) {
                int e = cursor[n];
                int stop = e;
                while (stop < start[n + 1] && rows.column()[stop] < limit) {
                    stop++;
                }
                addRows(from, to[n], e, stop);
                cursor[n] = stop;
            }
        }
    }

    /** Overwrites {@code sum}; what does not fill a step of four comes first. */
    private void sumRows(float[][] from, float[] sum, int begin, int end) {
        int[] column = rows.column();
        int e = begin + ((end - begin) & 3);
        switch (e - begin) {
            case 0 -> Arrays.fill(sum, 0);
            case 1 -> System.arraycopy(from[column[begin]], 0, sum, 0, sum.length);
            case 2 -> Vectors.sum2(sum, from[column[begin]], from[column[begin + 1]]);
            default -> Vectors.sum3(sum, from[column[begin]], from[column[begin + 1]], from[column[begin + 2]]);
        }
        addRows(from, sum, e, end);
    }

    private void addRows(float[][] from, float[] sum, int begin, int end) {
        int[] column = rows.column();
        int e = begin;
        for (; e + 3 < end; e += 4) {
            Vectors.add4(
                    sum, from[column[e]], from[column[e + 1]], from[column[e + 2]], from[column[e + 3]], sum.length);
        }
        for (; e < end; e++) {
            Vectors.add(sum, from[column[e]], sum.length);
        }
    }
}
