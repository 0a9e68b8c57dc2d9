package io.movieai.retrieval;

import io.movieai.Degradation;
import io.movieai.Degradation.Fallback;
import io.movieai.MovieAiException;
import io.movieai.Stage;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.embedding.Embedder;
import io.movieai.indexing.MovieRecords;
import io.movieai.keyword.KeywordIndex;
import io.movieai.query.Constraint.Strength;
import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.query.TitleMention;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.ItemId;
import io.movieai.retrieval.Fusion.Fused;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and orders the films for a request: candidates from several sources, fused by reciprocal rank.
 *
 * <p>Safe for use by several threads. It does not close the ports it was given.
 */
public final class Retriever {
    private static final Logger LOG = LoggerFactory.getLogger(Retriever.class);

    private final Embedder embedder;
    private final RequestClassifier classifier;
    private final ExampleVectors examples;
    private final VectorStore store;
    private final KeywordIndex keywords;
    private final @Nullable CandidateRecommender recommender;
    private final MovieText text;

    private Retriever(
            Embedder embedder,
            VectorStore store,
            KeywordIndex keywords,
            @Nullable CandidateRecommender recommender,
            MovieText text) {
        this.embedder = embedder;
        this.classifier = RequestClassifier.of(embedder);
        this.examples = new ExampleVectors(embedder);
        this.store = store;
        this.keywords = keywords;
        this.recommender = recommender;
        this.text = text;
    }

    /**
     * Returns a retriever that asks these ports.
     *
     * @param recommender proposes films by taste, or null to do without
     */
    public static Retriever of(
            Embedder embedder,
            VectorStore store,
            KeywordIndex keywords,
            @Nullable CandidateRecommender recommender,
            MovieText text) {
        return new Retriever(embedder, store, keywords, recommender, text);
    }

    /** Does ahead of time what the first request that needs it would have to wait for. */
    public void prepare() {
        classifier.prepare();
    }

    /**
     * Finds films. A port that fails is done without, and the result says so; the result is empty when every source that
     * applies failed or found nothing.
     *
     * @param index the films in memory; may be of an empty catalogue, when only the store knows the films
     */
    public Retrieval retrieve(RetrievalRequest request, FilmIndex index) {
        RetrievalRequest asked = withoutKnown(request);
        Candidates candidates = new CandidateSearch(
                        embedder, classifier, examples, store, keywords, recommender, text, index, asked)
                .search();
        long start = System.nanoTime();
        List<Fused> fused = fuse(candidates, asked, index);
        Duration fusing = Duration.ofNanos(System.nanoTime() - start);
        List<Degradation> degraded = new ArrayList<>(candidates.degraded());
        List<RankedFilm> films = describe(fused, candidates, degraded);
        return new Retrieval(films, candidates.relaxed(), candidates.other(), degraded, candidates.embedding(), fusing);
    }

    /** Drops the films that the user has rated, whatever source finds them; but somebody may ask about one of them. */
    private RetrievalRequest withoutKnown(RetrievalRequest request) {
        if (recommender == null || request.user().isEmpty() || request.reading().intent() == Intent.ABOUT_FILM) {
            return request;
        }
        Set<ItemId> dropped = new HashSet<>(request.dropped());
        try {
            dropped.addAll(recommender.known(request.user().get()));
        } catch (MovieAiException e) {
            // The search asks the recommender too, and says in the answer that it failed.
            LOG.warn("{} failed, going on without what the user has rated: {}", e.port(), e.getMessage());
        }
        return new RetrievalRequest(
                request.reading(),
                request.user(),
                request.liked(),
                dropped,
                request.limit(),
                request.diversity(),
                request.followsUp());
    }

    private static List<Fused> fuse(Candidates candidates, RetrievalRequest request, FilmIndex index) {
        Fusion fusion = new Fusion();
        boolean described = !request.reading().topic().isBlank();
        candidates.rankings().forEach((source, ranking) -> fusion.add(source, weight(source, described), ranking));
        Set<ItemId> dropped = new HashSet<>(request.dropped());
        for (TitleMention mention : request.reading().titles()) {
            if (mention.role() != TitleMention.Role.ABOUT) {
                dropped.addAll(mention.films());
            }
        }
        List<Fused> fused = new ArrayList<>(fusion.fuse(dropped));
        List<Set<ItemId>> groups = new ArrayList<>(preferred(request.reading(), index));
        if (!candidates.exact().isEmpty()) {
            groups.add(candidates.exact());
        }
        // Stable: within a group, films stay in the order of their scores.
        groups.forEach(group -> moveToFront(fused, group));
        if (request.diversity() == 0 || request.reading().intent() == Intent.ABOUT_FILM) {
            return fused.subList(0, Math.min(request.limit(), fused.size()));
        }
        List<Fused> pool = fused.subList(0, Math.min(Math.max(50, 4 * request.limit()), fused.size()));
        return new Diversification(request.diversity(), film -> movie(film, candidates))
                .choose(parted(pool, groups), request.limit());
    }

    /** Parts ordered films where they begin to differ in the groups that they belong to. */
    private static List<List<Fused>> parted(List<Fused> films, List<Set<ItemId>> groups) {
        Map<List<Boolean>, List<Fused>> parts = new LinkedHashMap<>();
        for (Fused film : films) {
            List<Boolean> memberships =
                    groups.stream().map(group -> group.contains(film.item())).toList();
            parts.computeIfAbsent(memberships, key -> new ArrayList<>()).add(film);
        }
        return List.copyOf(parts.values());
    }

    private static Movie movie(Fused film, Candidates candidates) {
        return Objects.requireNonNull(candidates.movies().get(film.item()), "movie of a ranked id");
    }

    /** Returns, for each condition that is only preferred, the films that fulfil it. */
    private static List<Set<ItemId>> preferred(Reading reading, FilmIndex index) {
        return reading.constraints().stream()
                .filter(constraint -> constraint.strength() == Strength.PREFERRED)
                .map(constraint -> index.ids(index.matching(List.of(constraint))))
                .toList();
    }

    private static void moveToFront(List<Fused> films, Set<ItemId> group) {
        films.sort(Comparator.comparing(film -> !group.contains(film.item())));
    }

    /**
     * Returns how much a source counts. The weights are set by judgement and fitted to nothing, by how sure a source is of what
     * was asked for: a film that was named is certain, an example says more than words, the same words more than a near
     * vector, and how well a film is rated says little where the request describes another thing.
     */
    private static double weight(Source source, boolean described) {
        return switch (source) {
            case TITLE -> 4;
            case NEIGHBOUR -> 2;
            case KEYWORD -> 1.5;
            case DENSE -> 1;
            case TASTE -> 1;
            case POPULAR -> 1;
            case QUALITY -> described ? 0.4 : 1;
        };
    }

    private List<RankedFilm> describe(List<Fused> fused, Candidates candidates, List<Degradation> degraded) {
        Map<ItemId, Double> similarities = new HashMap<>(candidates.similarities());
        Map<ItemId, String> documents = new HashMap<>(candidates.documents());
        lookUpSimilarities(fused, candidates, similarities, documents, degraded);
        List<RankedFilm> films = new ArrayList<>(fused.size());
        for (Fused film : fused) {
            Movie movie = movie(film, candidates);
            Double similarity = similarities.get(film.item());
            String document = documents.get(film.item());
            films.add(new RankedFilm(
                    movie,
                    document == null ? text.documents(movie).get(0) : document,
                    film.score(),
                    film.parts(),
                    similarity == null ? OptionalDouble.empty() : OptionalDouble.of(similarity),
                    candidates.because().getOrDefault(film.item(), List.of()),
                    !candidates.relaxed().isEmpty() && !candidates.exact().contains(film.item())));
        }
        return films;
    }

    /** Films that came from other sources than the vectors have a similarity too: one more question answers for all. */
    private void lookUpSimilarities(
            List<Fused> fused,
            Candidates candidates,
            Map<ItemId, Double> similarities,
            Map<ItemId, String> documents,
            List<Degradation> degraded) {
        List<String> missing = fused.stream()
                .map(Fused::item)
                .filter(item -> !similarities.containsKey(item))
                .map(ItemId::value)
                .toList();
        if (missing.isEmpty() || candidates.query().isEmpty()) {
            return;
        }
        try {
            List<VectorHit> hits = store.search(new VectorQuery(
                    candidates.query().get(), 8 * missing.size(), Filter.in(MovieRecords.MOVIE_ID, missing)));
            for (VectorHit hit : hits) {
                ItemId item = MovieRecords.item(hit.id(), hit.attributes());
                similarities.merge(item, hit.similarity(), Math::max);
                documents.putIfAbsent(item, hit.document());
            }
        } catch (MovieAiException e) {
            LOG.warn("{} failed, going on without similarities: {}", e.port(), e.getMessage());
            if (degraded.stream().noneMatch(other -> other.fallback() == Fallback.WITHOUT_VECTORS)) {
                degraded.add(
                        new Degradation(Stage.RETRIEVAL, Fallback.WITHOUT_VECTORS, String.valueOf(e.getMessage())));
            }
        }
    }
}
