package io.movieai.benchmarks;

import io.movieai.MovieAi;
import io.movieai.Stage;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.store.lucene.LuceneStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * From a request's text to films, with this library on its embedded defaults and with LangChain4j's in-process model and
 * Chroma, in one run: the naive pipeline embeds the text and asks the store for the five nearest.
 *
 * <p>Arguments: a folder of film data, the URL of a Chroma server (API v2), and files of requests as {@code evaluate retrieval}
 * reads them. It leaves a collection on the server.
 */
public final class RetrievalComparison {
    private static final int WARM_UP = 100;
    private static final int BLOCK = 50;
    /** No run of a model is as short as this. */
    private static final double MODEL_MS = 0.5;

    private final NaivePipeline naive;
    private final List<String> requests;

    private RetrievalComparison(NaivePipeline naive, List<String> requests) {
        this.naive = naive;
        this.requests = requests;
    }

    /** Prints a Markdown table of milliseconds per request. */
    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            throw new IllegalArgumentException(
                    "expected a data folder, the URL of a Chroma server and files of requests, found " + args.length
                            + " arguments");
        }
        List<Movie> movies = FilmFolder.read(args[0]);
        RetrievalComparison comparison = new RetrievalComparison(
                NaivePipeline.fill(movies, args[1]),
                RequestFile.read(Arrays.asList(args).subList(2, args.length)));
        System.out.println("milliseconds per request, each different, in turn");
        SideBySide.row(
                "movieai's model",
                "requests",
                "of them",
                "movieai p50",
                "p95",
                "p99",
                "LangChain4j + Chroma p50",
                "p95",
                "p99",
                "ratio of p50");
        SideBySide.row("---", "---", "---", "---", "---", "---", "---", "---", "---", "---");
        comparison.with(OnnxEmbedder.bgeSmallZh(), movies);
        comparison.with(OnnxEmbedder.bgeSmallZhV15Int8(), movies);
        System.out.println("heap " + SideBySide.heapMiB() + " MiB, resident " + SideBySide.residentMiB() + " MiB");
    }

    /** Takes ownership of the embedder. */
    private void with(OnnxEmbedder opened, List<Movie> movies) throws IOException {
        Path folder = Files.createTempDirectory("movieai-comparison");
        try (OnnxEmbedder embedder = opened;
                LuceneStore store = LuceneStore.open(folder, embedder.space())) {
            MovieAi ai = MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(store)
                    .keywordIndex(store)
                    .build();
            ai.index(Catalog.of(movies));
            ai.prepare();
            compare(embedder.space().model(), ai);
        }
    }

    private void compare(String name, MovieAi ai) {
        int count = requests.size() - WARM_UP;
        double[] ours = new double[count];
        double[] theirs = new double[count];
        double[] repeated = new double[count];
        boolean[] embedded = new boolean[count];
        for (int from = -WARM_UP; from < count; from += BLOCK) {
            int to = Math.min(count, from + BLOCK);
            for (double[] side : List.of(ours, theirs, repeated)) {
                SideBySide.settle();
                for (int i = from; i < to; i++) {
                    String request = requests.get(i + WARM_UP);
                    long start = System.nanoTime();
                    double embedding = 0;
                    if (side == theirs) {
                        naive.search(request);
                    } else {
                        embedding = millis(ai.recommend(request).timings().get(Stage.EMBEDDING));
                    }
                    if (i >= 0) {
                        side[i] = (System.nanoTime() - start) / 1e6;
                        embedded[i] |= embedding > MODEL_MS;
                    }
                }
            }
        }
        IntPredicate modelRan = i -> embedded[i];
        print(name, "all", ours, theirs, i -> true);
        print(name, "conditions or a title", ours, theirs, modelRan.negate());
        print(name, "that say more", ours, theirs, modelRan);
        print(name, "all, asked again", repeated, theirs, i -> true);
    }

    private static double millis(@Nullable Duration time) {
        return time == null ? 0 : time.toNanos() / 1e6;
    }

    private static void print(String name, String requests, double[] ours, double[] theirs, IntPredicate which) {
        double[] our = IntStream.range(0, ours.length)
                .filter(which)
                .mapToDouble(i -> ours[i])
                .toArray();
        double[] their = IntStream.range(0, ours.length)
                .filter(which)
                .mapToDouble(i -> theirs[i])
                .toArray();
        if (our.length == 0) {
            return;
        }
        SideBySide.row(
                name,
                requests,
                our.length,
                SideBySide.median(our),
                SideBySide.quantile(our, 0.95),
                SideBySide.quantile(our, 0.99),
                SideBySide.median(their),
                SideBySide.quantile(their, 0.95),
                SideBySide.quantile(their, 0.99),
                SideBySide.median(our) / SideBySide.median(their));
    }
}
