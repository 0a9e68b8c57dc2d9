package io.movieai.retrieval;

import io.movieai.Degradation;
import io.movieai.Degradation.Fallback;
import io.movieai.MovieAiException;
import io.movieai.Stage;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.TextRole;
import io.movieai.indexing.MovieRecords;
import io.movieai.keyword.KeywordHit;
import io.movieai.keyword.KeywordIndex;
import io.movieai.query.Constraint;
import io.movieai.query.Constraint.Strength;
import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.query.Signal;
import io.movieai.query.TitleMention;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.ScoredItem.Basis;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects candidates for one request from every source that applies. A source that fails is left out, and the result
 * says so. One instance serves one request on one thread.
 */
final class CandidateSearch {
    private static final Logger LOG = LoggerFactory.getLogger(CandidateSearch.class);

    /** With fewer films than this, or than are wanted if that is less, conditions are relaxed. */
    private static final int ENOUGH = 3;

    /** How many records of a store are looked through where no film is known by other means. */
    private static final int MOST_WITHOUT_CATALOGUE = 100_000;

    /** How many films around an example are compared with it. */
    private static final int NEIGHBOURHOOD = 200;

    /** Of so many times the films that are wanted, words beside an example that were not understood choose. */
    private static final int NEAREST = 2;

    /** How much the same genres count beside the cosine of the documents, which spans about 0.3 in a neighbourhood. */
    private static final double GENRE_LIKENESS = 0.3;

    /**
     * How much a point of a film's shrunk mean rating above the catalogue's counts beside its likeness, so that of films that
     * are equally like the example the better ones come first. Chosen on MovieLens 100K, on the first five films for the 120
     * most rated ones as examples: of those who rated the example 4 or more, the share that rated the film so rises from .47
     * to .63, and the mean rating of the films from 2.9 to 3.5, while the likeness of genres falls from .89 to .87.
     */
    private static final double RATING_LIKENESS = 0.15;

    private final Embedder embedder;
    private final RequestClassifier classifier;
    private final ExampleVectors examples;
    private final VectorStore store;
    private final KeywordIndex keywords;
    private final @Nullable CandidateRecommender recommender;
    private final MovieText text;
    private final FilmIndex index;
    private final RetrievalRequest request;
    private final int pool;

    private final Map<Source, List<ItemId>> rankings = new EnumMap<>(Source.class);
    private final Map<ItemId, Movie> movies = new HashMap<>();
    private final Map<ItemId, String> documents = new HashMap<>();
    private final Map<ItemId, Double> similarities = new HashMap<>();
    private final Map<ItemId, List<ItemId>> because = new HashMap<>();
    private final List<Degradation> degraded = new ArrayList<>();
    private Optional<Embedding> query = Optional.empty();
    private Optional<Embedding> textVector = Optional.empty();
    private boolean textAsked;
    private boolean other;
    private Duration embedding = Duration.ZERO;

    CandidateSearch(
            Embedder embedder,
            RequestClassifier classifier,
            ExampleVectors examples,
            VectorStore store,
            KeywordIndex keywords,
            @Nullable CandidateRecommender recommender,
            MovieText text,
            FilmIndex index,
            RetrievalRequest request) {
        this.embedder = embedder;
        this.classifier = classifier;
        this.examples = examples;
        this.store = store;
        this.keywords = keywords;
        this.recommender = recommender;
        this.text = text;
        this.index = index;
        this.request = request;
        // Enough for fusion to see agreement between the sources, few enough to stay in the low milliseconds.
        this.pool = Math.max(50, 4 * request.limit());
    }

    Candidates search() {
        if (!request.followsUp() && classifier.isOther(request.reading(), this::textVector)) {
            other = true;
            return result(Set.of(), List.of());
        }
        List<ItemId> named = named(TitleMention.Role.ABOUT);
        if (request.reading().intent() == Intent.ABOUT_FILM && !named.isEmpty()) {
            rankings.put(Source.TITLE, named);
            named.forEach(this::remember);
            // The film itself is what the request is compared with.
            named.forEach(film -> similarities.put(film, 1.0));
            return result(Set.of(), List.of());
        }
        Catalog catalog = index.catalog();
        if (request.reading().intent() == Intent.ABOUT_FILM && namesOnlyStrangers() && catalog.size() > 0) {
            return result(Set.of(), List.of());
        }
        if (catalog.size() == 0) {
            return searchWithoutCatalog();
        }
        Relaxation relaxation = Relaxation.of(index, required(), positions(catalog), Math.min(request.limit(), ENOUGH));
        Set<ItemId> matching = index.ids(relaxation.matching());
        askSources(relaxation, matching);
        Set<ItemId> exact = relaxation.relaxed().isEmpty() ? Set.of() : index.ids(relaxation.exact());
        return result(exact, relaxation.relaxed());
    }

    private void askSources(Relaxation relaxation, Set<ItemId> matching) {
        boolean constrained = !relaxation.constraints().isEmpty();
        boolean likeAFilm = neighbours(relaxation, matching);
        // The words around the name of an example ("和《教父》差不多的") say nothing of the films that are wanted.
        boolean onlyAnExample = likeAFilm && request.reading().topic().isBlank();
        if (!onlyAnExample) {
            query = requestVector();
        }
        if (request.reading().intent() != Intent.PERSONAL && !onlyAnExample) {
            dense(relaxation, matching);
            keyword(matching);
        }
        if (likeAFilm && !isDescribed()) {
            List<ItemId> alike = rankings.getOrDefault(Source.NEIGHBOUR, List.of()).stream()
                    .limit(NEAREST * (long) request.limit())
                    .toList();
            rankings.computeIfPresent(Source.DENSE, (source, films) -> common(films, alike));
            rankings.computeIfPresent(Source.KEYWORD, (source, films) -> common(films, alike));
        }
        boolean tasteAlone = taste(matching, constrained) && request.reading().intent() == Intent.PERSONAL;
        // Without vectors, what fulfils the conditions is still an answer, even if nothing is known to tell the best of
        // it.
        if (!likeAFilm
                && (index.hasRatings() || isWithoutVectors())
                && (constrained || (request.reading().intent() == Intent.PERSONAL && !tasteAlone))) {
            List<ItemId> best = index.best(relaxation.matching(), pool);
            best.forEach(this::remember);
            rankings.put(Source.QUALITY, best);
        }
    }

    /** Returns whether something that was understood describes the films: a subject, a theme, a mood. */
    private boolean isDescribed() {
        Reading reading = request.reading();
        return reading.signals().stream().anyMatch(signal -> signal.kind() == Signal.Kind.SUBJECT)
                || reading.constraints().stream()
                        .anyMatch(constraint -> constraint instanceof Constraint.Genres genres
                                && !genres.excluded()
                                && genres.strength() != Strength.STATED);
    }

    /** Words beside an example that were not understood order the films that are like it, and bring no others. */
    private static List<ItemId> common(List<ItemId> films, List<ItemId> alike) {
        Set<ItemId> near = Set.copyOf(alike);
        return films.stream().filter(near::contains).toList();
    }

    /**
     * Searches a store whose films are not in memory, because they were stored by an earlier process or by something
     * else: the conditions are checked on what the hits' attributes say.
     */
    private Candidates searchWithoutCatalog() {
        query = textVector();
        query.ifPresent(vector -> {
            int limit = 20 * pool;
            List<VectorHit> hits = askStore(new VectorQuery(vector, limit, StoreFilters.of(List.of())));
            Set<ItemId> matching = fulfilling(hits);
            if (matching.size() < request.limit() && hits.size() == limit) {
                // What is rare may lie anywhere.
                hits = askStore(new VectorQuery(vector, MOST_WITHOUT_CATALOGUE, StoreFilters.of(List.of())));
                matching = fulfilling(hits);
            }
            rankings.put(Source.DENSE, remember(hits, matching::contains));
            keyword(matching);
        });
        return result(Set.of(), List.of());
    }

    /** Returns the films of hits that fulfil the conditions, as far as the hits' attributes tell. */
    private Set<ItemId> fulfilling(List<VectorHit> hits) {
        Map<ItemId, Movie> found = new LinkedHashMap<>();
        hits.forEach(hit -> found.computeIfAbsent(
                MovieRecords.item(hit.id(), hit.attributes()), id -> MovieRecords.movie(hit.id(), hit.attributes())));
        FilmIndex films = FilmIndex.of(Catalog.of(found.values()));
        return films.ids(films.matching(required()));
    }

    /** The conditions that a film has to fulfil; those that are only preferred are a matter of order. */
    private List<Constraint> required() {
        return request.reading().constraints().stream()
                .filter(constraint -> constraint.strength() != Strength.PREFERRED)
                .toList();
    }

    /** Returns the vector of what the request says beside its conditions or, where it says no more, of their words. */
    private Optional<Embedding> requestVector() {
        List<String> words = RequestWords.of(request.reading());
        return words.isEmpty() ? textVector() : embed(words);
    }

    /** Returns the vector of the request's text, which is embedded when it is first needed. */
    private Optional<Embedding> textVector() {
        if (!textAsked) {
            textAsked = true;
            textVector = embed(List.of(request.reading().text()));
        }
        return textVector;
    }

    /** Returns the vector that lies in the middle of those of the texts, unless they cannot be embedded. */
    private Optional<Embedding> embed(List<String> texts) {
        long start = System.nanoTime();
        try {
            return Optional.of(Embedding.mean(embedder.embed(TextRole.QUERY, texts)));
        } catch (MovieAiException e) {
            degrade(Stage.EMBEDDING, Fallback.WITHOUT_VECTORS, e);
            return Optional.empty();
        } finally {
            embedding = embedding.plusNanos(System.nanoTime() - start);
        }
    }

    private void dense(Relaxation relaxation, Set<ItemId> matching) {
        query.ifPresent(vector -> {
            List<VectorHit> hits = askStore(new VectorQuery(vector, pool, StoreFilters.of(relaxation.constraints())));
            rankings.put(Source.DENSE, remember(hits, matching::contains));
        });
    }

    private void keyword(Set<ItemId> matching) {
        String words = request.reading().topic();
        if (words.isBlank()) {
            return;
        }
        List<KeywordHit> hits;
        try {
            hits = keywords.find(words, 4 * pool);
        } catch (MovieAiException e) {
            degrade(Stage.RETRIEVAL, Fallback.WITHOUT_KEYWORDS, e);
            return;
        }
        List<ItemId> ranking = hits.stream()
                .map(hit -> ItemId.of(hit.id()))
                .filter(matching::contains)
                .filter(this::isKnown)
                .limit(pool)
                .toList();
        ranking.forEach(this::remember);
        rankings.put(Source.KEYWORD, ranking);
    }

    /**
     * Films like the one that the request wants the like of: near to it by their documents, of its genres, and well rated.
     *
     * @return whether there is such a film to compare with
     */
    private boolean neighbours(Relaxation relaxation, Set<ItemId> matching) {
        List<ItemId> likeThese = named(TitleMention.Role.LIKE);
        if (likeThese.isEmpty() || request.reading().intent() != Intent.SIMILAR) {
            return false;
        }
        Optional<Movie> example = index.catalog().find(likeThese.get(0));
        if (example.isEmpty()) {
            return false;
        }
        Embedding vector;
        long start = System.nanoTime();
        try {
            vector = examples.of(text.documents(example.get()).get(0));
        } catch (MovieAiException e) {
            degrade(Stage.EMBEDDING, Fallback.WITHOUT_VECTORS, e);
            return false;
        } finally {
            embedding = embedding.plusNanos(System.nanoTime() - start);
        }
        Set<ItemId> others = new HashSet<>(matching);
        likeThese.forEach(others::remove);
        List<VectorHit> hits =
                askStore(new VectorQuery(vector, NEIGHBOURHOOD, StoreFilters.of(relaxation.constraints())));
        query = Optional.of(vector);
        Map<ItemId, Double> likeness = new HashMap<>();
        for (VectorHit hit : hits) {
            Movie movie = movie(MovieRecords.item(hit.id(), hit.attributes()), hit);
            if (others.contains(movie.id())) {
                double genres = Diversification.jaccard(example.get().genres(), movie.genres());
                double rated = index.ratings().shrunk(movie) - index.ratings().mean();
                likeness.merge(
                        movie.id(), hit.similarity() + GENRE_LIKENESS * genres + RATING_LIKENESS * rated, Math::max);
                remember(movie.id());
                documents.putIfAbsent(movie.id(), hit.document());
            }
        }
        rankings.put(
                Source.NEIGHBOUR,
                likeness.entrySet().stream()
                        .sorted(Map.Entry.<ItemId, Double>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(pool)
                        .map(Map.Entry::getKey)
                        .toList());
        return true;
    }

    /**
     * Films that the recommender proposes. Popular ones, which say nothing of the person, matter only to a request that says
     * nothing of the films.
     *
     * @return whether it proposes films for a person that the request tells of
     */
    private boolean taste(Set<ItemId> matching, boolean constrained) {
        if (recommender == null) {
            return false;
        }
        List<ItemId> liked = new ArrayList<>(request.liked());
        if (request.reading().intent() == Intent.SIMILAR) {
            liked.addAll(named(TitleMention.Role.LIKE));
        }
        boolean personal = request.reading().intent() == Intent.PERSONAL;
        boolean somebody = request.user().isPresent() || !liked.isEmpty();
        if (!somebody && !personal) {
            return false;
        }
        if (constrained && matching.isEmpty()) {
            return false;
        }
        try {
            List<ScoredItem> items = recommender.recommend(new CandidateRequest(
                    request.user(), liked, constrained ? matching : Set.of(), request.dropped(), pool));
            List<ItemId> ranking =
                    items.stream().map(ScoredItem::item).filter(this::isKnown).toList();
            boolean popular = items.stream().anyMatch(item -> item.basis() == Basis.POPULARITY);
            if (popular && somebody) {
                degraded.add(new Degradation(Stage.RETRIEVAL, Fallback.WITHOUT_TASTE, stranger()));
            }
            if (popular && !personal) {
                return false;
            }
            ranking.forEach(this::remember);
            items.forEach(item -> because.put(item.item(), item.because()));
            rankings.put(popular ? Source.POPULAR : Source.TASTE, ranking);
            return somebody && !ranking.isEmpty();
        } catch (MovieAiException e) {
            degrade(Stage.RETRIEVAL, Fallback.WITHOUT_TASTE, e);
            return false;
        }
    }

    private String stranger() {
        return request.user()
                .map(user -> "the recommender does not know the user " + user)
                .orElse("the recommender knows none of the liked films");
    }

    private List<VectorHit> askStore(VectorQuery question) {
        try {
            return store.search(question);
        } catch (MovieAiException e) {
            degrade(Stage.RETRIEVAL, Fallback.WITHOUT_VECTORS, e);
            return List.of();
        }
    }

    /** Keeps the films of hits that pass, and returns them in order, each once. */
    private List<ItemId> remember(List<VectorHit> hits, Predicate<ItemId> passes) {
        Set<ItemId> ranking = new LinkedHashSet<>();
        for (VectorHit hit : hits) {
            ItemId id = MovieRecords.item(hit.id(), hit.attributes());
            if (passes.test(id) && ranking.add(id)) {
                movies.computeIfAbsent(id, unknown -> movie(id, hit));
                documents.putIfAbsent(id, hit.document());
                similarities.merge(id, hit.similarity(), Math::max);
            }
        }
        return List.copyOf(ranking);
    }

    /** Returns the film that a hit is of: the catalogue's or, where it has none, what the hit tells of it. */
    private Movie movie(ItemId id, VectorHit hit) {
        return index.catalog().find(id).orElseGet(() -> MovieRecords.movie(hit.id(), hit.attributes()));
    }

    private void remember(ItemId id) {
        index.catalog().find(id).ifPresent(movie -> movies.putIfAbsent(id, movie));
    }

    private boolean isKnown(ItemId id) {
        return movies.containsKey(id) || index.catalog().find(id).isPresent();
    }

    /** Returns whether the request is about films by names that no film of the catalogue goes by. */
    private boolean namesOnlyStrangers() {
        List<TitleMention> titles = request.reading().titles();
        return !titles.isEmpty()
                && titles.stream().allMatch(mention -> mention.films().isEmpty());
    }

    private List<ItemId> named(TitleMention.Role role) {
        return request.reading().titles().stream()
                .filter(mention -> mention.role() == role)
                .flatMap(mention -> mention.films().stream())
                .distinct()
                .toList();
    }

    private BitSet positions(Catalog catalog) {
        BitSet positions = new BitSet();
        if (!request.dropped().isEmpty()) {
            List<Movie> all = catalog.movies();
            for (int i = 0; i < all.size(); i++) {
                positions.set(i, request.dropped().contains(all.get(i).id()));
            }
        }
        return positions;
    }

    private void degrade(Stage stage, Fallback fallback, MovieAiException e) {
        LOG.warn("{} failed, going on {}: {}", e.port(), fallback, e.getMessage());
        String detail = String.valueOf(e.getMessage());
        if (degraded.stream().noneMatch(other -> other.fallback() == fallback)) {
            degraded.add(new Degradation(stage, fallback, detail));
        }
    }

    private boolean isWithoutVectors() {
        return degraded.stream().anyMatch(degradation -> degradation.fallback() == Fallback.WITHOUT_VECTORS);
    }

    private Candidates result(Set<ItemId> exact, List<Constraint> relaxed) {
        return new Candidates(
                rankings, movies, documents, similarities, because, exact, relaxed, query, other, degraded, embedding);
    }
}
