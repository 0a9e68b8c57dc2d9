package io.movieai.recsys.model;

import io.movieai.recsys.dataset.Interactions;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;

/**
 * Counts how many users have met each item of the training set; of two items with equal counts, the better rated one comes
 * first. RecBole's {@code Pop} counts sampled batches instead.
 */
public record Popularity() implements Algorithm {
    @Override
    public String name() {
        return "Pop";
    }

    @Override
    public TrainingRun start(Split split, long seed, WorkerPool pool) {
        return new ClosedForm(() -> {
            Interactions train = split.train();
            int[] counts = new int[split.itemCount()];
            double[] ratings = new double[split.itemCount()];
            double greatest = 0;
            for (int row = 0; row < train.size(); row++) {
                counts[train.item(row)]++;
                ratings[train.item(row)] += train.value(row);
                greatest = Math.max(greatest, Math.abs(train.value(row)));
            }
            float[] scores = new float[counts.length];
            for (int i = 0; i < scores.length; i++) {
                // The mean rating moves the score by less than a half: it orders ties alone.
                double tieBreak = counts[i] == 0 ? 0 : ratings[i] / counts[i] / (2 * greatest + 1);
                scores[i] = (float) (counts[i] + tieBreak);
            }
            return new PopularityModel(split.userCount(), scores);
        });
    }
}
