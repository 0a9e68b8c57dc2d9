package io.movieai.recsys.training;

import io.movieai.recsys.evaluation.RankingReport;
import io.movieai.recsys.model.RecommenderModel;
import java.util.Optional;

/**
 * What training led to.
 *
 * @param model the best model on the validation set; the last one if there is no validation set
 * @param epochs how many epochs were run
 * @param bestEpoch the epoch of the model, from 1
 * @param valid its metrics on the validation set, if there is one
 * @param secondsPerEpoch the median time of the epochs of this run, without evaluation
 * @param fitSeconds the time of this run in all, with evaluation; what ran before a resume is not in it
 */
public record TrainingResult(
        RecommenderModel model,
        int epochs,
        int bestEpoch,
        Optional<RankingReport> valid,
        double secondsPerEpoch,
        double fitSeconds) {}
