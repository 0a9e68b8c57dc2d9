package io.movieai.indexing;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.catalog.Person;
import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.TextRole;
import io.movieai.keyword.KeywordDocument;
import io.movieai.keyword.KeywordIndex;
import io.movieai.recommend.ItemId;
import io.movieai.store.Attributes;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Brings a catalogue into a vector store and a keyword index, batch by batch.
 *
 * <p>Every record carries a version: a digest of all that it was made from. A film whose version is stored already is not
 * embedded again, so indexing twice costs little, and an indexing that was interrupted goes on where it stopped. A film's
 * first record is written last and is the one that counts as proof that all of them are there.
 *
 * <p>Safe for use by several threads, though two indexings of the same films at once do the work twice.
 */
public final class CatalogIndexer {
    /** Films per batch: large enough for the model's batches and for the stores' writes, small enough to lose little of. */
    private static final int BATCH = 256;

    private final Embedder embedder;
    private final VectorStore store;
    private final KeywordIndex keywords;
    private final MovieText text;

    private CatalogIndexer(Embedder embedder, VectorStore store, KeywordIndex keywords, MovieText text) {
        this.embedder = embedder;
        this.store = store;
        this.keywords = keywords;
        this.text = text;
    }

    /** Returns an indexer that writes to these ports, which it does not close. */
    public static CatalogIndexer of(Embedder embedder, VectorStore store, KeywordIndex keywords, MovieText text) {
        return new CatalogIndexer(embedder, store, keywords, text);
    }

    /**
     * Indexes the films of a catalogue. What the store holds beside them stays.
     *
     * @throws CancellationException if the thread is interrupted; what was done so far is kept, and the interrupt flag
     *     stays set
     * @throws io.movieai.MovieAiException if a port fails; what was done so far is kept
     */
    public IndexReport index(Catalog catalog, IndexListener listener) {
        long start = System.nanoTime();
        List<Movie> movies = catalog.movies();
        int embedded = 0;
        int truncated = 0;
        for (int from = 0; from < movies.size(); from += BATCH) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("indexing was interrupted after " + from + " of " + movies.size()
                        + " films; what was stored is kept, and indexing again goes on from there");
            }
            List<Movie> batch = movies.subList(from, Math.min(from + BATCH, movies.size()));
            BatchResult result = indexBatch(batch);
            embedded += result.embedded;
            truncated += result.truncated;
            listener.onProgress(from + batch.size(), movies.size(), embedded);
        }
        return new IndexReport(movies.size(), embedded, truncated, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Removes films from the store and the keyword index. Unknown ids are ignored. */
    public void remove(Collection<ItemId> ids) {
        List<String> films = ids.stream().map(ItemId::value).toList();
        List<String> records = store.versions(films).entrySet().stream()
                .flatMap(entry -> recordIds(entry.getKey(), recordCount(entry.getValue())))
                .toList();
        keywords.remove(films);
        store.delete(records);
    }

    private record BatchResult(int embedded, int truncated) {}

    private BatchResult indexBatch(List<Movie> batch) {
        Map<Movie, Draft> drafts = new LinkedHashMap<>();
        for (Movie movie : batch) {
            drafts.put(movie, draft(movie));
        }
        List<String> ids = batch.stream().map(movie -> movie.id().value()).toList();
        Map<String, String> stored = store.versions(ids);
        List<Movie> changed = batch.stream()
                .filter(movie ->
                        !version(drafts, movie).equals(stored.get(movie.id().value())))
                .toList();
        int truncated = embedAndStore(changed, drafts, stored);
        Map<String, String> known = keywords.indexedVersions(ids);
        keywords.index(batch.stream()
                .filter(movie ->
                        !version(drafts, movie).equals(known.get(movie.id().value())))
                .map(movie -> keywordDocument(movie, version(drafts, movie)))
                .toList());
        return new BatchResult(changed.size(), truncated);
    }

    private static String version(Map<Movie, Draft> drafts, Movie movie) {
        Draft draft = drafts.get(movie);
        if (draft == null) {
            throw new IllegalStateException("no draft of " + movie.id());
        }
        return draft.version;
    }

    private int embedAndStore(List<Movie> changed, Map<Movie, Draft> drafts, Map<String, String> stored) {
        if (changed.isEmpty()) {
            return 0;
        }
        List<String> documents = new ArrayList<>();
        drafts.forEach((movie, draft) -> {
            if (changed.contains(movie)) {
                documents.addAll(draft.documents);
            }
        });
        List<Embedding> embeddings = embedder.embed(TextRole.DOCUMENT, documents);
        List<VectorRecord> records = new ArrayList<>(documents.size());
        List<String> surplus = new ArrayList<>();
        int next = 0;
        for (Movie movie : changed) {
            Draft draft = Objects.requireNonNull(drafts.get(movie));
            String id = movie.id().value();
            int count = draft.documents.size();
            for (int i = count - 1; i >= 0; i--) {
                records.add(new VectorRecord(
                        recordId(id, i),
                        embeddings.get(next + i),
                        draft.documents.get(i),
                        draft.attributes,
                        draft.version));
            }
            next += count;
            String before = stored.get(id);
            if (before != null) {
                recordIds(id, recordCount(before)).skip(count).forEach(surplus::add);
            }
        }
        store.upsert(records);
        store.delete(surplus);
        return (int) embeddings.stream().filter(Embedding::truncated).count();
    }

    /** What a film's records are made of. */
    private record Draft(List<String> documents, Attributes attributes, String version) {}

    private Draft draft(Movie movie) {
        List<String> documents = text.documents(movie);
        Attributes attributes = MovieRecords.attributes(movie);
        return new Draft(documents, attributes, version(movie, documents, attributes));
    }

    private String version(Movie movie, List<String> documents, Attributes attributes) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        Stream.of(
                        store.space().model(),
                        documents.toString(),
                        attributes.toString(),
                        movie.allTitles().toString())
                .forEach(part -> {
                    digest.update(part.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                });
        return HexFormat.of().formatHex(digest.digest(), 0, 12) + ":" + documents.size();
    }

    /** Returns how many records a film has, which its version ends with; 1 if the version was not written by us. */
    private static int recordCount(String version) {
        int colon = version.lastIndexOf(':');
        try {
            return colon < 0 ? 1 : Integer.parseInt(version.substring(colon + 1));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static Stream<String> recordIds(String id, int count) {
        return Stream.iterate(0, i -> i + 1).limit(count).map(i -> recordId(id, i));
    }

    private static String recordId(String id, int chunk) {
        return chunk == 0 ? id : id + "#" + chunk;
    }

    private static KeywordDocument keywordDocument(Movie movie, String version) {
        StringBuilder text = new StringBuilder();
        Stream.concat(movie.directors().stream(), movie.cast().stream()).forEach(person -> append(text, person));
        movie.keywords().forEach(keyword -> text.append(keyword).append(' '));
        movie.synopsis().ifPresent(text::append);
        return new KeywordDocument(movie.id().value(), movie.allTitles(), text.toString(), version);
    }

    private static void append(StringBuilder text, Person person) {
        text.append(person.name()).append(' ');
        person.chineseName().ifPresent(name -> text.append(name).append(' '));
    }
}
