package io.movieai.recsys.training;

import io.movieai.recsys.dataset.SplitSettings;
import io.movieai.recsys.model.Algorithm;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that decides a training.
 *
 * @param algorithm what is learnt, with its settings
 * @param stopping when training ends
 * @param topk cut-offs that are reported, at least one
 * @param seed decides the split, first values, negatives and dropout
 * @param split how interactions are divided, unless they come divided
 */
public record TrainingConfig(
        Algorithm algorithm, StoppingRule stopping, List<Integer> topk, long seed, SplitSettings split) {
    /** @throws IllegalArgumentException if there is no cut-off, or one is less than 1 */
    public TrainingConfig {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(stopping, "stopping");
        Objects.requireNonNull(split, "split");
        topk = List.copyOf(topk);
        if (topk.isEmpty() || topk.stream().anyMatch(k -> k < 1)) {
            throw new IllegalArgumentException("topk: expected cut-offs of at least 1, found " + topk);
        }
    }

    /** Returns a configuration with RecBole's defaults, NDCG@10 and seed 2020. */
    public static TrainingConfig of(Algorithm algorithm) {
        return new TrainingConfig(algorithm, StoppingRule.DEFAULT, List.of(10), 2020, SplitSettings.DEFAULT);
    }

    /** Returns this configuration with another seed. */
    public TrainingConfig withSeed(long value) {
        return new TrainingConfig(algorithm, stopping, topk, value, split);
    }

    /** Returns this configuration with another stopping rule. */
    public TrainingConfig withStopping(StoppingRule value) {
        return new TrainingConfig(algorithm, value, topk, seed, split);
    }

    /**
     * Returns the configuration that settings with RecBole's names describe; see {@link RecBoleSettings}.
     *
     * @throws IllegalArgumentException if a name is unknown, a value is not of its type or range, or there is no model
     */
    public static TrainingConfig ofRecBole(Map<String, ?> settings) {
        return RecBoleSettings.of(settings).training();
    }
}
