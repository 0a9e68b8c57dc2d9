package io.movieai.benchmarks;

import io.movieai.MovieAi;
import io.movieai.MovieAiException;
import io.movieai.Recommendation;
import io.movieai.benchmarks.FaultyProxy.Fault;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.embedding.Embedder;
import io.movieai.indexing.IndexListener;
import io.movieai.indexing.IndexReport;
import io.movieai.keyword.InMemoryKeywordIndex;
import io.movieai.store.chroma.ChromaStore;
import io.movieai.testkit.ChromaServer;
import io.movieai.testkit.HashingEmbedder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a caller sees when a Chroma server fails, what is kept, and how long it takes: a Markdown table with a row for each
 * fault. Starts a server of its own, kills it, and puts a proxy in front of it that spoils its answers.
 *
 * <p>Each fault meets a request for films and an indexing of {@value #NEW} films beside {@value #OLD} that are stored. Then
 * it ends and the films are indexed again. A row whose films are not all there once in the end stops the program.
 */
public final class ChromaFaults {
    private static final int OLD = 500;
    private static final int NEW = 1_500;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SEARCH_TIMEOUT = Duration.ofSeconds(3);
    private static final int RETRIES = 4;
    private static final String REQUEST = "推荐一部九十年代的科幻电影，节奏快";

    private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
    private final ChromaServer server;
    private final FaultyProxy proxy;
    private final Embedder embedder = new HashingEmbedder(256);
    private int runs;

    private ChromaFaults(ChromaServer server) throws IOException {
        this.server = server;
        this.proxy = new FaultyProxy(server.uri(), 60_000, fault::get);
    }

    /** Prints the table. */
    public static void main(String[] args) throws Exception {
        Path data = Files.createTempDirectory("movieai-faults").resolve("data");
        try (ChromaServer server = ChromaServer.start(data)) {
            if (!server.isOwnProcess()) {
                throw new IllegalStateException("expected to start a server, found CHROMA_HOST or CHROMA_PORT set");
            }
            ChromaFaults faults = new ChromaFaults(server);
            System.out.println("timeout " + TIMEOUT + ", " + RETRIES + " retries, search timeout " + SEARCH_TIMEOUT);
            SideBySide.row(
                    "fault",
                    "a request sees",
                    "s",
                    "the next one, s",
                    "an indexing sees",
                    "s",
                    "kept",
                    "indexed again");
            SideBySide.row("---", "---", "---:", "---:", "---", "---:", "---:", "---");
            faults.absent();
            faults.killed();
            faults.killedAndRestarted();
            for (Fault each : List.of(Fault.SLOW, Fault.ERROR, Fault.HALF, Fault.RESET, Fault.HTML)) {
                faults.spoiled(each);
            }
        }
    }

    private static Catalog films(int from, int to) {
        List<Movie> films = new ArrayList<>();
        for (int i = from; i < to; i++) {
            films.add(Movie.builder(String.valueOf(i), "Film number " + i)
                    .year(1930 + i % 90)
                    .genres(List.of(i % 3 == 0 ? Genre.SCI_FI : Genre.DRAMA))
                    .build());
        }
        return Catalog.of(films);
    }

    private ChromaStore.Builder builder(URI address) {
        return ChromaStore.builder(address, "faults-" + runs, embedder.space())
                .timeout(TIMEOUT)
                .searchTimeout(SEARCH_TIMEOUT)
                .retries(RETRIES);
    }

    private MovieAi ai(ChromaStore store, Catalog known) {
        return MovieAi.builder()
                .embedder(embedder)
                .vectorStore(store)
                .keywordIndex(new InMemoryKeywordIndex())
                .catalog(known)
                .build();
    }

    /** What happened, and how many seconds it took. */
    private record Outcome(String what, double seconds) {}

    private static Outcome ask(MovieAi ai) {
        long start = System.nanoTime();
        Recommendation answer = ai.recommend(REQUEST);
        String what = answer.films().size() + " films"
                + (answer.degraded().isEmpty()
                        ? ""
                        : ", degraded: " + answer.degraded().get(0).fallback());
        return new Outcome(what, (System.nanoTime() - start) / 1e9);
    }

    private static Outcome index(MovieAi ai, Catalog films, IndexListener listener) {
        long start = System.nanoTime();
        String what;
        try {
            IndexReport report = ai.index(films, listener);
            what = "done, " + report.embedded() + " embedded";
        } catch (MovieAiException e) {
            what = "`" + e.getClass().getSimpleName() + "`";
        }
        return new Outcome(what, (System.nanoTime() - start) / 1e9);
    }

    /** Indexes all films once the fault is over, and looks whether each is there once. */
    private void row(String name, Outcome first, Outcome next, Outcome indexing, ChromaStore direct, MovieAi ai) {
        long kept = direct.count();
        Catalog all = films(0, OLD + NEW);
        Outcome again = index(ai, all, IndexListener.NONE);
        long count = direct.count();
        int found = direct.versions(
                        all.movies().stream().map(movie -> movie.id().value()).toList())
                .size();
        if (count != all.size() || found != all.size()) {
            throw new IllegalStateException(
                    name + ": expected " + all.size() + " films, found " + count + " records, " + found + " of films");
        }
        SideBySide.row(
                name,
                first.what,
                first.seconds,
                next.seconds,
                indexing.what,
                indexing.seconds,
                kept + " of " + count,
                again.what + "; " + count + " records");
        runs++;
    }

    private void absent() {
        server.kill();
        long start = System.nanoTime();
        String seen = "connected";
        try {
            builder(server.uri()).connect();
        } catch (MovieAiException e) {
            seen = "`" + e.getClass().getSimpleName() + "`";
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(
                "| absent at start, connect() | " + seen + " | " + String.format("%.2f", seconds) + " | | | | | |");
        ChromaStore later = builder(server.uri()).connectLater();
        MovieAi ai = ai(later, films(0, OLD));
        Outcome first = ask(ai);
        Outcome next = ask(ai);
        Outcome indexing = index(ai, films(0, OLD), IndexListener.NONE);
        server.restart();
        row("absent at start, connectLater()", first, next, indexing, later, ai);
    }

    private void killed() throws Exception {
        ChromaStore store = builder(server.uri()).connect();
        MovieAi ai = ai(store, Catalog.EMPTY);
        ai.index(films(0, OLD));
        Outcome indexing = index(ai, films(0, OLD + NEW), (done, total, embedded) -> {
            if (done > OLD) {
                server.kill();
            }
        });
        Outcome first = ask(ai);
        Outcome next = ask(ai);
        server.restart();
        row("killed while indexing and searching", first, next, indexing, store, ai);
    }

    private void killedAndRestarted() throws Exception {
        ChromaStore store = builder(server.uri()).connect();
        MovieAi ai = ai(store, Catalog.EMPTY);
        ai.index(films(0, OLD));
        CountDownLatch away = new CountDownLatch(1);
        Thread restarter = new Thread(() -> {
            try {
                away.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server.restart();
        });
        restarter.start();
        Outcome indexing = index(ai, films(0, OLD + NEW), (done, total, embedded) -> {
            if (done > OLD && away.getCount() > 0) {
                server.kill();
                away.countDown();
            }
        });
        restarter.join();
        CountDownLatch back = new CountDownLatch(1);
        server.kill();
        Thread second = new Thread(() -> {
            server.restart();
            back.countDown();
        });
        second.start();
        Outcome first = ask(ai);
        second.join();
        Outcome next = ask(ai);
        row("killed and restarted at once", first, next, indexing, store, ai);
    }

    private void spoiled(Fault each) {
        ChromaStore direct = builder(server.uri()).connect();
        ChromaStore store = builder(proxy.uri()).connect();
        MovieAi ai = ai(store, Catalog.EMPTY);
        ai.index(films(0, OLD));
        fault.set(each);
        Outcome first = ask(ai);
        Outcome next = ask(ai);
        fault.set(Fault.NONE);
        Outcome indexing = index(ai, films(0, OLD + NEW), (done, total, embedded) -> {
            if (done > OLD) {
                fault.set(each);
            }
        });
        fault.set(Fault.NONE);
        row(name(each), first, next, indexing, direct, ai);
    }

    private static String name(Fault fault) {
        return switch (fault) {
            case NONE -> "none";
            case SLOW -> "slower than the timeout";
            case RESET -> "hangs up before an answer";
            case HALF -> "half an answer";
            case ERROR -> "answers 500";
            case HTML -> "answers with a web page";
        };
    }
}
