package io.movieai.recsys.model;

import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;

/**
 * Matrix factorisation that learns from pairs of a met and another item (Rendle et al. 2009).
 *
 * @param settings the settings; no layers
 */
public record Bpr(PairwiseSettings settings) implements Algorithm {
    /** RecBole's defaults: 64 dimensions, learning rate 0.001, no regularisation, batches of 2,048. */
    public static final Bpr DEFAULT = new Bpr(new PairwiseSettings(64, 0, 0.001, 0, 2048));

    /** @throws IllegalArgumentException if there are layers */
    public Bpr {
        if (settings.layers() != 0) {
            throw new IllegalArgumentException("n_layers: expected 0 for BPR, found " + settings.layers());
        }
    }

    @Override
    public String name() {
        return "BPR";
    }

    @Override
    public TrainingRun start(Split split, long seed, WorkerPool pool) {
        return new PairwiseRun(split, settings, true, seed, pool);
    }
}
