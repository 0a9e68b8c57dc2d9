package io.movieai.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.recsys.dataset.Protocol;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.evaluation.FullRanking;
import io.movieai.recsys.evaluation.ListQuality;
import io.movieai.recsys.evaluation.Metric;
import io.movieai.recsys.evaluation.RankedLists;
import io.movieai.recsys.evaluation.RankingReport;
import io.movieai.recsys.evaluation.RankingReport.Interval;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.parallel.WorkerPool;
import io.movieai.recsys.training.TrainingResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a model, with what it rests on, as a table or as one JSON object.
 *
 * @param model the model's name
 * @param protocol what the figures rest on
 * @param settings the settings in force
 * @param valid figures on the validation set, if there is one
 * @param test figures on the test set, if there is one
 * @param lists what the test lists are like apart from their hits, by cut-off
 * @param evaluationSeconds how long ranking and measuring the test set took
 * @param training what training led to, if the model was trained just now
 */
record Figures(
        String model,
        Protocol protocol,
        Map<String, Object> settings,
        Optional<RankingReport> valid,
        Optional<RankingReport> test,
        Map<Integer, ListQuality> lists,
        double evaluationSeconds,
        Optional<TrainingResult> training) {
    private static final double CONFIDENCE = 0.95;
    private static final int RESAMPLES = 1000;

    /** Measures a model on the test set of a split. */
    static Figures measure(
            String name,
            RecommenderModel model,
            RatingData data,
            Map<String, Object> settings,
            List<Integer> topk,
            Optional<RankingReport> valid,
            Optional<TrainingResult> training,
            WorkerPool pool) {
        Split split = data.split();
        Map<Integer, ListQuality> lists = new LinkedHashMap<>();
        Optional<RankingReport> test = Optional.empty();
        double seconds = 0;
        if (split.test().size() > 0) {
            int[] cutoffs = topk.stream()
                    .mapToInt(Integer::intValue)
                    .distinct()
                    .sorted()
                    .toArray();
            FullRanking ranking = FullRanking.test(split);
            long began = System.nanoTime();
            RankedLists ranked =
                    ranking.rank(model, Arrays.stream(cutoffs).max().orElse(1), pool);
            test = Optional.of(ranking.measure(ranked, cutoffs));
            seconds = (System.nanoTime() - began) / 1e9;
            for (int k : cutoffs) {
                lists.put(k, ListQuality.of(ranked, k, split.train().toMatrix()));
            }
        }
        return new Figures(name, data.protocol(), settings, valid, test, lists, seconds, training);
    }

    /** Writes one JSON object on one line. */
    String toJson(boolean intervals, Map<String, ?> more) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("model", model)
                .put("data", protocol.data())
                .put("split", protocol.split())
                .set("seed", mapper.valueToTree(settings.get("seed")));
        training.ifPresent(result -> root.put("epochs", result.epochs())
                .put("best_epoch", result.bestEpoch())
                .put("seconds_per_epoch", result.secondsPerEpoch())
                .put("fit_seconds", result.fitSeconds()));
        root.put("evaluation_seconds", evaluationSeconds);
        putReport(root.putObject("valid"), valid);
        putReport(root.putObject("test"), test);
        if (intervals) {
            ObjectNode node = root.putObject("test_interval");
            node.put("confidence", CONFIDENCE).put("resamples", RESAMPLES);
            test.ifPresent(report -> report.toMap().keySet().forEach(name -> {
                Interval interval = interval(report, name);
                node.putArray(name).add(interval.low()).add(interval.high());
            }));
        }
        ObjectNode quality = root.putObject("test_lists");
        lists.forEach((k, list) -> quality.put("item_coverage@" + k, list.itemCoverage())
                .put("average_popularity@" + k, list.averagePopularity())
                .put("gini_index@" + k, list.giniIndex())
                .put("shannon_entropy@" + k, list.shannonEntropy())
                .put("diversity@" + k, list.diversity()));
        root.put("filters", protocol.filter())
                .put("ranking", "full, known items masked")
                .put("users", protocol.users())
                .put("items", protocol.items());
        root.putObject("interactions")
                .put("train", protocol.train())
                .put("valid", protocol.valid())
                .put("test", protocol.test());
        root.putObject("users_counted").put("valid", protocol.validUsers()).put("test", protocol.testUsers());
        root.set("settings", mapper.valueToTree(settings));
        more.forEach((name, value) -> root.set(name, mapper.valueToTree(value)));
        return root.toString();
    }

    private static void putReport(ObjectNode node, Optional<RankingReport> report) {
        report.ifPresent(figures -> figures.toMap().forEach(node::put));
    }

    /** Prints the protocol and a table. */
    void print(Terminal terminal, Texts texts, boolean intervals) {
        line(terminal, "%s", model);
        protocol.toString().lines().forEach(text -> line(terminal, "%s", text));
        line(terminal, "%s", texts.get("figures.settings", settings));
        line(
                terminal,
                intervals ? "%-22s %9s %9s   %s" : "%-22s %9s %9s",
                texts.get("figures.metric"),
                texts.get("figures.valid"),
                texts.get("figures.test"),
                texts.get("figures.interval"));
        Map<String, Double> ofValid = valid.map(RankingReport::toMap).orElse(Map.of());
        Map<String, Double> ofTest = test.map(RankingReport::toMap).orElse(Map.of());
        Map<String, Double> names = new LinkedHashMap<>(ofTest);
        ofValid.forEach(names::putIfAbsent);
        for (String name : names.keySet()) {
            line(
                    terminal,
                    "%-22s %9s %9s%s",
                    name,
                    number(ofValid.get(name)),
                    number(ofTest.get(name)),
                    intervals && ofTest.containsKey(name) ? "   " + text(interval(test.orElseThrow(), name)) : "");
        }
        lists.forEach((k, list) -> {
            line(terminal, "%-22s %9s %9.4f", "item_coverage@" + k, "", list.itemCoverage());
            line(terminal, "%-22s %9s %9.1f", "average_popularity@" + k, "", list.averagePopularity());
            line(terminal, "%-22s %9s %9.4f", "diversity@" + k, "", list.diversity());
        });
        if (test.isEmpty()) {
            line(terminal, "%s", texts.get("figures.no-test"));
        }
        training.ifPresent(result -> line(
                terminal,
                "%s",
                texts.get(
                        "figures.training",
                        Integer.toString(result.epochs()),
                        Integer.toString(result.bestEpoch()),
                        seconds(result.secondsPerEpoch()),
                        seconds(result.fitSeconds()))));
    }

    private static Interval interval(RankingReport report, String name) {
        int at = name.indexOf('@');
        return report.bootstrap(
                Metric.of(name.substring(0, at)), Integer.parseInt(name.substring(at + 1)), CONFIDENCE, RESAMPLES, 1);
    }

    private static String text(Interval interval) {
        return String.format(Locale.ROOT, "%.4f – %.4f", interval.low(), interval.high());
    }

    private static String number(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static void line(Terminal terminal, String format, Object... values) {
        terminal.out().println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
