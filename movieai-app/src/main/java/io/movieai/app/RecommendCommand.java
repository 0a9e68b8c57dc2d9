package io.movieai.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.ScoredItem.Basis;
import io.movieai.recsys.serving.ModelRecommender;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code movieai recommend}: lists what a recommender model proposes to a person. */
@Command(name = "recommend", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class RecommendCommand implements Callable<Integer>, JsonOutput {
    private static final int MOST = 10_000;

    private final Terminal terminal;
    private final Texts texts;

    @Mixin
    private PersonOptions person = new PersonOptions();

    @Mixin
    private TasteOptions taste = new TasteOptions();

    @Mixin
    private FilmOptions films = new FilmOptions();

    @Option(names = "--top-k", paramLabel = "N", defaultValue = "10", descriptionKey = "recommend.top-k")
    private int topK = 10;

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    RecommendCommand(Terminal terminal, Texts texts) {
        this.terminal = terminal;
        this.texts = texts;
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!person.isKnown()) {
            throw new IllegalArgumentException("recommend: expected --user or --liked, found neither");
        }
        if (topK < 1 || topK > MOST) {
            throw new IllegalArgumentException("--top-k: expected 1 to " + MOST + ", found " + topK);
        }
        CandidateRequest request = new CandidateRequest(person.user(), person.liked(), Set.of(), Set.of(), topK);
        FilmSource source = films.source();
        TasteModel models = TasteModel.of(films, terminal, texts);
        try (ModelRecommender recommender = models.open(taste)) {
            Catalog catalog = catalog(source);
            models.check(recommender, catalog.movies());
            List<ItemId> strangers = recommender.unknownItems(request.liked());
            List<ScoredItem> items = recommender.recommend(request);
            if (json) {
                terminal.out().println(json(request, recommender, strangers, items, catalog));
            } else {
                print(request, recommender, strangers, items, catalog);
            }
        }
        return ExitCodes.OK;
    }

    /** Titles of the films; nobody needs them when only a model's file was given. */
    private Catalog catalog(FilmSource source) throws IOException {
        if (source.data().isEmpty()) {
            return Catalog.EMPTY;
        }
        if (films.store() == FilmOptions.Store.LUCENE) {
            IndexFolder.Contents kept = films.indexFolder().contents(source, source.stamp());
            if (kept.isCurrent()) {
                return Catalog.of(kept.films());
            }
        }
        try (Progress progress = terminal.progress(texts.get("progress.read"), " MiB", 1 << 20)) {
            return Catalog.of(source.read(progress).movies());
        }
    }

    private void print(
            CandidateRequest request,
            ModelRecommender recommender,
            List<ItemId> strangers,
            List<ScoredItem> items,
            Catalog catalog) {
        if (!strangers.isEmpty()) {
            terminal.say(texts.get("recommend.unknown-liked", join(strangers, catalog)));
        }
        String model = recommender.model().provenance().getOrDefault("model", "model");
        Basis basis = items.isEmpty() ? Basis.POPULARITY : items.get(0).basis();
        terminal.println(
                switch (basis) {
                    case USER -> texts.get("recommend.user", name(request), model);
                    case LIKED_ITEMS -> texts.get("recommend.liked", join(request.liked(), catalog), model);
                    case POPULARITY -> texts.get("recommend.popular", model, name(request));
                });
        if (items.isEmpty()) {
            terminal.println(texts.get("recommend.none"));
        }
        int rank = 1;
        for (ScoredItem item : items) {
            terminal.println(String.format(
                    Locale.ROOT,
                    "%3d. %s  [%s]  %.4f%s",
                    rank++,
                    title(item.item(), catalog),
                    item.item(),
                    item.score(),
                    item.because().isEmpty()
                            ? ""
                            : "  " + texts.get("recommend.because", join(item.because(), catalog))));
        }
    }

    private static String name(CandidateRequest request) {
        return request.user().map(Object::toString).orElse("–");
    }

    private String join(List<ItemId> items, Catalog catalog) {
        return items.stream()
                .map(item -> title(item, catalog))
                .collect(Collectors.joining(texts.get("list.separator")));
    }

    private String title(ItemId item, Catalog catalog) {
        return catalog.find(item)
                .map(movie -> MovieText.citation(movie, texts.language()))
                .orElseGet(item::value);
    }

    private static ObjectNode json(
            CandidateRequest request,
            ModelRecommender recommender,
            List<ItemId> strangers,
            List<ScoredItem> items,
            Catalog catalog) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("success", true);
        root.put("user", request.user().map(Object::toString).orElse(null));
        putIds(root.putArray("liked"), request.liked());
        putIds(root.putArray("unknown_liked"), strangers);
        root.put("basis", items.isEmpty() ? null : lower(items.get(0).basis()));
        ArrayNode list = root.putArray("recommendations");
        int rank = 1;
        for (ScoredItem item : items) {
            ObjectNode node = list.addObject();
            node.put("rank", rank++).put("movie_id", item.item().value());
            Optional<Movie> movie = catalog.find(item.item());
            movie.ifPresent(film -> {
                node.put("title", film.title());
                film.titleZh().ifPresent(title -> node.put("title_zh", title));
                film.year().ifPresent(year -> node.put("year", year));
            });
            node.put("score", item.score()).put("basis", lower(item.basis()));
            putIds(node.putArray("because"), item.because());
        }
        ObjectNode model = root.putObject("model");
        recommender.model().provenance().forEach((name, value) -> {
            if (!name.equals("stamp")) {
                model.put(name, value);
            }
        });
        return root;
    }

    private static void putIds(ArrayNode node, List<ItemId> items) {
        items.forEach(item -> node.add(item.value()));
    }

    private static String lower(Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT);
    }
}
