package io.movieai.app;

import io.movieai.IncompatibleModelException;
import io.movieai.catalog.Movie;
import io.movieai.recommend.ItemId;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import io.movieai.recsys.serving.ModelFile;
import io.movieai.recsys.serving.ModelRecommender;
import io.movieai.recsys.serving.ServedModel;
import io.movieai.recsys.training.RecBoleSettings;
import io.movieai.recsys.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the model that knows people's taste: the file that was named, or one that is trained on all ratings of the data once and
 * kept in the index folder until the data changes.
 */
final class TasteModel {
    /** Up to this many items the default is EASE, which ranks best but whose cost grows with the cube of the items. */
    private static final int MOST_ITEMS_FOR_EASE = 2500;

    /** These learn until a validation set says stop, which takes minutes and a split. */
    private static final Set<String> TRAINED_BEFORE = Set.of("BPR", "LightGCN", "NeuMF");

    private static final String STAMP = "stamp";

    private final FilmSource source;
    private final Optional<IndexFolder> folder;
    private final Terminal terminal;
    private final Texts texts;

    private TasteModel(FilmSource source, Optional<IndexFolder> folder, Terminal terminal, Texts texts) {
        this.source = source;
        this.folder = folder;
        this.terminal = terminal;
        this.texts = texts;
    }

    /** Returns the finder of models of these films; without an index that lasts, models are trained each time. */
    static TasteModel of(FilmOptions films, Terminal terminal, Texts texts) {
        FilmSource source = films.source();
        boolean lasts =
                films.store() != FilmOptions.Store.MEMORY && source.data().isPresent();
        return new TasteModel(source, lasts ? Optional.of(films.indexFolder()) : Optional.empty(), terminal, texts);
    }

    /**
     * Opens the model that was asked for, or the default.
     *
     * @throws IncompatibleModelException if the named file is no model
     * @throws IllegalArgumentException if the named model takes a training of its own, or the source has no ratings
     */
    ModelRecommender open(TasteOptions options) throws IOException, InterruptedException {
        Optional<ModelChoice> choice = options.model();
        Optional<Path> file = choice.flatMap(ModelChoice::file);
        if (file.isPresent()) {
            return ModelRecommender.open(file.get());
        }
        Optional<String> name = choice.flatMap(ModelChoice::name);
        if (name.isPresent() && TRAINED_BEFORE.contains(name.get())) {
            throw new IllegalArgumentException("--model: expected a file, or a model that is trained in seconds, found "
                    + name.get() + "; train it first: movieai train --model " + name.get() + " --data "
                    + source.name() + " --out FILE");
        }
        Path data = source.data()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected --data with ratings, or --model with a file, found the starter catalogue, which has no"
                                + " ratings of single people"));
        String stamp = source.stamp();
        Optional<ServedModel> kept = kept(name, stamp);
        return ModelRecommender.of(kept.isPresent() ? kept.get() : train(data, name, stamp));
    }

    /** Returns the model in the index folder if it is of this data. */
    private Optional<ServedModel> kept(Optional<String> name, String stamp) throws IOException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        for (String candidate : name.map(List::of).orElse(List.of("EASE", "iALS"))) {
            Path file = folder.get().taste(candidate);
            if (!Files.exists(file)) {
                continue;
            }
            try {
                ServedModel model = ModelFile.read(file);
                if (stamp.equals(model.provenance().get(STAMP))) {
                    return Optional.of(model);
                }
                terminal.say(texts.get("taste.stale", candidate));
            } catch (IncompatibleModelException e) {
                terminal.say(texts.get("taste.broken", candidate, String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }

    private ServedModel train(Path data, Optional<String> name, String stamp) throws IOException, InterruptedException {
        Split split = RatingData.whole(data, source.strict(), terminal, texts);
        RecBoleSettings settings = RecBoleSettings.of(
                Map.of("model", name.orElse(split.itemCount() <= MOST_ITEMS_FOR_EASE ? "EASE" : "iALS")));
        String model = settings.training().algorithm().name();
        try (WorkerPool pool = WorkerPool.start()) {
            TrainingResult result = new Training(terminal, texts, pool).fit(split, settings, Optional.empty());
            Map<String, String> provenance = new LinkedHashMap<>();
            provenance.put("model", model);
            provenance.put("data", source.name());
            provenance.put("split", "none: all " + split.train().size() + " ratings");
            provenance.put(STAMP, stamp);
            ServedModel served = ServedModel.of(result.model(), split, provenance);
            terminal.say(texts.get(
                    "taste.trained",
                    model,
                    Integer.toString(split.train().size()),
                    String.format(Locale.ROOT, "%.1f", result.fitSeconds())));
            if (folder.isPresent()) {
                ModelFile.write(folder.get().taste(model), served);
            }
            return served;
        }
    }

    /**
     * Tells how many films of a catalogue the model does not know.
     *
     * @throws IncompatibleModelException if it knows none of them
     */
    void check(ModelRecommender model, Collection<Movie> films) {
        List<ItemId> unknown = model.unknownItems(films.stream().map(Movie::id).toList());
        if (!films.isEmpty() && unknown.size() == films.size()) {
            throw new IncompatibleModelException(
                    "CandidateRecommender",
                    model.model().provenance().getOrDefault("model", "model"),
                    "expected a model of these films, found one that knows none of the " + films.size()
                            + " (it was trained on "
                            + model.model().provenance().getOrDefault("data", "other data")
                            + "); train one on this data",
                    null);
        }
        if (!unknown.isEmpty() && !model.model().provenance().containsKey(STAMP)) {
            terminal.say(texts.get(
                    "taste.older", Integer.toString(unknown.size()), Integer.toString(films.size()), unknown.get(0)));
        }
    }
}
