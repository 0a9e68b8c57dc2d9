package io.movieai.recsys.model;

import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.Objects;

/**
 * Implicit alternating least squares (Hu, Koren and Volinsky 2008) with the regularisation that follows the number of
 * interactions (Rendle et al. 2022, "Revisiting the Performance of iALS on Item Recommendation Benchmarks", equations 2 to 4).
 * An epoch solves for all users, then for all items; time and memory grow linearly with the interactions.
 *
 * @param embeddingSize the number of dimensions, at least 1
 * @param regWeight the regularisation λ, above 0
 * @param unobservedWeight the weight α of a pair that was not observed, above 0
 * @param regExponent ν: a user of n interactions is regularised by {@code λ (n + α · items)^ν}, items accordingly; from 0 to 1
 * @param epochs after how many epochs the run ends, at least 1
 * @param ratingWeights how much an interaction counts
 */
public record Ials(
        int embeddingSize,
        double regWeight,
        double unobservedWeight,
        double regExponent,
        int epochs,
        RatingWeights ratingWeights)
        implements Algorithm {
    /** 64 dimensions, λ 0.02, α 0.2, ν 1, 10 epochs, ratings without effect. */
    public static final Ials DEFAULT = new Ials(64, 0.02, 0.2, 1, 10, RatingWeights.NONE);

    /** @throws IllegalArgumentException if a number is not in its range */
    public Ials {
        Objects.requireNonNull(ratingWeights, "ratingWeights");
        if (embeddingSize < 1 || epochs < 1) {
            throw new IllegalArgumentException("iALS: expected embedding_size and epochs of at least 1, found "
                    + embeddingSize + " and " + epochs);
        }
        if (!(regWeight > 0 && unobservedWeight > 0 && regExponent >= 0 && regExponent <= 1)) {
            throw new IllegalArgumentException("iALS: expected weights above 0 and an exponent from 0 to 1, found "
                    + regWeight + ", " + unobservedWeight + " and " + regExponent);
        }
    }

    @Override
    public String name() {
        return "iALS";
    }

    @Override
    public TrainingRun start(Split split, long seed, WorkerPool pool) {
        return new IalsRun(split, this, seed, pool);
    }
}
