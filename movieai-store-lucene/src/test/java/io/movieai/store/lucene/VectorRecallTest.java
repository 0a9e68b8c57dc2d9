package io.movieai.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many of the true nearest are found on vectors around topics, through graphs and without. */
class VectorRecallTest {
    private static final long SEED = 20_260_120;
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("clustered", 48);
    private static final int RECORDS = 4_500;
    private static final int BATCH = 300;
    private static final int QUERIES = 40;
    private static final int NEAREST = 10;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<float[]> topics =
            Stream.generate(this::randomDirection).limit(40).toList();

    static Stream<HnswOptions> options() {
        return Stream.of(
                HnswOptions.DEFAULT,
                // Graphs in all segments.
                new HnswOptions(16, 100, 64, 0),
                // Graphs in merged segments, others compared as a whole.
                new HnswOptions(16, 100, 64, 2_000));
    }

    private float[] randomDirection() {
        float[] direction = new float[SPACE.dimension()];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) random.nextGaussian();
        }
        return direction;
    }

    private Embedding clustered() {
        float[] topic = topics.get(random.nextInt(topics.size()));
        float[] components = randomDirection();
        for (int i = 0; i < components.length; i++) {
            components[i] = topic[i] + 0.4f * components[i];
        }
        return Embedding.normalized(components);
    }

    private List<VectorRecord> records() {
        List<VectorRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            Attributes attributes = Attributes.builder()
                    .put("third", i % 3)
                    .put("twentieth", i % 20)
                    .build();
            records.add(new VectorRecord("record " + i, clustered(), "", attributes, ""));
        }
        return records;
    }

    @ParameterizedTest
    @MethodSource("options")
    void search_clusteredVectors_findsNearlyAllOfTheNearest(HnswOptions options) {
        List<VectorRecord> records = records();
        try (LuceneStore store = LuceneStore.open(folder, SPACE, options)) {
            for (int start = 0; start < RECORDS; start += BATCH) {
                store.upsert(records.subList(start, start + BATCH));
            }
            // Some are gone, some are elsewhere now.
            store.delete(records.subList(0, 200).stream().map(VectorRecord::id).toList());
            records.subList(0, 200).clear();
            for (int i = 0; i < 200; i++) {
                VectorRecord old = records.get(i);
                records.set(i, new VectorRecord(old.id(), clustered(), "", old.attributes(), ""));
            }
            store.upsert(records.subList(0, 200));

            boolean exact = options.exactBelow() >= RECORDS;
            for (Filter filter : List.of(
                    Filter.EVERYTHING,
                    Filter.equal("third", 1),
                    Filter.equal("twentieth", 7),
                    Filter.between("third", 0, 1))) {
                assertThat(recall(store, records, filter))
                        .as("seed %d, %s, %s", SEED, options, filter)
                        .isGreaterThanOrEqualTo(exact ? 1.0 : 0.95);
            }
        }
    }

    private double recall(LuceneStore store, List<VectorRecord> records, Filter filter) {
        long found = 0;
        for (int i = 0; i < QUERIES; i++) {
            Embedding query = clustered();
            List<String> nearest = records.stream()
                    .filter(record -> filter.matches(record.attributes()))
                    .sorted(Comparator.<VectorRecord>comparingDouble(
                                    record -> -record.embedding().cosine(query))
                            .thenComparing(VectorRecord::id))
                    .limit(NEAREST)
                    .map(VectorRecord::id)
                    .toList();
            List<VectorHit> hits = store.search(new VectorQuery(query, NEAREST, filter));
            assertThat(hits).hasSize(NEAREST);
            found += hits.stream().filter(hit -> nearest.contains(hit.id())).count();
        }
        return (double) found / (QUERIES * NEAREST);
    }
}
