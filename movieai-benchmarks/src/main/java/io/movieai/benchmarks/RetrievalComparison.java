package io.movieai.benchmarks;

import io.movieai.MovieAi;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.store.lucene.LuceneStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From a request's text to films, with this library on its embedded defaults and with LangChain4j's in-process model and
 * Chroma, in one run: the naive pipeline embeds the text and asks the store for the five nearest.
 *
 * <p>Arguments: a folder of film data, and the URL of a Chroma server (API v2). It leaves a collection there.
 */
public final class RetrievalComparison {
    private static final int WARM_UP = 100;
    private static final int QUERIES = 500;
    private static final int BLOCK = 50;
    private static final List<String> GENRES = List.of("科幻", "动作", "喜剧", "爱情", "恐怖", "悬疑", "战争", "西部", "动画", "犯罪");
    private static final List<String> DECADES = List.of("六十", "七十", "八十", "九十");
    private static final List<String> MOODS = List.of("节奏快一点", "适合晚上看", "故事感人", "画面漂亮", "不要太长");

    private RetrievalComparison() {}

    /** Prints a Markdown table of milliseconds per request. */
    public static void main(String[] args) throws IOException {
        List<Movie> movies = FilmFolder.read(args[0]);
        NaivePipeline naive = NaivePipeline.fill(movies, args[1]);
        System.out.println("milliseconds per request, " + QUERIES + " different requests in turn");
        SideBySide.row(
                "movieai's model",
                "request",
                "movieai p50",
                "p95",
                "p99",
                "LangChain4j + Chroma p50",
                "p95",
                "p99",
                "ratio");
        SideBySide.row("---", "---", "---", "---", "---", "---", "---", "---", "---");
        compare(OnnxEmbedder.bgeSmallZh(), movies, naive);
        compare(OnnxEmbedder.bgeSmallZhV15Int8(), movies, naive);
        System.out.println("heap " + SideBySide.heapMiB() + " MiB, resident " + SideBySide.residentMiB() + " MiB");
    }

    /** Takes ownership of the embedder. */
    private static void compare(OnnxEmbedder opened, List<Movie> movies, NaivePipeline naive) throws IOException {
        Path folder = Files.createTempDirectory("movieai-comparison");
        try (OnnxEmbedder embedder = opened;
                LuceneStore store = LuceneStore.open(folder, embedder.space())) {
            MovieAi ai = MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(store)
                    .keywordIndex(store)
                    .build();
            ai.index(Catalog.of(movies));
            compare(embedder.space().model(), ai, naive);
        }
    }

    private static void compare(String name, MovieAi ai, NaivePipeline naive) {
        double[] ours = new double[QUERIES];
        double[] theirs = new double[QUERIES];
        double[] repeated = new double[QUERIES];
        List<String> queries = queries();
        for (int from = -WARM_UP; from < QUERIES; from += BLOCK) {
            for (double[] side : List.of(ours, theirs, repeated)) {
                SideBySide.settle();
                for (int i = from; i < from + BLOCK; i++) {
                    String query = queries.get(i + WARM_UP);
                    long start = System.nanoTime();
                    if (side == theirs) {
                        naive.search(query);
                    } else {
                        ai.recommend(query);
                    }
                    if (i >= 0) {
                        side[i] = (System.nanoTime() - start) / 1e6;
                    }
                }
            }
        }
        print(name, "new", ours, theirs);
        print(name, "repeated", repeated, theirs);
    }

    /** Different texts of the kind that people send, long enough for no cache to hold them all before they are measured. */
    private static List<String> queries() {
        List<String> queries = new ArrayList<>();
        for (int i = 0; queries.size() < WARM_UP + QUERIES; i++) {
            String decade = DECADES.get(i % DECADES.size());
            String genre = GENRES.get(i / DECADES.size() % GENRES.size());
            String mood = MOODS.get(i / (DECADES.size() * GENRES.size()) % MOODS.size());
            queries.add("推荐" + (i % 5 + 1) + "部" + decade + "年代的" + genre + "电影，" + mood + "，第" + i + "次问");
        }
        return queries;
    }

    private static void print(String name, String request, double[] ours, double[] theirs) {
        SideBySide.row(
                name,
                request,
                SideBySide.median(ours),
                SideBySide.quantile(ours, 0.95),
                SideBySide.quantile(ours, 0.99),
                SideBySide.median(theirs),
                SideBySide.quantile(theirs, 0.95),
                SideBySide.quantile(theirs, 0.99),
                SideBySide.median(ours) / SideBySide.median(theirs));
    }
}
