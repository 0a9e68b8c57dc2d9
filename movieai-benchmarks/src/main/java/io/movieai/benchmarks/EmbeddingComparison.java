package io.movieai.benchmarks;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallzh.BgeSmallZhEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.embedding.Embedder;
import io.movieai.embedding.TextRole;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.text.TextChunker;
import java.io.IOException;
import java.util.List;

/**
 * Embeds the same texts with this library and with LangChain4j's in-process models, on the same weights, in one run.
 *
 * <p>Arguments: a folder of film data, whose films are the documents; optionally how many of them, and how many rounds.
 */
public final class EmbeddingComparison {
    private static final String INSTRUCTION = "为这个句子生成表示以用于检索相关文章：";
    private static final int QUERIES = 200;
    /** Queries of one side in a row; the first block of each does not count. */
    private static final int BLOCK = 20;

    private EmbeddingComparison() {}

    /** Prints two Markdown tables: documents per second, and milliseconds per query. */
    public static void main(String[] args) throws IOException {
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        List<Movie> movies = FilmFolder.read(args[0]);
        MovieText text = MovieText.of(TextChunker.DEFAULT);
        List<String> documents = movies.stream()
                .limit(count)
                .map(movie -> text.documents(movie).get(0))
                .toList();

        EmbeddingModel theirs = new BgeSmallZhEmbeddingModel();
        EmbeddingModel theirsInt8 = new BgeSmallZhV15QuantizedEmbeddingModel();
        try (OnnxEmbedder ours = OnnxEmbedder.bgeSmallZh();
                OnnxEmbedder oursInt8 = OnnxEmbedder.bgeSmallZhV15Int8()) {
            System.out.println("documents per second, " + documents.size() + " documents, median of " + rounds);
            SideBySide.row("movieai", "LangChain4j", "movieai", "LangChain4j", "ratio", "least ratio");
            SideBySide.row("---", "---", "---", "---", "---", "---");
            documents("fp32", ours, "fp32", theirs, documents, rounds);
            documents("int8", oursInt8, "fp32", theirs, documents, rounds);
            documents("int8", oursInt8, "int8", theirsInt8, documents, rounds);

            System.out.println();
            System.out.println("milliseconds per query, " + QUERIES + " queries one by one, p50");
            SideBySide.row("query", "movieai", "LangChain4j", "LangChain4j / movieai");
            SideBySide.row("---", "---", "---", "---");
            queries("new, fp32", ours, INSTRUCTION, theirs, false);
            queries("repeated, fp32", ours, INSTRUCTION, theirs, true);
            queries("new, int8", oursInt8, "", theirsInt8, false);
            System.out.println();
            System.out.println("heap " + SideBySide.heapMiB() + " MiB, resident " + SideBySide.residentMiB()
                    + " MiB with all four models loaded");
        }
    }

    private static void documents(
            String oursName,
            Embedder ours,
            String theirsName,
            EmbeddingModel theirs,
            List<String> documents,
            int rounds) {
        List<TextSegment> segments = documents.stream().map(TextSegment::from).toList();
        double[][] seconds =
                SideBySide.run(rounds, () -> ours.embed(TextRole.DOCUMENT, documents), () -> theirs.embedAll(segments));
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = seconds[1][i] / seconds[0][i];
        }
        SideBySide.row(
                oursName,
                theirsName,
                documents.size() / SideBySide.median(seconds[0]),
                documents.size() / SideBySide.median(seconds[1]),
                SideBySide.median(ratios),
                SideBySide.quantile(ratios, 0));
    }

    /** @param instruction what movieai puts in front of a query, which LangChain4j leaves to its users */
    private static void queries(
            String name, Embedder ours, String instruction, EmbeddingModel theirs, boolean repeated) {
        double[] oursMillis = new double[QUERIES];
        double[] theirsMillis = new double[QUERIES];
        for (int from = -BLOCK; from < QUERIES; from += BLOCK) {
            SideBySide.settle();
            for (int i = from; i < from + BLOCK; i++) {
                String query = query(name, i, repeated);
                long start = System.nanoTime();
                ours.embed(TextRole.QUERY, query);
                record(oursMillis, i, start);
            }
            SideBySide.settle();
            for (int i = from; i < from + BLOCK; i++) {
                String query = instruction + query(name, i, repeated);
                long start = System.nanoTime();
                theirs.embed(query);
                record(theirsMillis, i, start);
            }
        }
        SideBySide.row(
                name,
                SideBySide.median(oursMillis),
                SideBySide.median(theirsMillis),
                SideBySide.median(theirsMillis) / SideBySide.median(oursMillis));
    }

    /** A new text each time, unless it is to be found in the cache. */
    private static String query(String name, int number, boolean repeated) {
        return repeated ? "推荐一部九十年代的科幻电影" : name + "：推荐第" + (number + QUERIES) + "部九十年代的科幻电影";
    }

    private static void record(double[] millis, int number, long start) {
        if (number >= 0) {
            millis[number] = (System.nanoTime() - start) / 1e6;
        }
    }
}
