package io.movieai.benchmarks;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.chroma.ChromaApiVersion;
import dev.langchain4j.store.embedding.chroma.ChromaEmbeddingStore;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.chroma.ChromaStore;
import io.movieai.testkit.ChromaServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writing to and searching a real Chroma server, with this library and with {@code langchain4j-chroma} alone, in one run.
 *
 * <p>Arguments: how many documents, how many rounds of writing them, and how many searches. Starts a server of its own, or
 * uses the one that {@code CHROMA_HOST} and {@code CHROMA_PORT} name and leaves collections there.
 *
 * <p>The other side adds rather than replaces, since it cannot replace; its list of genres is a key for each, since servers
 * before 1.5 take no lists; and it is handed the documents in the batches that it is fastest with. Each round writes into a
 * new collection.
 */
public final class ChromaComparison {
    private static final int DIMENSION = 512;
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("clustered", DIMENSION);
    private static final long SEED = 20;
    private static final int THEIR_BATCH = 500;
    private static final int WARM_UP = 20;
    private static final int BLOCK = 20;
    private static final int LIMIT = 10;
    private static final List<String> GENRES = List.of(
            "Drama", "Comedy", "Action", "Thriller", "Romance", "Adventure", "Children", "Crime", "Sci-Fi", "Horror");

    private final String server;
    private final List<VectorRecord> records;
    private final List<dev.langchain4j.data.embedding.Embedding> embeddings = new ArrayList<>();
    private final List<TextSegment> segments = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final ClusteredVectors vectors = new ClusteredVectors(SEED, DIMENSION);

    private ChromaComparison(String server, int count) {
        this.server = server;
        this.records = new ArrayList<>(count);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < count; i++) {
            addDocument(i, 1930 + random.nextInt(90), GENRES.get(random.nextInt(10)), GENRES.get(random.nextInt(10)));
        }
    }

    private void addDocument(int i, int year, String genre, String other) {
        String title = "Film number " + i;
        String document = title + " (" + year + ") is a " + genre + "|" + other
                + " movie. It is told from the end to the beginning, and nobody in it knows how it began.";
        records.add(new VectorRecord(
                String.valueOf(i),
                vectors.vector(i),
                document,
                Attributes.builder()
                        .put("movie_id", String.valueOf(i))
                        .put("title", title)
                        .put("year", year)
                        .put("genres", List.of(genre, other))
                        .build(),
                "1"));
        ids.add(String.valueOf(i));
        embeddings.add(dev.langchain4j.data.embedding.Embedding.from(
                records.get(i).embedding().toArray()));
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("movie_id", String.valueOf(i));
        metadata.put("title", title);
        metadata.put("year", year);
        metadata.put(genre, "true");
        metadata.put(other, "true");
        segments.add(TextSegment.from(document, Metadata.from(metadata)));
    }

    /** Prints two Markdown tables. */
    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        int searches = Integer.parseInt(args[2]);
        Path data = Files.createTempDirectory("movieai-comparison").resolve("data");
        try (ChromaServer server = ChromaServer.start(data)) {
            new ChromaComparison(server.uri().toString(), count).compare(rounds, searches);
        }
    }

    private ChromaStore ours(String collection) {
        return ChromaStore.builder(URI.create(server), collection, SPACE)
                .timeout(Duration.ofMinutes(2))
                .connect();
    }

    private ChromaEmbeddingStore theirs(String collection) {
        return ChromaEmbeddingStore.builder()
                .baseUrl(server)
                .apiVersion(ChromaApiVersion.V2)
                .collectionName(collection)
                .timeout(Duration.ofMinutes(2))
                .build();
    }

    private void compare(int rounds, int searches) {
        String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        double[][] written = new double[2][rounds];
        double[][] searchable = new double[2][rounds];
        ours("ours-" + run + "-warm-up").upsert(records.subList(0, Math.min(records.size(), THEIR_BATCH)));
        write(theirs("theirs-" + run + "-warm-up"), Math.min(records.size(), THEIR_BATCH));
        for (int round = 0; round < rounds; round++) {
            // Each side is the first in every other round.
            for (int turn = 0; turn < 2; turn++) {
                int side = (round + turn) % 2;
                String name = run + "-" + round;
                long start = System.nanoTime();
                if (side == 0) {
                    ChromaStore store = ours("ours-" + name);
                    store.upsert(records);
                    written[side][round] = (System.nanoTime() - start) / 1e9;
                    searchOurs(store, -1);
                } else {
                    ChromaEmbeddingStore store = theirs("theirs-" + name);
                    write(store, ids.size());
                    written[side][round] = (System.nanoTime() - start) / 1e9;
                    searchTheirs(store, -1);
                }
                searchable[side][round] = (System.nanoTime() - start) / 1e9;
            }
        }
        System.out.println(
                "seconds to write " + records.size() + " documents into a new collection, median of " + rounds);
        SideBySide.row("", "movieai", "langchain4j-chroma", "langchain4j-chroma / movieai", "least ratio");
        SideBySide.row("---", "---:", "---:", "---:", "---:");
        row("written", written);
        row("written and searched once", searchable);
        System.out.println();
        try (ChromaStore ours = ours("ours-" + run + "-0")) {
            search(ours, theirs("theirs-" + run + "-0"), searches);
        }
    }

    private static void row(String name, double[][] seconds) {
        double[] ratios = new double[seconds[0].length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = seconds[1][i] / seconds[0][i];
        }
        SideBySide.row(
                name,
                SideBySide.median(seconds[0]),
                SideBySide.median(seconds[1]),
                SideBySide.median(ratios),
                SideBySide.quantile(ratios, 0));
    }

    private void write(ChromaEmbeddingStore store, int count) {
        for (int from = 0; from < count; from += THEIR_BATCH) {
            int to = Math.min(from + THEIR_BATCH, count);
            store.addAll(ids.subList(from, to), embeddings.subList(from, to), segments.subList(from, to));
        }
    }

    private void search(ChromaStore ours, ChromaEmbeddingStore theirs, int searches) {
        double[] ourMillis = new double[searches];
        double[] theirMillis = new double[searches];
        int ourHits = 0;
        int theirHits = 0;
        for (int from = -WARM_UP; from < searches; from += BLOCK) {
            int to = Math.min(from + BLOCK, searches);
            for (int i = from; i < to; i++) {
                long start = System.nanoTime();
                ourHits += searchOurs(ours, i).size();
                if (i >= 0) {
                    ourMillis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
            for (int i = from; i < to; i++) {
                long start = System.nanoTime();
                theirHits += searchTheirs(theirs, i);
                if (i >= 0) {
                    theirMillis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        System.out.println("milliseconds per search for " + LIMIT + " of a genre and a decade, " + searches
                + " different ones in turn; hits " + ourHits + " and " + theirHits);
        SideBySide.row("", "movieai", "langchain4j-chroma", "langchain4j-chroma / movieai");
        SideBySide.row("---", "---:", "---:", "---:");
        for (double share : new double[] {0.5, 0.99}) {
            double mine = SideBySide.quantile(ourMillis, share);
            double other = SideBySide.quantile(theirMillis, share);
            SideBySide.row("p" + Math.round(100 * share), mine, other, other / mine);
        }
    }

    private static int year(int i) {
        return 1930 + 10 * Math.floorMod(i, 9);
    }

    private static String genre(int i) {
        return GENRES.get(Math.floorMod(i, GENRES.size()));
    }

    private List<VectorHit> searchOurs(ChromaStore store, int i) {
        List<VectorHit> hits = store.search(new VectorQuery(
                vectors.vector(-1_000 - i),
                LIMIT,
                Filter.all(Filter.equal("genres", genre(i)), Filter.between("year", year(i), year(i) + 9))));
        for (VectorHit hit : hits) {
            if (!hit.attributes().texts("genres").contains(genre(i))) {
                throw new IllegalStateException("expected a " + genre(i) + ", found " + hit);
            }
        }
        return hits;
    }

    private int searchTheirs(ChromaEmbeddingStore store, int i) {
        return store.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(dev.langchain4j.data.embedding.Embedding.from(
                                vectors.vector(-1_000 - i).toArray()))
                        .maxResults(LIMIT)
                        .filter(MetadataFilterBuilder.metadataKey(genre(i))
                                .isEqualTo("true")
                                .and(MetadataFilterBuilder.metadataKey("year").isGreaterThanOrEqualTo(year(i)))
                                .and(MetadataFilterBuilder.metadataKey("year").isLessThanOrEqualTo(year(i) + 9)))
                        .build())
                .matches()
                .size();
    }
}
