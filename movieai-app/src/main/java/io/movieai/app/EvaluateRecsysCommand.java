package io.movieai.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.IncompatibleModelException;
import io.movieai.recsys.data.MalformedDataException;
import io.movieai.recsys.data.TokenIndex;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.evaluation.FullRanking;
import io.movieai.recsys.evaluation.RankingReport;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.parallel.WorkerPool;
import io.movieai.recsys.serving.ModelFile;
import io.movieai.recsys.serving.ServedModel;
import io.movieai.recsys.training.RecBoleSettings;
import io.movieai.recsys.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code movieai evaluate recsys}: measures a model from a file, or one that is trained for it, on a test set. */
@Command(name = "recsys", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class EvaluateRecsysCommand implements Callable<Integer>, JsonOutput {
    private static final String UNKNOWN_USERS = "unknown_users";
    private static final String UNKNOWN_ITEMS = "unknown_items";
    private static final Set<String> OF_THE_EVALUATION = Set.of(
            "topk",
            "seed",
            "eval_args",
            "benchmark_filename",
            "val_interval",
            "threshold",
            "user_inter_num_interval",
            "item_inter_num_interval",
            "rm_dup_inter");

    private final Terminal terminal;
    private final Texts texts;

    @Option(names = "--model", paramLabel = "FILE|NAME", required = true, descriptionKey = "evaluate.model")
    private String model = "";

    @Mixin
    private RecsysOptions options = new RecsysOptions();

    EvaluateRecsysCommand(Terminal terminal, Texts texts) {
        this.terminal = terminal;
        this.texts = texts;
    }

    @Override
    public boolean json() {
        return options.json();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ModelChoice choice = ModelChoice.of(model);
        try (WorkerPool pool = WorkerPool.start()) {
            if (choice.file().isPresent()) {
                evaluate(choice.file().get(), pool);
            } else {
                train(choice.name().orElseThrow(), pool);
            }
        }
        return ExitCodes.OK;
    }

    private void train(String name, WorkerPool pool) throws IOException, InterruptedException {
        RecBoleSettings settings = options.settings(Map.of(), name);
        RatingData data = load(settings);
        TrainingResult result = new Training(terminal, texts, pool).fit(data.split(), settings, Optional.empty());
        tell(
                Figures.measure(
                        name,
                        result.model(),
                        data,
                        settings.inForce(),
                        settings.training().topk(),
                        result.valid(),
                        Optional.of(result),
                        pool),
                Map.of());
    }

    private void evaluate(Path file, WorkerPool pool) throws IOException {
        ServedModel served = ModelFile.read(file);
        // Which model it is decides nothing here: its training is over.
        RecBoleSettings settings = options.settings(learntWith(served), "Pop");
        RatingData data = load(settings);
        Split split = data.split();
        requireItsOwn(served, split, file);
        RecommenderModel model =
                served.alignedTo(split.train().users(), split.train().items());
        int[] cutoffs =
                settings.training().topk().stream().mapToInt(Integer::intValue).toArray();
        Optional<RankingReport> valid = split.valid().size() == 0
                ? Optional.empty()
                : Optional.of(FullRanking.validation(split).evaluate(model, cutoffs, pool));
        Map<String, Object> inForce = new LinkedHashMap<>(settings.inForce());
        inForce.keySet().retainAll(OF_THE_EVALUATION);
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("file", file.toString());
        more.put("provenance", served.provenance());
        more.put(UNKNOWN_USERS, unknown(split.train().users(), served.userIds()));
        more.put(UNKNOWN_ITEMS, unknown(split.train().items(), served.itemIds()));
        tell(
                Figures.measure(
                        served.provenance().getOrDefault("model", file.toString()),
                        model,
                        data,
                        inForce,
                        settings.training().topk(),
                        valid,
                        Optional.empty(),
                        pool),
                more);
    }

    /** Returns the settings that the model's file names, so that the same split is made again. */
    private static Map<String, Object> learntWith(ServedModel served) {
        String settings = served.provenance().get("settings");
        if (settings == null) {
            return Map.of();
        }
        try {
            return new ObjectMapper().readValue(settings, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            // Somebody else's file may mean something else by that name.
            return Map.of();
        }
    }

    private static void requireItsOwn(ServedModel served, Split split, Path file) {
        if (unknown(split.train().items(), served.itemIds()) == split.itemCount()) {
            throw incompatible(file, "expected a model of these items, found one that knows none of them", served);
        }
        int seen = served.countKnown(split.test());
        if (seen > 0) {
            throw incompatible(
                    file,
                    "expected a model that has not learnt from the test set, found " + seen + " of its "
                            + split.test().size() + " interactions among what it learnt from",
                    served);
        }
    }

    private static IncompatibleModelException incompatible(Path file, String problem, ServedModel served) {
        Map<String, String> from = served.provenance();
        return new IncompatibleModelException(
                "CandidateRecommender",
                String.valueOf(file.getFileName()),
                problem + "; evaluate it on the data and the split that it was trained with (its file says: data "
                        + from.getOrDefault("data", "?") + ", split " + from.getOrDefault("split", "?") + ", seed "
                        + from.getOrDefault("seed", "?") + ")",
                null);
    }

    private static int unknown(TokenIndex wanted, List<String> known) {
        int found = 0;
        for (String token : known) {
            found += wanted.find(token) >= 0 ? 1 : 0;
        }
        return wanted.size() - found;
    }

    private RatingData load(RecBoleSettings settings) throws IOException {
        RatingData data = RatingData.load(options.data(), settings, terminal, texts);
        if (data.split().test().size() == 0) {
            throw new MalformedDataException(
                    options.data(),
                    0,
                    "expected a test set, found none: too few ratings for this split ("
                            + data.protocol().split() + ")");
        }
        return data;
    }

    private void tell(Figures figures, Map<String, Object> more) {
        if (options.json()) {
            terminal.out().println(figures.toJson(options.intervals(), more));
            return;
        }
        figures.print(terminal, texts, options.intervals());
        for (String what : List.of(UNKNOWN_USERS, UNKNOWN_ITEMS)) {
            if (more.get(what) instanceof Integer count && count > 0) {
                terminal.say(texts.get("evaluate." + what.replace('_', '-'), count));
            }
        }
    }
}
