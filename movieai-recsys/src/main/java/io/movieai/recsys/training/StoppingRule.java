package io.movieai.recsys.training;

import io.movieai.recsys.evaluation.Metric;
import java.util.Objects;

/**
 * When training ends, as in RecBole: the model is evaluated on the validation set after every {@code evalStep} epochs; the
 * metric is rounded to 4 decimals; a tie counts as an improvement; and training ends at the {@code stoppingStep + 1}-th
 * evaluation in a row without one, or after {@code epochs}. The model of the last improvement is the result.
 *
 * @param epochs the greatest number of epochs, at least 1
 * @param stoppingStep evaluations without an improvement that are borne, at least 0
 * @param evalStep epochs between evaluations, at least 1
 * @param metric what is looked at
 * @param k its cut-off, at least 1
 */
public record StoppingRule(int epochs, int stoppingStep, int evalStep, Metric metric, int k) {
    /** RecBole's numbers (300, 10, 1) with NDCG@10. */
    public static final StoppingRule DEFAULT = new StoppingRule(300, 10, 1, Metric.NDCG, 10);

    /** @throws IllegalArgumentException if a number is not in its range */
    public StoppingRule {
        Objects.requireNonNull(metric, "metric");
        if (epochs < 1 || stoppingStep < 0 || evalStep < 1 || k < 1) {
            throw new IllegalArgumentException(
                    "stopping: expected epochs, eval_step and k of at least 1 and stopping_step of at least 0, found "
                            + epochs + ", " + evalStep + ", " + k + " and " + stoppingStep);
        }
    }
}
