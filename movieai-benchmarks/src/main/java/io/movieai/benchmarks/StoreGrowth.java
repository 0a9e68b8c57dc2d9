package io.movieai.benchmarks;

import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.lucene.HnswOptions;
import io.movieai.store.lucene.LuceneStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the Lucene store costs as it grows: the time to ingest, the size on disk, the heap, the time of a query and how many
 * of the true ten nearest it finds, without a filter and with one. Prints a Markdown table with a row per count.
 *
 * <p>Arguments: the counts (10000 100000 1000000 if there are none), and options {@code --ef-search=N}, {@code
 * --exact-below=N}, {@code --m=N}, {@code --ef-construction=N}, {@code --batch=N} (records per upsert). A million vectors
 * need about 5 GiB in the temporary folder, with as much free while parts of the index are merged.
 */
public final class StoreGrowth {
    private static final int DIMENSION = 512;
    private static final long SEED = 20_260_119;
    private static final int QUERIES = 200;
    private static final int ROUNDS = 5;
    private static final int NEAREST = 10;
    private static final List<String> GENRES = List.of(
            "Action", "Animation", "Comedy", "Crime", "Documentary", "Drama", "Horror", "Romance", "Sci-Fi", "War");

    /** What queries ask for: all records, about a tenth of them, about a hundredth. */
    private static final List<Filter> FILTERS =
            List.of(Filter.EVERYTHING, Filter.equal("genre", "Drama"), Filter.between("year", 1994, 1994));

    /** Queries with the same filter. */
    private record Questions(Filter filter, List<Question> questions) {
        void offer(VectorRecord record) {
            if (filter.matches(record.attributes())) {
                questions.forEach(question -> question.offer(record.id(), record.embedding()));
            }
        }
    }

    /** A query's vector with its true answer. */
    private static final class Question {
        private final Embedding embedding;
        private final PriorityQueue<Neighbour> nearest = new PriorityQueue<>();

        Question(Embedding embedding) {
            this.embedding = embedding;
        }

        void offer(String id, Embedding candidate) {
            double similarity = embedding.cosine(candidate);
            if (nearest.size() < NEAREST || similarity > nearest.element().similarity()) {
                nearest.add(new Neighbour(id, similarity));
                if (nearest.size() > NEAREST) {
                    nearest.remove();
                }
            }
        }
    }

    private record Neighbour(String id, double similarity) implements Comparable<Neighbour> {
        @Override
        public int compareTo(Neighbour other) {
            return Double.compare(similarity, other.similarity);
        }
    }

    private record Answered(double p50, double p99, double recall) {}

    private final HnswOptions options;
    private final int batch;
    private final ClusteredVectors vectors = new ClusteredVectors(SEED, DIMENSION);

    private StoreGrowth(HnswOptions options, int batch) {
        this.options = options;
        this.batch = batch;
    }

    public static void main(String[] arguments) throws IOException {
        HnswOptions options = HnswOptions.DEFAULT;
        int batch = 1_000;
        List<Integer> counts = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            int value = Integer.parseInt(argument.substring(equals + 1).replace("_", ""));
            switch (argument.substring(0, Math.max(0, equals))) {
                case "" -> counts.add(value);
                case "--batch" -> batch = value;
                case "--m" ->
                    options =
                            new HnswOptions(value, options.efConstruction(), options.efSearch(), options.exactBelow());
                case "--ef-construction" ->
                    options = new HnswOptions(options.m(), value, options.efSearch(), options.exactBelow());
                case "--ef-search" ->
                    options = new HnswOptions(options.m(), options.efConstruction(), value, options.exactBelow());
                case "--exact-below" ->
                    options = new HnswOptions(options.m(), options.efConstruction(), options.efSearch(), value);
                default -> throw new IllegalArgumentException("expected a count or an option, found " + argument);
            }
        }
        System.out.printf(
                "%d dimensions, %s, %d records per upsert, Java %s, %d processors, heap at most %d MiB%n%n",
                DIMENSION,
                options,
                batch,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
        System.out.println(
                "| vectors | ingest s | vectors/s | merging s | index MiB | open ms | heap MiB"
                        + " | all p50 ms | p99 ms | recall@10 | 10 % p50 ms | p99 ms | recall@10 | 1 % p50 ms | p99 ms | recall@10 |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        StoreGrowth growth = new StoreGrowth(options, batch);
        for (int count : counts.isEmpty() ? List.of(10_000, 100_000, 1_000_000) : counts) {
            growth.measure(count);
        }
    }

    private void measure(int count) throws IOException {
        Path folder = Files.createTempDirectory("movieai-store-growth");
        try {
            measure(count, folder);
        } finally {
            delete(folder);
        }
    }

    private void measure(int count, Path folder) throws IOException {
        EmbeddingSpace space = new EmbeddingSpace("clustered", DIMENSION);
        List<Questions> asked = FILTERS.stream()
                .map(filter -> new Questions(
                        filter,
                        LongStream.rangeClosed(1, QUERIES)
                                .mapToObj(i -> new Question(vectors.vector(-i)))
                                .toList()))
                .toList();
        long writing = 0;
        long closing;
        LuceneStore store = LuceneStore.open(folder, space, options);
        try {
            for (int start = 0; start < count; start += batch) {
                List<VectorRecord> records = new ArrayList<>(batch);
                for (int i = start; i < Math.min(count, start + batch); i++) {
                    VectorRecord record = record(i);
                    records.add(record);
                    asked.forEach(questions -> questions.offer(record));
                }
                long begin = System.nanoTime();
                store.upsert(records);
                writing += System.nanoTime() - begin;
            }
        } finally {
            long begin = System.nanoTime();
            store.close();
            closing = System.nanoTime() - begin;
        }
        long begin = System.nanoTime();
        try (LuceneStore reopened = LuceneStore.open(folder, space, options)) {
            long opening = System.nanoTime() - begin;
            List<Answered> answered = new ArrayList<>();
            for (Questions questions : asked) {
                answered.add(answer(reopened, questions));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %.1f | %,.0f | %.1f | %,d | %.0f | %d |",
                    count,
                    writing / 1e9,
                    count / (writing / 1e9),
                    closing / 1e9,
                    size(folder) >> 20,
                    opening / 1e6,
                    heap() >> 20);
            for (Answered each : answered) {
                System.out.printf(Locale.ROOT, " %.2f | %.2f | %.4f |", each.p50(), each.p99(), each.recall());
            }
            System.out.println();
        }
    }

    private VectorRecord record(int i) {
        Attributes attributes = Attributes.builder()
                .put("genre", GENRES.get(Math.floorMod(Integer.hashCode(i * 0x9E3779B9) >>> 7, GENRES.size())))
                .put("year", 1925 + Math.floorMod((i * 0x85EBCA6B) >>> 9, 100))
                .put("rating", Math.floorMod((i * 0xC2B2AE35) >>> 5, 51) / 10.0)
                .build();
        String document = "Film number " + i + ", about which there is a sentence or two to keep beside its vector.";
        return new VectorRecord("film-" + i, vectors.vector(i), document, attributes, "version 1");
    }

    private static Answered answer(LuceneStore store, Questions asked) {
        List<Question> questions = asked.questions();
        long wanted = 0;
        long found = 0;
        // The first round answers for recall, and warms up what the rest measures.
        for (Question question : questions) {
            Set<String> nearest = new HashSet<>();
            question.nearest.forEach(neighbour -> nearest.add(neighbour.id()));
            wanted += nearest.size();
            List<VectorHit> hits = store.search(new VectorQuery(question.embedding, NEAREST, asked.filter()));
            found += hits.stream().filter(hit -> nearest.contains(hit.id())).count();
        }
        long[] nanos = new long[ROUNDS * questions.size()];
        for (int i = 0; i < nanos.length; i++) {
            VectorQuery query = new VectorQuery(questions.get(i % questions.size()).embedding, NEAREST, asked.filter());
            long begin = System.nanoTime();
            store.search(query);
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return new Answered(
                nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6, (double) found / wanted);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
