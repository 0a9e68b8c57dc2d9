package io.movieai.benchmarks;

import io.movieai.MovieAi;
import io.movieai.MovieAiException;
import io.movieai.Recommendation;
import io.movieai.benchmarks.FaultyProxy.Fault;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.embedding.Embedder;
import io.movieai.store.chroma.ChromaStore;
import io.movieai.testkit.ChromaServer;
import io.movieai.testkit.HashingEmbedder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Many requests for a long time to a library whose Chroma server fails at random: what became of them, and whether threads,
 * connections or memory leaked.
 *
 * <p>Argument: minutes, 10 if not given. Eight threads ask for films, search the store and write films, through a proxy that
 * spoils one answer of {@value #SPOILED_ONE_IN}; the server is killed and started again every half a minute or so. The
 * program ends with 1 if a request ended with anything else than an answer or an exception of the library, if a film is
 * missing or doubled in the end, or if threads or connections grew.
 */
public final class ChromaSoak {
    private static final int THREADS = 8;
    private static final int FILMS = 600;
    private static final int SPOILED_ONE_IN = 20;
    private static final int ALLOWED_THREADS = 8;
    private static final List<Fault> SPOILING = List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE)));
    private static final List<String> REQUESTS =
            List.of("推荐一部九十年代的科幻电影", "节奏快的剧情片", "八十年代的电影，要感人", "a drama from the seventies");

    private final Embedder embedder = new HashingEmbedder(256);
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private volatile boolean spoiling;
    private volatile boolean over;

    private ChromaSoak() {}

    /** Prints what became of the requests, and what the process held before and after. */
    public static void main(String[] args) throws Exception {
        Duration length = Duration.ofMinutes(args.length > 0 ? Long.parseLong(args[0]) : 10);
        Path data = Files.createTempDirectory("movieai-soak").resolve("data");
        boolean good;
        try (ChromaServer server = ChromaServer.start(data)) {
            if (!server.isOwnProcess()) {
                throw new IllegalStateException("expected to start a server, found CHROMA_HOST or CHROMA_PORT set");
            }
            good = new ChromaSoak().run(server, length);
        }
        System.exit(good ? 0 : 1);
    }

    private Fault fault() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (!spoiling || random.nextInt(SPOILED_ONE_IN) > 0) {
            return Fault.NONE;
        }
        return SPOILING.get(random.nextInt(SPOILING.size()));
    }

    private static Catalog films(int from, int to, int edition) {
        List<Movie> films = new ArrayList<>();
        for (int i = from; i < to; i++) {
            films.add(Movie.builder(String.valueOf(i), "Film number " + i)
                    .year(1930 + i % 90)
                    .genres(List.of(i % 3 == 0 ? Genre.SCI_FI : Genre.DRAMA))
                    .synopsis("Edition " + edition)
                    .build());
        }
        return Catalog.of(films);
    }

    private boolean run(ChromaServer server, Duration length) throws IOException, InterruptedException {
        try (FaultyProxy proxy = new FaultyProxy(server.uri(), 3_000, this::fault);
                ChromaStore store = ChromaStore.builder(proxy.uri(), "soak", embedder.space())
                        .timeout(Duration.ofSeconds(2))
                        .searchTimeout(Duration.ofSeconds(3))
                        .retries(3)
                        .connect()) {
            MovieAi ai = MovieAi.builder().embedder(embedder).vectorStore(store).build();
            ai.index(films(0, FILMS, 0));
            requests(ai, Duration.ofSeconds(10));
            Held before = Held.now(proxy);
            outcomes.clear();
            spoiling = true;
            Thread killer = new Thread(() -> killNowAndThen(server), "killer");
            killer.start();
            requests(ai, length);
            spoiling = false;
            over = true;
            killer.join();
            Map<String, LongAdder> counted = new TreeMap<>(outcomes);
            requests(ai, Duration.ofSeconds(10));
            ai.index(films(0, FILMS, Integer.MAX_VALUE));
            long count = store.count();
            Held after = Held.now(proxy);
            System.out.println(length.toMinutes() + " minutes, " + THREADS + " threads");
            SideBySide.row("outcome", "requests");
            SideBySide.row("---", "---:");
            counted.forEach((outcome, number) -> SideBySide.row(outcome, number.sum()));
            SideBySide.row("", "before", "after");
            SideBySide.row("---", "---:", "---:");
            SideBySide.row("threads", before.threads, after.threads);
            SideBySide.row("connections", before.connections, after.connections);
            SideBySide.row("heap, MiB", before.heap, after.heap);
            SideBySide.row("resident, MiB", before.resident, after.resident);
            SideBySide.row("films", FILMS, count);
            return counted.keySet().stream().noneMatch(outcome -> outcome.startsWith("DEFECT"))
                    && count == FILMS
                    && after.threads <= before.threads + ALLOWED_THREADS
                    && after.connections <= before.connections + THREADS;
        }
    }

    /** What the process holds, without the proxy's own two threads for each connection. */
    private record Held(int threads, int connections, long heap, long resident) {
        static Held now(FaultyProxy proxy) {
            int connections = proxy.connections();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount() - 2 * connections;
            return new Held(threads, connections, SideBySide.heapMiB(), SideBySide.residentMiB());
        }
    }

    private void requests(MovieAi ai, Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        CountDownLatch done = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(i);
            new Thread(
                            () -> {
                                try {
                                    while (System.nanoTime() < end) {
                                        outcomes.computeIfAbsent(request(ai, random), key -> new LongAdder())
                                                .increment();
                                    }
                                } finally {
                                    done.countDown();
                                }
                            },
                            "caller-" + i)
                    .start();
        }
        if (!done.await(length.toSeconds() + 300, TimeUnit.SECONDS)) {
            throw new IllegalStateException("expected every caller to end, found " + done.getCount() + " that do not");
        }
    }

    private static String request(MovieAi ai, Random random) {
        try {
            if (random.nextInt(10) == 0) {
                int from = random.nextInt(FILMS - 20);
                ai.index(films(from, from + 20, random.nextInt(100)));
                return "indexed 20 films";
            }
            Recommendation answer = ai.recommend(REQUESTS.get(random.nextInt(REQUESTS.size())));
            if (answer.films().isEmpty()) {
                return "DEFECT: answered without films";
            }
            return answer.degraded().isEmpty()
                    ? "answered"
                    : "answered " + answer.degraded().get(0).fallback();
        } catch (MovieAiException e) {
            return "failed with " + e.getClass().getSimpleName();
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return "DEFECT: " + e.getClass().getName();
        }
    }

    private void killNowAndThen(ChromaServer server) {
        Random random = new Random(THREADS);
        while (!over) {
            if (!slept(20 + random.nextInt(20))) {
                return;
            }
            server.kill();
            slept(random.nextInt(8));
            server.restart();
        }
    }

    /** Returns whether the time passed; it ends early when the soak is over. */
    private boolean slept(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!over && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return !over;
    }
}
