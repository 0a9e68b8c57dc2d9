package io.movieai.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.MovieAi;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.keyword.InMemoryKeywordIndex;
import io.movieai.keyword.KeywordDocument;
import io.movieai.keyword.KeywordHit;
import io.movieai.keyword.KeywordIndex;
import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.query.RequestReader;
import io.movieai.retrieval.FilmIndex;
import io.movieai.retrieval.RetrievalRequest;
import io.movieai.retrieval.Retriever;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import io.movieai.text.TextChunker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each stage adds to the answers: the requests of an evaluation file, answered with one stage after the other left out.
 * Prints a Markdown table. Follow-ups and requests of other kinds than filter, title and offtopic are passed over.
 *
 * <p>Arguments: the folder of the data set and the file of requests.
 */
public final class RetrievalAblation {
    private static final int TOP = 5;

    private final Catalog catalog;
    private final RequestReader reader;
    private final FilmIndex index;
    private final List<JsonNode> requests = new ArrayList<>();

    private RetrievalAblation(Catalog catalog, Path file) throws IOException {
        this.catalog = catalog;
        this.reader = RequestReader.of(catalog, Clock.systemUTC());
        this.index = FilmIndex.of(catalog);
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(file)) {
            JsonNode request = json.readTree(line);
            boolean counted = Set.of("filter", "title", "offtopic")
                    .contains(request.path("kind").asText());
            if (counted && !request.has("turns")) {
                requests.add(request);
            }
        }
    }

    /** What is left out. */
    private record Variant(
            String name,
            boolean conditions,
            boolean titles,
            boolean keywords,
            boolean vectors,
            boolean classifier,
            boolean refusal) {}

    public static void main(String[] args) throws IOException {
        Catalog catalog = Catalog.of(FilmFolder.read(args[0]));
        RetrievalAblation ablation = new RetrievalAblation(catalog, Path.of(args[1]));
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZh()) {
            VectorStore store = InMemoryVectorStore.of(embedder.space());
            KeywordIndex keywords = new InMemoryKeywordIndex();
            MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(store)
                    .keywordIndex(keywords)
                    .build()
                    .index(catalog);
            System.out.println("| | filter precision@5 | title hit@1 | off topic refused | good requests refused |");
            System.out.println("|---|---|---|---|---|");
            for (Variant variant : List.of(
                    new Variant("everything", true, true, true, true, true, true),
                    new Variant("without conditions", false, true, true, true, true, true),
                    new Variant("without titles", true, false, true, true, true, true),
                    new Variant("without keywords", true, true, false, true, true, true),
                    new Variant("without dense vectors", true, true, true, false, true, true),
                    new Variant("dense vectors alone, nothing fused", false, false, false, true, false, false),
                    new Variant("without the classifier of requests", true, true, true, true, false, true),
                    new Variant("without any refusal", true, true, true, true, false, false))) {
                Retriever retriever = Retriever.of(
                        embedder,
                        variant.vectors ? store : new NoVectors(store),
                        variant.keywords ? keywords : new NoKeywords(),
                        null,
                        MovieText.of(TextChunker.DEFAULT));
                System.out.println(ablation.row(variant, retriever));
            }
        }
    }

    private String row(Variant variant, Retriever retriever) {
        double precision = 0;
        int filters = 0;
        int hits = 0;
        int titles = 0;
        int refused = 0;
        int others = 0;
        int refusedGood = 0;
        for (JsonNode request : requests) {
            List<Movie> films = films(variant, retriever, request.path("q").asText());
            switch (request.path("kind").asText()) {
                case "filter" -> {
                    long exist = catalog.movies().stream()
                            .filter(movie -> isRight(movie, request))
                            .count();
                    long right = films.stream()
                            .filter(movie -> isRight(movie, request))
                            .count();
                    precision += exist == 0 ? 0 : (double) right / Math.min(TOP, exist);
                    filters++;
                    refusedGood += films.isEmpty() ? 1 : 0;
                }
                case "title" -> {
                    hits += !films.isEmpty() && isNamed(films.get(0), request) ? 1 : 0;
                    titles++;
                    refusedGood += films.isEmpty() ? 1 : 0;
                }
                default -> {
                    refused += films.isEmpty() ? 1 : 0;
                    others++;
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f | %.3f |",
                variant.name,
                precision / Math.max(1, filters),
                (double) hits / Math.max(1, titles),
                (double) refused / Math.max(1, others),
                (double) refusedGood / Math.max(1, filters + titles));
    }

    private List<Movie> films(Variant variant, Retriever retriever, String text) {
        Reading read = reader.read(text);
        if (variant.refusal && read.intent() == Intent.OFF_TOPIC) {
            return List.of();
        }
        boolean whole = !variant.conditions || !variant.titles;
        boolean named = variant.titles && !read.titles().isEmpty();
        Reading reading = new Reading(
                read.text(),
                read.language(),
                variant.conditions ? read.constraints() : List.of(),
                variant.titles ? read.titles() : List.of(),
                read.count(),
                whole ? read.text() : read.topic(),
                named || (variant.titles && variant.refusal) ? read.intent() : Intent.FIND,
                read.signals(),
                read.unchecked(),
                read.truncated());
        return retriever
                .retrieve(
                        new RetrievalRequest(
                                reading, Optional.empty(), List.of(), Set.of(), TOP, 0, !variant.classifier),
                        index)
                .films()
                .stream()
                .map(film -> film.movie())
                .toList();
    }

    private static boolean isNamed(Movie movie, JsonNode request) {
        for (JsonNode id : request.path("ids")) {
            if (id.asText().equals(movie.id().value())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRight(Movie movie, JsonNode request) {
        int year = movie.year().orElse(Integer.MIN_VALUE);
        boolean any = !request.has("any");
        for (JsonNode genre : request.path("any")) {
            any |= movie.genres().contains(genre(genre));
        }
        for (JsonNode genre : request.path("all")) {
            any &= movie.genres().contains(genre(genre));
        }
        for (JsonNode genre : request.path("none")) {
            any &= !movie.genres().contains(genre(genre));
        }
        return any
                && (!request.has("ymin") || year >= request.path("ymin").asInt())
                && (!request.has("ymax")
                        || (year != Integer.MIN_VALUE
                                && year <= request.path("ymax").asInt()));
    }

    private static Genre genre(JsonNode label) {
        return Genre.parse(label.asText()).orElseThrow();
    }

    /** Finds nothing by words. */
    private static final class NoKeywords implements KeywordIndex {
        @Override
        public void index(List<KeywordDocument> documents) {}

        @Override
        public void remove(Collection<String> ids) {}

        @Override
        public List<KeywordHit> find(String text, int limit) {
            return List.of();
        }

        @Override
        public Map<String, String> indexedVersions(Collection<String> ids) {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    /** Finds nothing by vectors. */
    private record NoVectors(VectorStore store) implements VectorStore {
        @Override
        public EmbeddingSpace space() {
            return store.space();
        }

        @Override
        public void upsert(List<VectorRecord> records) {}

        @Override
        public List<VectorHit> search(VectorQuery query) {
            return List.of();
        }

        @Override
        public void delete(Collection<String> ids) {}

        @Override
        public long count() {
            return store.count();
        }

        @Override
        public Map<String, String> versions(Collection<String> ids) {
            return store.versions(ids);
        }

        @Override
        public void close() {}
    }
}
