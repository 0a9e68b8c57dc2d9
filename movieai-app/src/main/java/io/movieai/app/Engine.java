package io.movieai.app;

import io.movieai.MovieAi;
import io.movieai.app.FilmSource.Films;
import io.movieai.app.http.Backend;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.generation.TemplateGenerator;
import io.movieai.indexing.IndexReport;
import io.movieai.keyword.InMemoryKeywordIndex;
import io.movieai.recommend.ItemId;
import io.movieai.recsys.data.ReadProblem;
import io.movieai.recsys.data.ReadReport;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.store.VectorStore;
import io.movieai.store.lucene.LuceneStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The library as the program wires it: films, model and index opened together and closed together. */
final class Engine implements AutoCloseable {
    /** How many problems of the data are told one by one. */
    private static final int TOLD_PROBLEMS = 5;

    private final OnnxEmbedder embedder;
    private final VectorStore store;
    private final MovieAi ai;
    private final IndexReport report;

    private Engine(OnnxEmbedder embedder, VectorStore store, MovieAi ai, IndexReport report) {
        this.embedder = embedder;
        this.store = store;
        this.ai = ai;
        this.report = report;
    }

    /** Opens everything that the options ask for, and indexes films that are not in the index yet. */
    static Engine open(FilmOptions options, Terminal terminal, Texts texts) throws IOException {
        FilmSource source = options.source();
        String stamp = source.stamp();
        if (options.store() == FilmOptions.Store.MEMORY) {
            return inMemory(options, source, terminal, texts);
        }
        IndexFolder folder = options.indexFolder();
        List<Movie> before = List.of();
        List<Movie> films;
        boolean current = folder.stamp().filter(stamp::equals).isPresent();
        if (current) {
            folder.claim(source);
            films = folder.films();
        } else {
            films = read(source, terminal, texts);
            folder.claim(source);
            before = folder.films();
        }
        OnnxEmbedder embedder = options.model().open();
        LuceneStore store;
        try {
            store = LuceneStore.open(folder.lucene(), embedder.space());
        } catch (RuntimeException e) {
            embedder.close();
            throw e;
        }
        try {
            MovieAi ai = MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(store)
                    .keywordIndex(store)
                    .build();
            IndexReport report = index(ai, films, terminal, texts);
            if (!current) {
                ai.remove(vanished(before, films));
                folder.complete(films, stamp);
            }
            return new Engine(embedder, store, ai, report);
        } catch (RuntimeException | IOException e) {
            store.close();
            embedder.close();
            throw e;
        }
    }

    private static Engine inMemory(FilmOptions options, FilmSource source, Terminal terminal, Texts texts)
            throws IOException {
        List<Movie> films = read(source, terminal, texts);
        OnnxEmbedder embedder = options.model().open();
        try {
            VectorStore store = InMemoryVectorStore.of(embedder.space());
            MovieAi ai = MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(store)
                    .keywordIndex(new InMemoryKeywordIndex())
                    .build();
            return new Engine(embedder, store, ai, index(ai, films, terminal, texts));
        } catch (RuntimeException e) {
            embedder.close();
            throw e;
        }
    }

    private static List<Movie> read(FilmSource source, Terminal terminal, Texts texts) throws IOException {
        Films films;
        try (Progress progress = terminal.progress(texts.get("progress.read"), " MiB", 1 << 20)) {
            films = source.read(progress);
        }
        films.report().ifPresent(report -> tell(report, terminal, texts));
        return films.movies();
    }

    private static void tell(ReadReport report, Terminal terminal, Texts texts) {
        if (report.linesSkipped() > 0) {
            terminal.say(texts.get("read.skipped", report.linesSkipped(), report.linesRead()));
            for (ReadProblem problem : report.problems()
                    .subList(0, Math.min(TOLD_PROBLEMS, report.problems().size()))) {
                terminal.say("  " + problem);
            }
        }
        if (report.warningCount() > 0) {
            terminal.say(texts.get(
                    "read.warnings", report.warningCount(), report.warnings().get(0)));
        }
    }

    private static IndexReport index(MovieAi ai, List<Movie> films, Terminal terminal, Texts texts) {
        try (Progress progress = terminal.progress(texts.get("progress.index"), "", 1)) {
            return ai.index(Catalog.of(films), (done, total, embedded) -> {
                if (embedded > 0) {
                    progress.show(done, total);
                }
            });
        }
    }

    private static Set<ItemId> vanished(List<Movie> before, List<Movie> now) {
        Set<ItemId> vanished = new HashSet<>();
        before.forEach(movie -> vanished.add(movie.id()));
        now.forEach(movie -> vanished.remove(movie.id()));
        return vanished;
    }

    MovieAi ai() {
        return ai;
    }

    /** Returns what a service answers from. */
    Backend backend() {
        return new Backend(ai, embedder, store, "movies", new TemplateGenerator().model(), Optional.empty());
    }

    /** Returns what indexing did when this was opened. */
    IndexReport report() {
        return report;
    }

    @Override
    public void close() {
        store.close();
        embedder.close();
    }
}
