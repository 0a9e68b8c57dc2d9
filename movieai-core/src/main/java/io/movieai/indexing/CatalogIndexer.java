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
import io.movieai.store.Filter;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Brings a catalogue into a vector store and a keyword index, batch by batch.
 *
 * <p>Every record carries a version: a digest of all that its film was made into. A film whose records all have it is not
 * embedded again, so indexing twice costs little, and an indexing that was interrupted goes on where it stopped. Records
 * that a film has no more are deleted before its first record is written, and that one is written before the others: a
 * first record of some version means that no record of another chunking is left, wherever an indexing ended.
 *
 * <p>Safe for use by several threads, though two indexings of the same films at once do the work twice.
 */
public final class CatalogIndexer {
    /** Films per batch: large enough for the model's batches and for the stores' writes, small enough to lose little of. */
    private static final int BATCH = 256;

    /** How many films' records are looked for at once: few enough for every store to find them by their attribute. */
    private static final int LOOKED_UP = 64;

    /** How records are made of films; part of every version, so that films are indexed again when this changes. */
    private static final String FORMAT = "2";

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
        boolean first = store.count() == 0;
        int embedded = 0;
        int truncated = 0;
        for (int from = 0; from < movies.size(); from += BATCH) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("indexing was interrupted after " + from + " of " + movies.size()
                        + " films; what was stored is kept, and indexing again goes on from there");
            }
            List<Movie> batch = movies.subList(from, Math.min(from + BATCH, movies.size()));
            BatchResult result = indexBatch(batch, first);
            embedded += result.embedded;
            truncated += result.truncated;
            listener.onProgress(from + batch.size(), movies.size(), embedded);
        }
        return new IndexReport(movies.size(), embedded, truncated, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * Removes films from the store and the keyword index. Unknown ids are ignored.
     *
     * @throws io.movieai.MovieAiException if a port fails; what is left is removed by removing the films again
     */
    public void remove(Collection<ItemId> ids) {
        List<String> films = ids.stream().map(ItemId::value).toList();
        keywords.remove(films);
        Set<String> records = new LinkedHashSet<>(recordsOf(films));
        // A record that was written by something else may carry no attribute that tells its film.
        films.forEach(film -> records.add(recordId(film, 0)));
        store.delete(records);
    }

    private record BatchResult(int embedded, int truncated) {}

    private BatchResult indexBatch(List<Movie> batch, boolean first) {
        List<Draft> drafts = batch.stream().map(this::draft).toList();
        Map<String, String> stored = store.versions(
                drafts.stream().flatMap(draft -> draft.recordIds().stream()).toList());
        List<Draft> changed = drafts.stream()
                .filter(draft -> !draft.recordIds().stream().allMatch(id -> draft.version.equals(stored.get(id))))
                .toList();
        int truncated = embedAndStore(changed, first);
        Map<String, String> known =
                keywords.indexedVersions(drafts.stream().map(Draft::film).toList());
        keywords.index(drafts.stream()
                .filter(draft -> !draft.version.equals(known.get(draft.film())))
                .map(draft -> keywordDocument(draft.movie, draft.version))
                .toList());
        return new BatchResult(changed.size(), truncated);
    }

    /**
     * @param first whether the store held nothing when the indexing began, so that nothing has to be looked for in it
     */
    private int embedAndStore(List<Draft> changed, boolean first) {
        if (changed.isEmpty()) {
            return 0;
        }
        List<Embedding> embeddings = embedder.embed(
                TextRole.DOCUMENT,
                changed.stream().flatMap(draft -> draft.documents.stream()).toList());
        List<VectorRecord> records = new ArrayList<>(embeddings.size());
        for (Draft draft : changed) {
            List<String> ids = draft.recordIds();
            for (int i = 0; i < ids.size(); i++) {
                records.add(new VectorRecord(
                        ids.get(i),
                        embeddings.get(records.size()),
                        draft.documents.get(i),
                        draft.attributes,
                        draft.version));
            }
        }
        List<String> stored =
                first ? List.of() : recordsOf(changed.stream().map(Draft::film).toList());
        Set<String> surplus = new LinkedHashSet<>(stored);
        records.forEach(record -> surplus.remove(record.id()));
        if (!surplus.isEmpty()) {
            store.delete(surplus);
        }
        store.upsert(records);
        return (int) embeddings.stream().filter(Embedding::truncated).count();
    }

    /**
     * Returns the records that the store holds of films. It is asked rather than counted on, because an indexing that ended
     * anywhere, and other versions of this library, may have left records that no number tells of.
     */
    private List<String> recordsOf(List<String> films) {
        // Every record that fulfils the filter is found, however far its vector is from this one.
        float[] anyDirection = new float[store.space().dimension()];
        anyDirection[0] = 1;
        Embedding any = Embedding.of(anyDirection);
        List<String> records = new ArrayList<>();
        for (int from = 0; from < films.size(); from += LOOKED_UP) {
            List<String> some = films.subList(from, Math.min(films.size(), from + LOOKED_UP));
            VectorQuery query = new VectorQuery(any, Integer.MAX_VALUE, Filter.in(MovieRecords.MOVIE_ID, some));
            store.search(query).forEach(hit -> records.add(hit.id()));
        }
        return records;
    }

    /** What a film's records are made of. */
    private record Draft(Movie movie, List<String> documents, Attributes attributes, String version) {
        String film() {
            return movie.id().value();
        }

        List<String> recordIds() {
            return IntStream.range(0, documents.size())
                    .mapToObj(chunk -> recordId(film(), chunk))
                    .toList();
        }
    }

    private Draft draft(Movie movie) {
        List<String> documents = text.documents(movie);
        Attributes attributes = MovieRecords.attributes(movie);
        return new Draft(movie, documents, attributes, version(movie, documents, attributes));
    }

    private String version(Movie movie, List<String> documents, Attributes attributes) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        Stream.of(
                        FORMAT,
                        store.space().model(),
                        documents.toString(),
                        attributes.toString(),
                        movie.allTitles().toString())
                .forEach(part -> {
                    digest.update(part.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                });
        return HexFormat.of().formatHex(digest.digest(), 0, 12);
    }

    /**
     * Returns the id of one of a film's records: the film's own, and for the second and later ones their number behind a
     * {@code #}, which is escaped in a film's id, so that no two films have a record in common.
     */
    static String recordId(String film, int chunk) {
        String escaped = film.replace("%", "%25").replace("#", "%23");
        return chunk == 0 ? escaped : escaped + "#" + chunk;
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
