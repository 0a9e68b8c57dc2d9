package io.movieai.recsys.training;

/** Told how training goes. Called on the training thread, so an implementation must be quick. */
@FunctionalInterface
public interface TrainingListener {
    /** Ignores what it is told. */
    TrainingListener NONE = progress -> {};

    /** Called after each epoch. */
    void onEpoch(EpochReport progress);

    /**
     * What an epoch brought.
     *
     * @param epoch its number, from 1
     * @param maxEpochs the greatest number of epochs
     * @param loss the mean loss, 0 for a closed form
     * @param seconds how long it took, without the evaluation
     * @param validation the rounded metric of the stopping rule, or NaN if the epoch was not evaluated
     * @param improved whether this is the best model so far
     */
    record EpochReport(int epoch, int maxEpochs, double loss, double seconds, double validation, boolean improved) {}
}
