package io.movieai.recsys.training;

import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.model.Algorithm;
import io.movieai.recsys.model.BlendModel;
import io.movieai.recsys.model.ClosedForm;
import io.movieai.recsys.model.Ease;
import io.movieai.recsys.model.FoldInModel;
import io.movieai.recsys.model.Ials;
import io.movieai.recsys.model.RatingWeights;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.model.TrainingRun;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several models, learnt from the training set and summed with weights that the validation set chooses. Each part's scores are
 * first divided by their mean standard deviation within a user, so that weights compare.
 *
 * @param parts what is blended, at least one; algorithms that end by themselves and fold in
 */
public record Blend(List<Part> parts) implements Algorithm {
    private static final RatingWeights RATINGS = new RatingWeights(0.8f, 1, 1.2f);

    /**
     * Ridge regression, EASE between ridge and its constraint, and iALS from two seeds. The weights begin where the first and
     * the pair of iALS count the same.
     */
    public static final Blend DEFAULT = new Blend(List.of(
            new Part(new Ease(250, 0.5, -0.15, 0, RATINGS), 1),
            new Part(new Ease(200, 0.5, -0.2, 0.75, RATINGS), 0),
            new Part(new Ials(64, 0.02, 0.2, 1, 10, RATINGS), 0.5),
            new Part(new Ials(64, 0.02, 0.2, 1, 10, RATINGS), 0.5)));

    /** @throws IllegalArgumentException if there is no part, or every weight is 0 */
    public Blend {
        parts = List.copyOf(parts);
        if (parts.stream().allMatch(part -> part.weight() == 0)) {
            throw new IllegalArgumentException("blend: expected a part with a weight above 0, found " + parts);
        }
    }

    /**
     * A part of a blend.
     *
     * @param algorithm what it learns with; part number n gets the seed plus n
     * @param weight where the search for its weight begins, at least 0
     */
    public record Part(Algorithm algorithm, double weight) {
        /** @throws IllegalArgumentException if the weight is not a finite number of at least 0 */
        public Part {
            if (!(weight >= 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException("weight: expected a finite number of at least 0, found " + weight);
            }
        }
    }

    @Override
    public String name() {
        return "Blend";
    }

    @Override
    public TrainingRun start(Split split, long seed, WorkerPool pool) {
        return new ClosedForm(() -> fit(split, seed, pool));
    }

    private RecommenderModel fit(Split split, long seed, WorkerPool pool) {
        List<FoldInModel> fitted = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            fitted.add(fit(parts.get(p).algorithm(), split, seed + p, pool));
        }
        double[] start = parts.stream().mapToDouble(Part::weight).toArray();
        return new BlendWeights(split, pool).choose(fitted, start);
    }

    private static FoldInModel fit(Algorithm algorithm, Split split, long seed, WorkerPool pool) {
        TrainingRun run = algorithm.start(split, seed, pool);
        if (run.maxEpochs() == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "blend: expected algorithms that end by themselves, found " + algorithm.name());
        }
        for (int epoch = 0; epoch < run.maxEpochs(); epoch++) {
            run.runEpoch();
        }
        RecommenderModel part = run.model();
        if (part instanceof FoldInModel foldIn) {
            return foldIn;
        }
        throw new IllegalArgumentException(
                "blend: expected algorithms whose models fold in, found " + algorithm.name());
    }

    static BlendModel weighted(List<FoldInModel> models, double[] weights, double[] scales) {
        List<FoldInModel> used = new ArrayList<>();
        float[] factors = new float[models.size()];
        int count = 0;
        for (int p = 0; p < weights.length; p++) {
            if (weights[p] != 0) {
                used.add(models.get(p));
                factors[count++] = (float) (weights[p] / scales[p]);
            }
        }
        return new BlendModel(used, Arrays.copyOf(factors, count));
    }
}
