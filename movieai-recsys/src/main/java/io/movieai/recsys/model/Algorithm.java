package io.movieai.recsys.model;

import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;

/** A way to learn a model from interactions, with its settings. Immutable and safe for use by several threads. */
public interface Algorithm {
    /** Returns its name as RecBole spells it where RecBole has it, for example {@code LightGCN}. */
    String name();

    /**
     * Begins to learn. Models learn from the training set alone; only a blend looks at the validation set, to choose its
     * weights.
     *
     * @param seed decides every random choice: the same interactions, settings and seed give the same model, bit for bit, on any
     *     number of threads
     * @param pool does the work; stays open
     */
    TrainingRun start(Split split, long seed, WorkerPool pool);
}
