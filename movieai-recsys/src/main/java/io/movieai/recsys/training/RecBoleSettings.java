package io.movieai.recsys.training;

import io.movieai.recsys.dataset.SplitSettings;
import io.movieai.recsys.dataset.SplitSettings.Grouping;
import io.movieai.recsys.dataset.SplitSettings.LeaveOneOut;
import io.movieai.recsys.dataset.SplitSettings.Order;
import io.movieai.recsys.dataset.SplitSettings.Ratio;
import io.movieai.recsys.evaluation.Metric;
import io.movieai.recsys.model.Algorithm;
import io.movieai.recsys.model.Bpr;
import io.movieai.recsys.model.Ease;
import io.movieai.recsys.model.Ials;
import io.movieai.recsys.model.ItemKnn;
import io.movieai.recsys.model.LightGcn;
import io.movieai.recsys.model.NeuMf;
import io.movieai.recsys.model.PairwiseSettings;
import io.movieai.recsys.model.Popularity;
import io.movieai.recsys.model.RatingWeights;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns settings with RecBole's names into a typed configuration. */
final class RecBoleSettings {
    private static final Set<String> NAMES = Set.of(
            "model",
            "epochs",
            "train_batch_size",
            "learning_rate",
            "embedding_size",
            "n_layers",
            "reg_weight",
            "stopping_step",
            "eval_step",
            "valid_metric",
            "topk",
            "seed",
            "eval_args",
            "k",
            "shrink",
            "mf_embedding_size",
            "mlp_embedding_size",
            "mlp_hidden_size",
            "dropout_prob",
            "unobserved_weight",
            "reg_exponent");
    private static final Set<String> EVAL_NAMES = Set.of("split", "order", "group_by", "mode");

    private final Map<String, ?> settings;

    RecBoleSettings(Map<String, ?> settings) {
        requireKnown("settings", settings.keySet(), NAMES);
        this.settings = settings;
    }

    TrainingConfig toConfig() {
        return new TrainingConfig(algorithm(), stopping(), topk(), seed(), split());
    }

    private Algorithm algorithm() {
        String model = text("model", "");
        return switch (model.toLowerCase(Locale.ROOT)) {
            case "pop" -> new Popularity();
            case "itemknn" -> new ItemKnn(integer("k", 100), number("shrink", 0));
            case "ease" -> Ease.of(number("reg_weight", 250));
            case "bpr" ->
                new Bpr(new PairwiseSettings(
                        integer("embedding_size", 64),
                        0,
                        number("learning_rate", 0.001),
                        number("reg_weight", 0),
                        integer("train_batch_size", 2048)));
            case "lightgcn" ->
                new LightGcn(new PairwiseSettings(
                        integer("embedding_size", 64),
                        integer("n_layers", 2),
                        number("learning_rate", 0.001),
                        number("reg_weight", 1e-5),
                        integer("train_batch_size", 2048)));
            case "neumf" ->
                new NeuMf(
                        integer("mf_embedding_size", 64),
                        integer("mlp_embedding_size", 64),
                        integers("mlp_hidden_size", List.of(128, 64)),
                        number("dropout_prob", 0.1),
                        number("learning_rate", 0.001),
                        Math.max(1, integer("train_batch_size", 2048) / 2));
            case "ials" ->
                new Ials(
                        integer("embedding_size", 64),
                        number("reg_weight", 0.02),
                        number("unobserved_weight", 0.2),
                        number("reg_exponent", 1),
                        integer("epochs", 10),
                        RatingWeights.NONE);
            case "blend" -> Blend.DEFAULT;
            default ->
                throw new IllegalArgumentException(
                        "model: expected one of Pop, ItemKNN, EASE, BPR, LightGCN, NeuMF, iALS, Blend, found "
                                + (model.isEmpty() ? "none" : model));
        };
    }

    private StoppingRule stopping() {
        String wanted = text("valid_metric", "NDCG@10");
        int at = wanted.indexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException(
                    "valid_metric: expected a metric and a cut-off like NDCG@10, found " + wanted);
        }
        return new StoppingRule(
                integer("epochs", StoppingRule.DEFAULT.epochs()),
                integer("stopping_step", StoppingRule.DEFAULT.stoppingStep()),
                integer("eval_step", StoppingRule.DEFAULT.evalStep()),
                Metric.of(wanted.substring(0, at)),
                toInteger("valid_metric", wanted.substring(at + 1)));
    }

    private List<Integer> topk() {
        return settings.get("topk") instanceof List ? integers("topk", List.of()) : List.of(integer("topk", 10));
    }

    private long seed() {
        double seed = number("seed", 2020);
        if (seed != Math.rint(seed)) {
            throw new IllegalArgumentException("seed: expected an integer, found " + seed);
        }
        return (long) seed;
    }

    private SplitSettings split() {
        if (settings.get("eval_args") == null) {
            return SplitSettings.DEFAULT;
        }
        Map<?, ?> args = map("eval_args", settings.get("eval_args"));
        requireKnown("eval_args", args.keySet(), EVAL_NAMES);
        Object mode = args.get("mode");
        if (mode != null && !"full".equals(mode)) {
            throw new IllegalArgumentException("eval_args.mode: expected full, found " + mode);
        }
        Order order = switch (String.valueOf(args.get("order"))) {
            case "null", "RO" -> Order.RANDOM;
            case "TO" -> Order.TIME;
            default ->
                throw new IllegalArgumentException("eval_args.order: expected RO or TO, found " + args.get("order"));
        };
        Grouping grouping = switch (String.valueOf(args.get("group_by"))) {
            case "user" -> Grouping.USER;
            case "none", "None" -> Grouping.NONE;
            case "null" -> args.containsKey("group_by") ? Grouping.NONE : Grouping.USER;
            default ->
                throw new IllegalArgumentException(
                        "eval_args.group_by: expected user or none, found " + args.get("group_by"));
        };
        return new SplitSettings(method(args.get("split")), order, grouping);
    }

    private static SplitSettings.Method method(@Nullable Object split) {
        if (split == null) {
            return SplitSettings.DEFAULT.method();
        }
        Map<?, ?> method = map("eval_args.split", split);
        if (method.size() == 1 && method.get("RS") instanceof List<?> ratios && ratios.size() == 3) {
            return new Ratio(
                    toNumber("RS", ratios.get(0)), toNumber("RS", ratios.get(1)), toNumber("RS", ratios.get(2)));
        }
        if (method.size() == 1 && "valid_and_test".equals(method.get("LS"))) {
            return new LeaveOneOut(true);
        }
        if (method.size() == 1 && "test_only".equals(method.get("LS"))) {
            return new LeaveOneOut(false);
        }
        throw new IllegalArgumentException(
                "eval_args.split: expected RS with three ratios, or LS with valid_and_test or test_only, found "
                        + split);
    }

    private static void requireKnown(String what, Set<?> found, Set<String> known) {
        for (Object name : found) {
            if (!known.contains(String.valueOf(name))) {
                throw new IllegalArgumentException(
                        what + ": expected names among " + new TreeSet<>(known) + ", found " + name);
            }
        }
    }

    private static Map<?, ?> map(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(name + ": expected a map, found " + value);
    }

    private String text(String name, String otherwise) {
        Object value = settings.get(name);
        return value == null ? otherwise : value.toString();
    }

    private double number(String name, double otherwise) {
        Object value = settings.get(name);
        return value == null ? otherwise : toNumber(name, value);
    }

    private static double toNumber(String name, @Nullable Object value) {
        double number;
        if (value instanceof Number n) {
            number = n.doubleValue();
        } else {
            try {
                // YAML 1.1 reads 1e-5 as a text.
                number = Double.parseDouble(String.valueOf(value).trim());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + ": expected a number, found " + value, e);
            }
        }
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(name + ": expected a finite number, found " + value);
        }
        return number;
    }

    private int integer(String name, int otherwise) {
        Object value = settings.get(name);
        return value == null ? otherwise : toInteger(name, value);
    }

    private static int toInteger(String name, @Nullable Object value) {
        double number = toNumber(name, value);
        if (number != (int) number) {
            throw new IllegalArgumentException(name + ": expected an integer, found " + value);
        }
        return (int) number;
    }

    private List<Integer> integers(String name, List<Integer> otherwise) {
        Object value = settings.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> toInteger(name, element)).toList();
        }
        throw new IllegalArgumentException(name + ": expected a list of integers, found " + value);
    }
}
