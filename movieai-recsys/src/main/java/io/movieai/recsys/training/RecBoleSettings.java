package io.movieai.recsys.training;

import io.movieai.recsys.dataset.DuplicatePolicy;
import io.movieai.recsys.dataset.InteractionFilter;
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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings with RecBole's names, checked and with RecBole's defaults, as a YAML or JSON parser gives them: texts, numbers, lists
 * and maps.
 *
 * <p>For every model: {@code model, topk, seed, eval_args (split, order, group_by, mode), valid_metric}; of the data: {@code
 * benchmark_filename, val_interval, threshold, user_inter_num_interval, item_inter_num_interval, rm_dup_inter}; for models that
 * learn epoch by epoch: {@code epochs, stopping_step, eval_step}; of single models: {@code train_batch_size, learning_rate,
 * embedding_size, n_layers, reg_weight, k, shrink, mf_embedding_size, mlp_embedding_size, mlp_hidden_size, dropout_prob}, and for
 * iALS {@code unobserved_weight, reg_exponent}. Without {@code rm_dup_inter}, repeated pairs of user and item are an error,
 * unlike in RecBole. Immutable.
 */
public final class RecBoleSettings {
    private static final List<String> MODELS =
            List.of("Pop", "ItemKNN", "EASE", "BPR", "LightGCN", "NeuMF", "iALS", "Blend");
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
            "reg_exponent",
            "benchmark_filename",
            "val_interval",
            "threshold",
            "user_inter_num_interval",
            "item_inter_num_interval",
            "rm_dup_inter");
    private static final Set<String> EVAL_NAMES = Set.of("split", "order", "group_by", "mode");

    private final TrainingConfig training;
    private final InteractionFilter filter;
    private final DuplicatePolicy duplicates;
    private final List<String> benchmark;
    private final Map<String, Object> inForce;
    private final Set<String> withoutEffect;

    private RecBoleSettings(SettingValues values) {
        String model = model(values);
        Algorithm algorithm = algorithm(model, values);
        training = new TrainingConfig(
                algorithm, stopping(model, values), topk(values), values.longInteger("seed", 2020), split(values));
        filter = FilterSettings.filter(values);
        duplicates = FilterSettings.duplicates(values);
        benchmark = benchmark(values.raw("benchmark_filename"));
        inForce = values.inForce();
        withoutEffect = values.unread();
    }

    /**
     * Checks settings. {@code model} is needed, everything else has RecBole's default.
     *
     * @throws IllegalArgumentException if a name is unknown (the message names the nearest known one), a value is not of its
     *     type or range, or there is no model
     */
    public static RecBoleSettings of(Map<String, ?> settings) {
        return new RecBoleSettings(new SettingValues(settings, NAMES));
    }

    /** Returns the names of the models, in RecBole's spelling. */
    public static List<String> models() {
        return MODELS;
    }

    /**
     * Returns the spelling of a model's name that is given in any case.
     *
     * @throws IllegalArgumentException if there is no such model; the message names the nearest
     */
    public static String modelNamed(String name) {
        return MODELS.stream()
                .filter(known -> known.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("model: expected one of " + String.join(", ", MODELS)
                        + ", found " + (name.isEmpty() ? "none" : name)
                        + SettingValues.nearest(name, MODELS)
                                .map(near -> ", which is nearest to " + near)
                                .orElse("")));
    }

    /** Returns what is learnt, and how. */
    public TrainingConfig training() {
        return training;
    }

    /** Returns which interactions count. */
    public InteractionFilter filter() {
        return filter;
    }

    /** Returns what becomes of repeated pairs of user and item. */
    public DuplicatePolicy duplicates() {
        return duplicates;
    }

    /** Returns the words for train, valid and test of data that comes divided; empty if it is to be divided. */
    public List<String> benchmark() {
        return benchmark;
    }

    /** Returns the settings that this training rests on, with the defaults of those that were not given. */
    public Map<String, Object> inForce() {
        return inForce;
    }

    /** Returns the names that were given and mean nothing to this model, in alphabetical order. */
    public Set<String> withoutEffect() {
        return withoutEffect;
    }

    private static String model(SettingValues values) {
        return modelNamed(values.text("model", ""));
    }

    private static Algorithm algorithm(String model, SettingValues values) {
        return switch (model) {
            case "Pop" -> new Popularity();
            case "ItemKNN" -> new ItemKnn(values.integer("k", 100), values.number("shrink", 0));
            case "EASE" -> Ease.of(values.number("reg_weight", 250));
            case "BPR" ->
                new Bpr(new PairwiseSettings(
                        values.integer("embedding_size", 64),
                        0,
                        values.number("learning_rate", 0.001),
                        values.number("reg_weight", 0),
                        values.integer("train_batch_size", 2048)));
            case "LightGCN" ->
                new LightGcn(new PairwiseSettings(
                        values.integer("embedding_size", 64),
                        values.integer("n_layers", 2),
                        values.number("learning_rate", 0.001),
                        values.number("reg_weight", 1e-5),
                        values.integer("train_batch_size", 2048)));
            case "NeuMF" ->
                new NeuMf(
                        values.integer("mf_embedding_size", 64),
                        values.integer("mlp_embedding_size", 64),
                        values.integers("mlp_hidden_size", List.of(128, 64)),
                        values.number("dropout_prob", 0.1),
                        values.number("learning_rate", 0.001),
                        Math.max(1, values.integer("train_batch_size", 2048) / 2));
            case "iALS" ->
                new Ials(
                        values.integer("embedding_size", 64),
                        values.number("reg_weight", 0.02),
                        values.number("unobserved_weight", 0.2),
                        values.number("reg_exponent", 1),
                        values.integer("epochs", 10),
                        RatingWeights.NONE);
            case "Blend" -> Blend.DEFAULT;
            default -> throw new IllegalStateException("a model without an algorithm: " + model);
        };
    }

    private static StoppingRule stopping(String model, SettingValues values) {
        String wanted = values.text("valid_metric", "NDCG@10");
        int at = wanted.indexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException(
                    "valid_metric: expected a metric and a cut-off like NDCG@10, found " + wanted);
        }
        Metric metric = Metric.of(wanted.substring(0, at));
        int k = SettingValues.toInteger("valid_metric", wanted.substring(at + 1));
        StoppingRule rule = StoppingRule.DEFAULT;
        return switch (model) {
            case "BPR", "LightGCN", "NeuMF" ->
                new StoppingRule(
                        values.integer("epochs", rule.epochs()),
                        values.integer("stopping_step", rule.stoppingStep()),
                        values.integer("eval_step", rule.evalStep()),
                        metric,
                        k);
            case "iALS" -> new StoppingRule(values.integer("epochs", 10), rule.stoppingStep(), 1, metric, k);
            default -> new StoppingRule(1, rule.stoppingStep(), 1, metric, k);
        };
    }

    private static List<Integer> topk(SettingValues values) {
        return values.raw("topk") instanceof List
                ? values.integers("topk", List.of())
                : List.of(values.integer("topk", 10));
    }

    private static List<String> benchmark(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> parts && parts.size() == 3) {
            return parts.stream().map(String::valueOf).toList();
        }
        throw new IllegalArgumentException(
                "benchmark_filename: expected three words like [train, valid, test], found " + value);
    }

    private static SplitSettings split(SettingValues values) {
        Object given = values.raw("eval_args");
        if (given == null) {
            return SplitSettings.DEFAULT;
        }
        Map<?, ?> args = SettingValues.map("eval_args", given);
        SettingValues.requireKnown("eval_args", args.keySet(), EVAL_NAMES);
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
        Map<?, ?> method = SettingValues.map("eval_args.split", split);
        if (method.size() == 1 && method.get("RS") instanceof List<?> ratios && ratios.size() == 3) {
            return new Ratio(
                    SettingValues.toNumber("RS", ratios.get(0)),
                    SettingValues.toNumber("RS", ratios.get(1)),
                    SettingValues.toNumber("RS", ratios.get(2)));
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
}
