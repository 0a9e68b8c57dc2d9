package io.movieai.store.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.PortUnavailableException;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.testkit.ChromaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that is killed in the middle of the work, and started again. */
class ChromaStoreRestartTest {
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("restart", 16);
    private static final int RECORDS = 3_000;
    private static final int BATCH = 100;
    private static final long SEED = 7;

    @TempDir
    Path data;

    private final AtomicBoolean indexed = new AtomicBoolean();
    private final CountDownLatch halfway = new CountDownLatch(RECORDS / BATCH / 2);
    private final AtomicInteger outages = new AtomicInteger();

    @Test
    void killedAndRestarted_whileWritingAndSearching_losesAndDoublesNothing() throws Exception {
        try (ChromaServer server = ChromaServer.start(data.resolve("data"))) {
            Assumptions.assumeTrue(server.isOwnProcess(), "the server that the environment names is never killed");
            List<VectorRecord> records = records();
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try (ChromaStore store = ChromaStore.builder(server.uri(), "restart", SPACE)
                    .timeout(Duration.ofSeconds(20))
                    .retries(1)
                    .connect()) {
                Future<?> writer = threads.submit(() -> write(store, records));
                Future<Integer> searcher = threads.submit(() -> search(store));
                assertThat(halfway.await(2, TimeUnit.MINUTES)).isTrue();

                server.kill();
                // Both threads meet the outage before it ends.
                while (outages.get() < 2) {
                    Thread.onSpinWait();
                }
                server.restart();

                writer.get(2, TimeUnit.MINUTES);
                assertThat(searcher.get(2, TimeUnit.MINUTES)).as("answers").isPositive();
                assertHolds(store, records);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static List<VectorRecord> records() {
        Random random = new Random(SEED);
        List<VectorRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            float[] vector = new float[SPACE.dimension()];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = (float) random.nextGaussian();
            }
            records.add(new VectorRecord(
                    "r" + i,
                    Embedding.normalized(vector),
                    "document " + i,
                    Attributes.builder().put("number", i).build(),
                    "version " + i));
        }
        return records;
    }

    /** Writes what is not stored yet, batch by batch, until all is. */
    private void write(ChromaStore store, List<VectorRecord> records) {
        for (int from = 0; from < RECORDS; ) {
            List<VectorRecord> batch = records.subList(from, from + BATCH);
            try {
                Map<String, String> stored =
                        store.versions(batch.stream().map(VectorRecord::id).toList());
                store.upsert(batch.stream()
                        .filter(record -> !record.version().equals(stored.get(record.id())))
                        .toList());
                from += BATCH;
                halfway.countDown();
            } catch (PortUnavailableException e) {
                outages.incrementAndGet();
            }
        }
        indexed.set(true);
    }

    /** Searches until all is written; every search answers or says that the server is away. */
    private int search(ChromaStore store) {
        Embedding vector = records().get(0).embedding();
        int answers = 0;
        while (!indexed.get()) {
            try {
                List<VectorHit> hits = store.search(new VectorQuery(vector, 10, Filter.between("number", 0, 1_000)));
                assertThat(hits)
                        .allMatch(hit -> hit.attributes().integer("number").orElseThrow() <= 1_000);
                answers++;
            } catch (PortUnavailableException e) {
                outages.incrementAndGet();
            }
        }
        return answers;
    }

    private static void assertHolds(ChromaStore store, List<VectorRecord> records) {
        assertThat(store.count()).isEqualTo(RECORDS);
        Map<String, String> versions = new HashMap<>();
        records.forEach(record -> versions.put(record.id(), record.version()));
        assertThat(store.versions(versions.keySet())).isEqualTo(versions);
        List<VectorHit> hits = store.search(new VectorQuery(records.get(0).embedding(), RECORDS, Filter.EVERYTHING));
        assertThat(hits).hasSize(RECORDS).extracting(VectorHit::id).doesNotHaveDuplicates();
    }
}
