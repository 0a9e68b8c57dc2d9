package io.movieai.benchmarks;

import io.movieai.MovieAi;
import io.movieai.RecommendRequest;
import io.movieai.Recommendation;
import io.movieai.Stage;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import io.movieai.store.lucene.LuceneStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How long each stage of an answer takes as the catalogue grows, embedding apart: generated films, kept in a Lucene store,
 * and an embedder that draws vectors instead of running a model. Prints a Markdown table.
 *
 * <p>Arguments: a file of requests as {@code evaluate retrieval} reads them, and the counts of films.
 */
public final class RetrievalGrowth {
    private static final long SEED = 20_261_120;
    private static final int DIMENSION = 512;
    private static final int WARM_UP = 10;
    private static final String[] ADJECTIVES = {
        "Silent",
        "Broken",
        "Golden",
        "Last",
        "Hidden",
        "Crimson",
        "Distant",
        "Stolen",
        "Paper",
        "Winter",
        "Burning",
        "Lonely",
        "Secret",
        "Electric",
        "Hollow",
        "Quiet",
        "Savage",
        "Velvet",
        "Northern",
        "Forgotten"
    };
    private static final String[] NOUNS = {
        "River",
        "Garden",
        "Kingdom",
        "Letter",
        "Summer",
        "Harbor",
        "Witness",
        "Mirror",
        "Soldier",
        "Train",
        "Island",
        "Orchard",
        "Detective",
        "Machine",
        "Promise",
        "Shadow",
        "Bridge",
        "Voyage",
        "Widow",
        "Horizon"
    };
    private static final String[] PLACES = {
        "Paris", "Texas", "Shanghai", "the North", "Brooklyn", "Havana", "the Desert", "Vienna", "Berlin", "the Valley"
    };
    private static final String[] HAN = {
        "寂静", "破碎", "黄金", "最后的", "隐秘", "深红", "远方", "失窃的", "纸上", "冬日", "燃烧的", "孤独", "秘密", "电光", "空心", "静默", "野性", "天鹅绒",
        "北方", "遗忘的"
    };
    private static final String[] HAN_NOUNS = {
        "河流", "花园", "王国", "来信", "夏天", "港湾", "证人", "镜子", "士兵", "列车", "岛屿", "果园", "侦探", "机器", "承诺", "影子", "桥", "航行", "寡妇",
        "地平线"
    };

    private RetrievalGrowth() {}

    public static void main(String[] args) throws IOException {
        List<String> requests = RequestFile.read(List.of(args[0]));
        System.out.println("milliseconds, p50 / p99, " + requests.size() + " requests");
        System.out.println("| films | reading | retrieval | ranking | writing | together |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (int i = 1; i < args.length; i++) {
            System.out.println(row(Integer.parseInt(args[i]), requests));
        }
    }

    private static String row(int count, List<String> requests) throws IOException {
        Path folder = Files.createTempDirectory("retrieval-growth");
        Embedder embedder = new Drawn();
        try (LuceneStore store = LuceneStore.open(folder, embedder.space())) {
            MovieAi ai = MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(store)
                    .keywordIndex(store)
                    .build();
            ai.index(Catalog.of(films(count)));
            Map<Stage, List<Double>> millis = new EnumMap<>(Stage.class);
            List<Double> together = new ArrayList<>();
            for (int round = 0; round <= WARM_UP; round++) {
                for (String request : requests) {
                    long start = System.nanoTime();
                    Recommendation answer = ai.recommend(RecommendRequest.of(request));
                    double all = (System.nanoTime() - start) / 1e6;
                    if (round == WARM_UP) {
                        together.add(all);
                        answer.timings()
                                .forEach((stage, time) -> millis.computeIfAbsent(stage, key -> new ArrayList<>())
                                        .add(time.toNanos() / 1e6));
                    }
                }
            }
            return String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %s | %s | %s |",
                    count,
                    spread(millis.getOrDefault(Stage.READING, List.of())),
                    spread(millis.getOrDefault(Stage.RETRIEVAL, List.of())),
                    spread(millis.getOrDefault(Stage.RANKING, List.of())),
                    spread(millis.getOrDefault(Stage.GENERATION, List.of())),
                    spread(together));
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String spread(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return "-";
        }
        return String.format(
                Locale.ROOT, "%.2f / %.2f", sorted[sorted.length / 2], sorted[(int) (0.99 * (sorted.length - 1))]);
    }

    private static List<Movie> films(int count) {
        Random random = new Random(SEED);
        Genre[] genres = Genre.values();
        List<Movie> films = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int adjective = random.nextInt(ADJECTIVES.length);
            int noun = random.nextInt(NOUNS.length);
            String place = PLACES[random.nextInt(PLACES.length)];
            boolean numbered = random.nextInt(10) == 0;
            String number = numbered ? " " + (2 + random.nextInt(4)) : "";
            films.add(Movie.builder(
                            String.valueOf(i),
                            "The " + ADJECTIVES[adjective] + " " + NOUNS[noun] + " of " + place + number)
                    .titleZh(HAN[adjective] + HAN_NOUNS[noun] + (numbered ? number.strip() : ""))
                    .year(1930 + random.nextInt(95))
                    .genres(Stream.of(genres[random.nextInt(genres.length)], genres[random.nextInt(genres.length)])
                            .distinct()
                            .toList())
                    .rating(1 + 4 * random.nextDouble(), 1 + random.nextInt(500))
                    .build());
        }
        return films;
    }

    /** Draws a vector for each text, the same for the same text. */
    private static final class Drawn implements Embedder {
        @Override
        public EmbeddingSpace space() {
            return new EmbeddingSpace("drawn", DIMENSION);
        }

        @Override
        public List<Embedding> embed(TextRole role, List<String> texts) {
            return texts.stream().map(Drawn::vector).toList();
        }

        private static Embedding vector(String text) {
            Random random = new Random(text.hashCode());
            float[] vector = new float[DIMENSION];
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            return Embedding.normalized(vector);
        }

        @Override
        public void close() {}
    }
}
