package io.movieai.app;

import io.movieai.IncompatibleModelException;
import io.movieai.MovieAi;
import io.movieai.MovieAiException;
import io.movieai.app.FilmSource.Films;
import io.movieai.app.IndexFolder.Contents;
import io.movieai.app.http.Backend;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.generation.Generator;
import io.movieai.indexing.IndexReport;
import io.movieai.keyword.InMemoryKeywordIndex;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.ItemId;
import io.movieai.recsys.data.ReadProblem;
import io.movieai.recsys.data.ReadReport;
import io.movieai.store.chroma.ChromaStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The library as the program wires it: films, model and index opened together and closed together. */
final class Engine implements AutoCloseable {
    /** How many problems of the data are told one by one. */
    private static final int TOLD_PROBLEMS = 5;

    private final OnnxEmbedder embedder;
    private final Stores stores;
    private final MovieAi ai;
    private final IndexReport report;

    private Engine(OnnxEmbedder embedder, Stores stores, MovieAi ai, IndexReport report) {
        this.embedder = embedder;
        this.stores = stores;
        this.ai = ai;
        this.report = report;
    }

    /**
     * Opens everything that the options ask for, and indexes films that are not in the index yet. When the vectors are on a
     * server that was given the films earlier and is away now, films are found by words.
     */
    static Engine open(FilmOptions options, Terminal terminal, Texts texts) throws IOException {
        return open(options, builder -> {}, terminal, texts);
    }

    /**
     * Opens as {@link #open(FilmOptions, Terminal, Texts)} does.
     *
     * @param ports sets further ports; they stay open when the engine is closed
     */
    static Engine open(FilmOptions options, Consumer<MovieAi.Builder> ports, Terminal terminal, Texts texts)
            throws IOException {
        return new Opening(options, false, ports, terminal, texts).open();
    }

    /**
     * Opens everything that the options ask for, and brings all films into the index.
     *
     * @throws IncompatibleModelException if the index holds films that another program put there
     */
    static Engine ingest(FilmOptions options, Terminal terminal, Texts texts) throws IOException {
        return new Opening(options, true, builder -> {}, terminal, texts).open();
    }

    /** One opening. */
    private record Opening(
            FilmOptions options, boolean ingest, Consumer<MovieAi.Builder> ports, Terminal terminal, Texts texts) {
        Engine open() throws IOException {
            FilmSource source = options.source();
            String stamp = source.stamp();
            if (options.store() == FilmOptions.Store.MEMORY) {
                return inMemory(source);
            }
            OnnxEmbedder embedder = options.model().open();
            try {
                return open(embedder, source, stamp);
            } catch (RuntimeException | IOException e) {
                embedder.close();
                throw e;
            }
        }

        private Engine open(OnnxEmbedder embedder, FilmSource source, String stamp) throws IOException {
            IndexFolder folder = options.indexFolder();
            folder.verify(source, options.place());
            Contents contents = folder.contents(source, stamp);
            boolean current = contents.isCurrent();
            if (contents.state() == IndexFolder.State.DAMAGED) {
                terminal.say(texts.get("index.damaged", folder.root()));
            }
            Optional<ChromaStore> chroma = Optional.empty();
            if (options.store() == FilmOptions.Store.CHROMA) {
                ChromaStore server =
                        options.chroma(embedder.space(), ingest || !current).connectLater();
                if (!current && server.isFilledByOther()) {
                    return filledByOther(embedder, server);
                }
                chroma = Optional.of(server);
            }
            Films read = current ? new Films(contents.films(), Optional.empty()) : read(source, terminal, texts);
            List<Movie> films = read.movies();
            folder.claim(source, options.place());
            Set<ItemId> vanished = current ? Set.of() : folder.begin(films);
            if (ingest && contents.skipped() + contents.warnings() > 0) {
                terminal.say(texts.get("read.before", contents.skipped(), contents.warnings()));
            }
            Stores stores =
                    chroma.isPresent() ? Stores.chroma(chroma.get(), folder) : Stores.lucene(folder, embedder.space());
            try {
                MovieAi ai = wiring(embedder, stores).build();
                IndexReport report;
                try {
                    report = index(ai, films, !current, terminal, texts);
                } catch (MovieAiException e) {
                    if (ingest || !current || chroma.isEmpty() || !e.isRetryable()) {
                        throw e;
                    }
                    // The server has the films; until it is back they are found by words, and each answer says so.
                    ai = wiring(embedder, stores).catalog(Catalog.of(films)).build();
                    report = new IndexReport(films.size(), 0, 0, Duration.ZERO);
                }
                if (!current) {
                    ai.remove(vanished);
                    folder.complete(read, stamp);
                    ai.prepare();
                }
                return new Engine(embedder, stores, ai, report);
            } catch (RuntimeException | IOException e) {
                stores.close();
                throw e;
            }
        }

        /** Films of another program are asked for as they are: what their records say is all that is known of them. */
        private Engine filledByOther(OnnxEmbedder embedder, ChromaStore server) {
            String place = options.place().orElseThrow();
            if (ingest) {
                throw new IncompatibleModelException(
                        "VectorStore", place, texts.get("ingest.filled-by-other", server.count()), null);
            }
            terminal.say(texts.get("ask.filled-by-other", place, server.count()));
            Stores stores = new Stores(server, new InMemoryKeywordIndex());
            return new Engine(
                    embedder, stores, wiring(embedder, stores).build(), new IndexReport(0, 0, 0, Duration.ZERO));
        }

        private Engine inMemory(FilmSource source) throws IOException {
            List<Movie> films = read(source, terminal, texts).movies();
            OnnxEmbedder embedder = options.model().open();
            try {
                Stores stores = Stores.inMemory(embedder.space());
                MovieAi ai = wiring(embedder, stores).build();
                return new Engine(embedder, stores, ai, index(ai, films, true, terminal, texts));
            } catch (RuntimeException e) {
                embedder.close();
                throw e;
            }
        }

        private MovieAi.Builder wiring(OnnxEmbedder embedder, Stores stores) {
            MovieAi.Builder builder = MovieAi.builder()
                    .embedder(new KeptQueries(embedder, IndexFolder.home().resolve("queries")))
                    .vectorStore(stores.vectors())
                    .keywordIndex(stores.keywords());
            ports.accept(builder);
            return builder;
        }
    }

    private static Films read(FilmSource source, Terminal terminal, Texts texts) throws IOException {
        Films films;
        try (Progress progress = terminal.progress(texts.get("progress.read"), " MiB", 1 << 20)) {
            films = source.read(progress);
        }
        films.report().ifPresent(report -> tell(report, terminal, texts));
        return films;
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

    /** @param news whether there are films to bring in; progress is shown from the start then */
    private static IndexReport index(MovieAi ai, List<Movie> films, boolean news, Terminal terminal, Texts texts) {
        try (Progress progress = terminal.progress(texts.get("progress.index"), "", 1)) {
            if (news) {
                progress.show(0, films.size());
            }
            return ai.index(Catalog.of(films), (done, total, embedded) -> {
                if (news || embedded > 0) {
                    progress.show(done, total);
                }
            });
        }
    }

    MovieAi ai() {
        return ai;
    }

    /** Returns what a service answers from. */
    Backend backend(FilmOptions options, Generator generator, Optional<CandidateRecommender> recommender) {
        return new Backend(
                ai,
                options.collection(),
                generator.model(),
                recommender,
                () -> new Backend.CacheUse(embedder.queryCacheHits(), embedder.queryCacheMisses()));
    }

    /** Returns what indexing did when this was opened. */
    IndexReport report() {
        return report;
    }

    @Override
    public void close() {
        stores.close();
        embedder.close();
    }
}
