package io.movieai.benchmarks;

import io.movieai.recsys.dataset.InteractionFiles;
import io.movieai.recsys.dataset.InteractionFilter;
import io.movieai.recsys.dataset.Interactions;
import io.movieai.recsys.dataset.Protocol;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.dataset.SplitSettings;
import io.movieai.recsys.dataset.Splitter;
import io.movieai.recsys.evaluation.FullRanking;
import io.movieai.recsys.evaluation.ListQuality;
import io.movieai.recsys.evaluation.Metric;
import io.movieai.recsys.evaluation.RankingReport;
import io.movieai.recsys.parallel.WorkerPool;
import io.movieai.recsys.training.Trainer;
import io.movieai.recsys.training.TrainingConfig;
import io.movieai.recsys.training.TrainingListener;
import io.movieai.recsys.training.TrainingResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Trains every model at RecBole's settings on RecBole's split of MovieLens 100K and prints a table of test metrics and times.
 *
 * <p>Arguments: models by name, separated by commas (default: all); how many seeds the models with random first values are
 * trained with (default 3); how many further random splits of the same data are made (default 0). The environment names the
 * data by {@code MOVIEAI_ML100K}.
 */
public final class RecBoleComparison {
    private static final String ALL = "Pop,ItemKNN,EASE,BPR,NeuMF,LightGCN,iALS,Blend";
    private static final int K = 10;

    private final PrintStream out;
    private final WorkerPool pool;

    private RecBoleComparison(PrintStream out, WorkerPool pool) {
        this.out = out;
        this.pool = pool;
    }

    /** Runs the comparison. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String folder = System.getenv("MOVIEAI_ML100K");
        if (folder == null) {
            throw new IllegalStateException("expected MOVIEAI_ML100K to name a folder, found it unset");
        }
        List<String> models = List.of((arguments.length > 0 ? arguments[0] : ALL).split(",", -1));
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int splits = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (WorkerPool pool = WorkerPool.start()) {
            RecBoleComparison comparison = new RecBoleComparison(out, pool);
            InteractionFiles files = new InteractionFiles();
            List<String> parts = List.of("train", "valid", "test");
            Split given = files.loadBenchmark(Path.of(folder).resolveSibling("ml-100k-recbole-split"), parts);
            comparison.run(given, Protocol.ofFiles("ml-100k", InteractionFilter.NONE, parts, given), models, seeds);
            Interactions all = files.load(Path.of(folder).resolve("ml-100k.inter"));
            for (int seed = 1; seed <= splits; seed++) {
                Split split = new Splitter(SplitSettings.DEFAULT).split(all, seed);
                Protocol protocol = Protocol.of("ml-100k", InteractionFilter.NONE, SplitSettings.DEFAULT, seed, split);
                comparison.run(split, protocol, models, seeds);
            }
        }
    }

    private void run(Split split, Protocol protocol, List<String> models, int seeds)
            throws IOException, InterruptedException {
        out.println(protocol);
        out.println(
                "| model | seed | Recall | NDCG | 95% | MRR | Hit | Precision | MAP | coverage | valid NDCG | epochs"
                        + " | s per epoch | fit, s | evaluation, s |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        FullRanking test = FullRanking.test(split);
        for (String model : models) {
            boolean random = List.of("BPR", "NeuMF", "LightGCN").contains(model);
            double ndcg = 0;
            int count = random ? seeds : 1;
            for (int seed = 0; seed < count; seed++) {
                TrainingConfig config = TrainingConfig.ofRecBole(Map.of("model", model, "seed", 2020 + seed));
                ndcg += row(split, test, model, config);
            }
            if (count > 1) {
                out.printf(Locale.ROOT, "| %s, mean | | | %.4f | | | | | | | | | | | |%n", model, ndcg / count);
            }
        }
    }

    private double row(Split split, FullRanking test, String model, TrainingConfig config)
            throws IOException, InterruptedException {
        TrainingResult result = new Trainer(pool, TrainingListener.NONE, Optional.empty()).fit(split, config);
        long began = System.nanoTime();
        RankingReport report = test.evaluate(result.model(), new int[] {K}, pool);
        double evaluation = (System.nanoTime() - began) / 1e9;
        RankingReport.Interval interval = report.bootstrap(Metric.NDCG, K, 0.95, 1000, 1);
        ListQuality quality = ListQuality.of(
                test.rank(result.model(), K, pool), K, split.train().toMatrix());
        out.printf(
                Locale.ROOT,
                "| %s | %d | %.4f | %.4f | %.4f to %.4f | %.4f | %.4f | %.4f | %.4f | %.3f | %.4f | %d | %.3f | %.1f | %.3f |%n",
                model,
                config.seed(),
                report.mean(Metric.RECALL, K),
                report.mean(Metric.NDCG, K),
                interval.low(),
                interval.high(),
                report.mean(Metric.MRR, K),
                report.mean(Metric.HIT, K),
                report.mean(Metric.PRECISION, K),
                report.mean(Metric.MAP, K),
                quality.itemCoverage(),
                result.valid().map(valid -> valid.mean(Metric.NDCG, K)).orElse(Double.NaN),
                result.epochs(),
                result.secondsPerEpoch(),
                result.fitSeconds(),
                evaluation);
        return report.mean(Metric.NDCG, K);
    }
}
