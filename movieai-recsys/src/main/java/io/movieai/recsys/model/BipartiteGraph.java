package io.movieai.recsys.model;

import io.movieai.recsys.dataset.InteractionMatrix;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Arrays;

/**
 * The graph of users and items of LightGCN: nodes are the users, then the items; edges are interactions. Computes the mean of
 * the layers {@code (1 / (L + 1)) Σ_{k=0..L} Ã^k x} with {@code Ã = D^-1/2 A D^-1/2} (He et al. 2020, equations 7 and 8). As Ã is
 * symmetric, the gradient takes the same way back.
 *
 * <p>Written with {@code f_k = D^-1/2 Ã^k x}, a layer is {@code f_{k+1} = D^-1 A f_k}: the inner loop adds rows without a weight
 * for each edge, and {@code Ã^k x = D^1/2 f_k}. Rows are cut into shards of about as many edges; in graphs whose rows do not fit
 * the cache, columns are visited in blocks.
 */
final class BipartiteGraph {
    private static final int SHARDS = 32;
    /** Rows of a block: 2 MB at 64 dimensions. */
    private static final int COLUMNS_PER_BLOCK = 8192;
    /** Below this number of nodes the rows fit the last cache anyway. */
    private static final int UNBLOCKED_NODES = 65_536;

    private final int[] start;
    private final int[] neighbour;
    private final float[] rootDegree;
    private final float[] inverseDegree;
    private final float[] inverseRootDegree;
    private final int[] shardStart;
    private final int[] cursor;

    BipartiteGraph(InteractionMatrix train) {
        int users = train.rowCount();
        int nodes = users + train.columnCount();
        InteractionMatrix byItem = train.transpose();
        start = new int[nodes + 1];
        neighbour = new int[Math.multiplyExact(2, train.size())];
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
        shardStart = shards(nodes);
        cursor = nodes > UNBLOCKED_NODES ? new int[nodes] : new int[0];
    }

    private int[] shards(int nodes) {
        int[] bounds = new int[SHARDS + 1];
        long weight = start[nodes] + 4L * nodes;
        int node = 0;
        for (int s = 1; s < SHARDS; s++) {
            while (node < nodes && start[node] + 4L * node < weight * s / SHARDS) {
                node++;
            }
            bounds[s] = node;
        }
        bounds[SHARDS] = nodes;
        return bounds;
    }

    int nodeCount() {
        return rootDegree.length;
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
     * @param scratch two matrices of the same shape
     * @param output takes the result; not {@code input}
     * @param then called for each row of the output, by several threads, each row once; it may change {@code input}'s row
     */
    void meanOfLayers(
            float[][] input, int layers, float[][][] scratch, float[][] output, WorkerPool pool, RowConsumer then) {
        pool.run(SHARDS, shard -> {
            for (int n = shardStart[shard]; n < shardStart[shard + 1]; n++) {
                float scale = inverseRootDegree[n];
                float[] x = input[n];
                float[] f = scratch[0][n];
                float[] sum = output[n];
                for (int k = 0; k < f.length; k++) {
                    f[k] = scale * x[k];
                    sum[k] = 0;
                }
            }
        });
        for (int layer = 1; layer <= layers; layer++) {
            float[][] from = scratch[(layer - 1) & 1];
            float[][] to = scratch[layer & 1];
            boolean last = layer == layers;
            pool.run(SHARDS, shard -> {
                sumNeighbours(shard, from, to);
                for (int n = shardStart[shard]; n < shardStart[shard + 1]; n++) {
                    finishLayer(to[n], output[n], inverseDegree[n]);
                    if (last) {
                        finishMean(input[n], output[n], rootDegree[n], 1f / (layers + 1));
                        then.accept(n, output[n]);
                    }
                }
            });
        }
        if (layers == 0) {
            pool.run(SHARDS, shard -> {
                for (int n = shardStart[shard]; n < shardStart[shard + 1]; n++) {
                    System.arraycopy(input[n], 0, output[n], 0, input[n].length);
                    then.accept(n, output[n]);
                }
            });
        }
    }

    private static void finishLayer(float[] row, float[] sum, float inverseDegree) {
        for (int k = 0; k < row.length; k++) {
            float f = row[k] * inverseDegree;
            row[k] = f;
            sum[k] += f;
        }
    }

    private static void finishMean(float[] x, float[] sum, float rootDegree, float share) {
        for (int k = 0; k < x.length; k++) {
            sum[k] = share * (x[k] + rootDegree * sum[k]);
        }
    }

    private void sumNeighbours(int shard, float[][] from, float[][] to) {
        int first = shardStart[shard];
        int end = shardStart[shard + 1];
        for (int n = first; n < end; n++) {
            Arrays.fill(to[n], 0);
        }
        if (cursor.length == 0) {
            for (int n = first; n < end; n++) {
                addRows(from, to[n], start[n], start[n + 1]);
            }
            return;
        }
        System.arraycopy(start, first, cursor, first, end - first);
        for (int limit = COLUMNS_PER_BLOCK; limit < nodeCount() + COLUMNS_PER_BLOCK; limit += COLUMNS_PER_BLOCK) {
            for (int n = first; n < end; n++) {
                int e = cursor[n];
                int stop = e;
                while (stop < start[n + 1] && neighbour[stop] < limit) {
                    stop++;
                }
                addRows(from, to[n], e, stop);
                cursor[n] = stop;
            }
        }
    }

    private void addRows(float[][] from, float[] sum, int begin, int end) {
        int e = begin;
        for (; e + 3 < end; e += 4) {
            Vectors.add4(
                    sum,
                    from[neighbour[e]],
                    from[neighbour[e + 1]],
                    from[neighbour[e + 2]],
                    from[neighbour[e + 3]],
                    sum.length);
        }
        for (; e < end; e++) {
            Vectors.add(sum, from[neighbour[e]], sum.length);
        }
    }
}
