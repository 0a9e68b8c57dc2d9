package io.movieai.recsys.model;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The run of an algorithm that is done after one step. For one thread. */
public final class ClosedForm implements TrainingRun {
    private final Supplier<? extends RecommenderModel> fit;
    private @Nullable RecommenderModel model;

    /** @param fit does the step, each time from the beginning */
    public ClosedForm(Supplier<? extends RecommenderModel> fit) {
        this.fit = fit;
    }

    @Override
    public int maxEpochs() {
        return 1;
    }

    @Override
    public double runEpoch() {
        model = fit.get();
        return 0;
    }

    @Override
    public RecommenderModel model() {
        if (model == null) {
            throw new IllegalStateException("model: expected one epoch before it is asked for, found none");
        }
        return model;
    }

    @Override
    public Map<String, float[][]> state() {
        return Map.of();
    }

    @Override
    public void resumeAt(int epochs) {
        if (epochs > 0) {
            runEpoch();
        }
    }
}
