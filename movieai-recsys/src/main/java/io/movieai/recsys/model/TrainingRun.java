package io.movieai.recsys.model;

import java.util.Map;

/** A model while it learns, epoch by epoch. Used by one thread at a time. */
public interface TrainingRun {
    /** Returns after how many epochs there is nothing more to learn: 1 for a closed form, {@link Integer#MAX_VALUE} if open. */
    int maxEpochs();

    /**
     * Learns for another epoch.
     *
     * @return the mean loss of the epoch as the algorithm defines it, 0 for a closed form
     * @throws ArithmeticException if the parameters have left the range of finite numbers
     */
    double runEpoch();

    /** Returns the model as learnt so far; later epochs do not change it. */
    RecommenderModel model();

    /**
     * Returns all that the next epoch depends on, by name: parameters and the optimiser's state. These are the live arrays: a
     * checkpoint copies them, and resuming overwrites them and then calls {@link #resumeAt}.
     */
    Map<String, float[][]> state();

    /** Tells how many epochs the state that was overwritten has seen. */
    void resumeAt(int epochs);
}
