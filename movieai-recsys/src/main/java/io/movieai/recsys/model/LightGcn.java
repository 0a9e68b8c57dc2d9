package io.movieai.recsys.model;

import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Objects;

/**
 * LightGCN (He et al. 2020): embeddings averaged over the layers of a propagation on the graph of users and items, learnt by
 * BPR's loss.
 *
 * @param settings the settings
 */
public record LightGcn(PairwiseSettings settings) implements Algorithm {
    /** RecBole's defaults: 64 dimensions, 2 layers, learning rate 0.001, regularisation 1e-5, batches of 2,048. */
    public static final LightGcn DEFAULT = new LightGcn(new PairwiseSettings(64, 2, 0.001, 1e-5, 2048));

    public LightGcn {
        Objects.requireNonNull(settings, "settings");
    }

    @Override
    public String name() {
        return "LightGCN";
    }

    @Override
    public TrainingRun start(Split split, long seed, WorkerPool pool) {
        return new PairwiseRun(split, settings, false, seed, pool);
    }
}
