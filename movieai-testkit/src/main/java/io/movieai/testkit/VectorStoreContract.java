package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.movieai.MovieAiException;
import io.movieai.embedding.Embedding;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * The suite that every {@link VectorStore} passes. The test class of an adapter extends it and hands over an empty store:
 *
 * <pre>{@code
 * class MyStoreTest extends VectorStoreContract {
 *     @Override
 *     protected VectorStore open(EmbeddingSpace space) {
 *         return MyStore.open(server, "contract-" + UUID.randomUUID(), space);
 *     }
 * }
 * }</pre>
 *
 * <p>A store that keeps its records extends {@link PersistentVectorStoreContract} instead. A store that searches
 * approximately overrides {@link #missedShare()}; there is no other way to be spared a test.
 */
public abstract class VectorStoreContract extends VectorStoreFilterContract {
    /** More records than any adapter sends, reads or indexes in one piece. */
    private static final int MANY = 12_000;

    @Test
    void space_always_isTheOneTheStoreWasOpenedWith() {
        VectorStore store = store(24);

        assertThat(store.space()).isEqualTo(space(24));
        store.close();
        assertThat(store.space()).as("space of the closed store").isEqualTo(space(24));
    }

    @Test
    void search_emptyStore_findsNothing() {
        VectorStore store = store();

        assertThat(search(store, 10, Filter.EVERYTHING)).isEmpty();
        assertThat(search(store, 10, Filter.not(Filter.equal("a", "b")))).isEmpty();
        assertThat(store.count()).isZero();
        assertThat(store.versions(List.of("a"))).isEmpty();
    }

    @Test
    void upsert_noRecords_changesNothing() {
        VectorStore store = store();
        store.upsert(List.of());
        assertHolds(store, List.of());
        VectorRecord record = record("a", axis(0, DIMENSION));
        store.upsert(List.of(record));

        store.upsert(List.of());

        assertHolds(store, List.of(record));
    }

    @Test
    void upsert_records_areSeenByTheNextCalls() {
        List<VectorRecord> records = new RandomRecords(SEED).records("r", 20, DIMENSION);
        VectorStore store = store();

        for (int i = 0; i < records.size(); i++) {
            store.upsert(List.of(records.get(i)));
            assertHolds(store, records.subList(0, i + 1));
        }
    }

    @Test
    void upsert_knownId_replacesTheWholeRecord() {
        VectorStore store = store();
        Attributes before = Attributes.builder()
                .put("genre", "Drama")
                .put("year", 1972)
                .put("cast", List.of("Brando", "Pacino"))
                .put("seen", true)
                .build();
        Attributes after = Attributes.builder()
                .put("year", "unknown")
                .put("cast", List.of("Keaton"))
                .build();
        VectorRecord other = record("b", axis(2, DIMENSION));
        store.upsert(List.of(new VectorRecord("a", axis(0, DIMENSION), "before", before, "1"), other));

        VectorRecord replaced = new VectorRecord("a", axis(1, DIMENSION), "after", after, "2");
        store.upsert(List.of(replaced));

        assertHolds(store, List.of(replaced, other));
        List<VectorHit> hits = store.search(new VectorQuery(axis(1, DIMENSION), 1, Filter.EVERYTHING));
        assertThat(hits.get(0).id()).isEqualTo("a");
        assertThat(hits.get(0).similarity()).isBetween(1 - TOLERANCE, 1.0);
        assertThat(search(store, 10, Filter.equal("genre", "Drama")))
                .as("by a former text")
                .isEmpty();
        assertThat(search(store, 10, Filter.between("year", 1900, 2000)))
                .as("by a former integer")
                .isEmpty();
        assertThat(search(store, 10, Filter.equal("cast", "Brando")))
                .as("by a former list")
                .isEmpty();
        assertThat(search(store, 10, Filter.equal("seen", true)))
                .as("by a former boolean")
                .isEmpty();
        assertThat(ids(search(store, 10, Filter.equal("cast", "Keaton")))).containsExactly("a");
    }

    @Test
    void upsert_sameIdTwiceInOneCall_theLastCounts() {
        VectorStore store = store();
        VectorRecord last = new VectorRecord("a", axis(1, DIMENSION), "last", Attributes.EMPTY, "last");
        VectorRecord other = record("b", axis(2, DIMENSION));

        store.upsert(List.of(
                new VectorRecord(
                        "a",
                        axis(0, DIMENSION),
                        "first",
                        Attributes.builder().put("x", 1).build(),
                        "first"),
                other,
                new VectorRecord("a", axis(3, DIMENSION), "second", Attributes.EMPTY, "second"),
                last));

        assertHolds(store, List.of(other, last));
        assertThat(ids(store.search(new VectorQuery(axis(1, DIMENSION), 1, Filter.EVERYTHING))))
                .containsExactly("a");
        assertThat(search(store, 10, Filter.equal("x", 1))).isEmpty();
    }

    @Test
    void upsert_moreThanAnyPage_storesAllAndFindsAll() {
        List<VectorRecord> records = new ArrayList<>(new RandomRecords(SEED).records("r", MANY, 4));
        VectorRecord again = new VectorRecord("r0", axis(0, 4), "again", Attributes.EMPTY, "again");
        records.add(again);
        VectorStore store = store(4);

        store.upsert(records);

        records.remove(0);
        assertHolds(store, records);
        VectorQuery query = new VectorQuery(axis(1, 4), 2 * MANY, Filter.EVERYTHING);
        assertThat(assertAnswers(store.search(query), query, records, "seed " + SEED))
                .as("missed")
                .isZero();
    }

    @Test
    void upsert_wrongDimension_storesNothingAndNamesBoth() {
        VectorStore store = store();
        VectorRecord kept = record("kept", axis(0, DIMENSION));
        store.upsert(List.of(kept));
        List<VectorRecord> records = new ArrayList<>(new RandomRecords(SEED).records("r", 2_000, DIMENSION));
        records.add(new VectorRecord("kept", axis(1, DIMENSION), "changed", Attributes.EMPTY, ""));
        records.add(record("wrong", axis(0, 13)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.upsert(records))
                .withMessageContaining(Integer.toString(DIMENSION))
                .withMessageContaining("13");

        assertHolds(store, List.of(kept));
    }

    @Test
    void upsert_listChangedAfterwards_keepsWhatItWasGiven() {
        VectorStore store = store();
        VectorRecord record = record("a", axis(0, DIMENSION));
        List<VectorRecord> records = new ArrayList<>(List.of(record));

        store.upsert(records);
        records.set(0, record("b", axis(1, DIMENSION)));

        assertHolds(store, List.of(record));
    }

    @Test
    void search_similarity_isTheCosine() {
        VectorStore store = store(2);
        store.upsert(List.of(
                record("opposite", Embedding.of(new float[] {-1, 0})),
                record("right angle", Embedding.of(new float[] {0, 1})),
                record("same", Embedding.of(new float[] {1, 0})),
                record("half a right angle", Embedding.normalized(new float[] {1, 1}))));

        List<VectorHit> hits = search(store, 4, Filter.EVERYTHING);

        assertThat(ids(hits)).containsExactly("same", "half a right angle", "right angle", "opposite");
        double[] cosines = {1, Math.sqrt(0.5), 0, -1};
        for (int i = 0; i < cosines.length; i++) {
            assertThat(hits.get(i).similarity())
                    .as("similarity of %s", hits.get(i).id())
                    .isBetween(Math.max(-1, cosines[i] - TOLERANCE), Math.min(1, cosines[i] + TOLERANCE));
        }
    }

    @Test
    void search_randomVectors_agreesWithBruteForce() {
        int dimension = 32;
        RandomRecords random = new RandomRecords(SEED);
        List<VectorRecord> records = random.records("r", 1_500, dimension);
        VectorStore store = store(dimension);
        store.upsert(records.subList(0, 700));
        store.upsert(records.subList(700, 1_500));

        int wanted = 0;
        int missed = 0;
        for (int i = 0; i < 60; i++) {
            int limit = List.of(1, 10, 100).get(i % 3);
            Filter filter = i % 2 == 0 ? Filter.EVERYTHING : random.filter(2);
            VectorQuery query = new VectorQuery(random.embedding(dimension), limit, filter);
            List<VectorHit> hits = store.search(query);
            missed += assertAnswers(
                    hits, query, records, "seed " + SEED + ", query " + i + ", limit " + limit + ", " + filter);
            wanted += hits.size();
        }
        assertThat((double) missed / wanted)
                .as("seed %d: share of the nearest records that was missed", SEED)
                .isLessThanOrEqualTo(missedShare());
    }

    @Test
    void search_identicalVectors_comeInTheOrderOfTheirIds() {
        // In UTF-16, as compareTo has it, the emoji's surrogates come before the full-width tilde; in UTF-8 after it.
        List<String> ordered = List.of("!", "10", "9", "A", "B", "a", "a ", "aa", "b", "é", "教", "教父", "🎬", "\uff5e");
        assertThat(ordered).isSorted();
        List<VectorRecord> records = new ArrayList<>();
        RandomRecords random = new RandomRecords(SEED);
        Embedding same = random.embedding(DIMENSION);
        ordered.forEach(id -> records.add(record(id, same)));
        Collections.shuffle(records, new Random(SEED));
        VectorStore store = store();
        store.upsert(records.subList(0, 7));
        store.upsert(records.subList(7, records.size()));

        for (int i = 0; i < 5; i++) {
            VectorQuery query = new VectorQuery(random.embedding(DIMENSION), ordered.size(), Filter.EVERYTHING);
            assertThat(ids(store.search(query)))
                    .as("seed %d, query %d", SEED, i)
                    .isEqualTo(ordered);
        }
    }

    @Test
    void search_limitCutsThroughTies_keepsTheFirstIds() {
        Embedding near = axis(0, DIMENSION);
        Embedding far = axis(1, DIMENSION);
        List<VectorRecord> records = new ArrayList<>();
        IntStream.range(100, 140).forEach(i -> records.add(record("r" + i, i < 105 ? near : far)));
        Collections.shuffle(records, new Random(SEED));
        VectorStore store = store();
        store.upsert(records);

        List<VectorHit> hits = search(store, 8, Filter.EVERYTHING);

        assertThat(hits).hasSize(8);
        assertOrdered(hits, "seed " + SEED);
        if (missedShare() == 0) {
            assertThat(ids(hits))
                    .as("seed %d", SEED)
                    .containsExactly("r100", "r101", "r102", "r103", "r104", "r105", "r106", "r107");
        }
    }

    @Test
    void search_limitAboveTheCount_findsAll() {
        List<VectorRecord> records = new RandomRecords(SEED).records("r", 25, DIMENSION);
        VectorStore store = store();
        store.upsert(records);

        for (int limit : new int[] {25, 26, 1_000_000, Integer.MAX_VALUE}) {
            VectorQuery query = new VectorQuery(axis(0, DIMENSION), limit, Filter.EVERYTHING);
            assertThat(assertAnswers(store.search(query), query, records, "limit " + limit))
                    .isZero();
        }
    }

    @Test
    void search_wrongDimension_namesBoth() {
        VectorStore store = store();
        store.upsert(List.of(record("a", axis(0, DIMENSION))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.search(new VectorQuery(axis(0, 13), 1, Filter.EVERYTHING)))
                .withMessageContaining(Integer.toString(DIMENSION))
                .withMessageContaining("13");
    }

    @Test
    void delete_someIds_removesThemAndIgnoresTheUnknown() {
        List<VectorRecord> records = new RandomRecords(SEED).records("r", 10, DIMENSION);
        VectorStore store = store();
        store.upsert(records);

        store.delete(List.of("r3", "unknown", "r0", "r3", "R1", "r"));
        assertHolds(
                store,
                List.of(1, 2, 4, 5, 6, 7, 8, 9).stream().map(records::get).toList());
        store.delete(List.of());
        store.delete(List.of("unknown"));
        assertThat(store.count()).isEqualTo(8);

        store.upsert(List.of(records.get(3)));
        assertHolds(
                store,
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9).stream().map(records::get).toList());
    }

    @Test
    void delete_moreThanAnyPage_removesAll() {
        RandomRecords random = new RandomRecords(SEED);
        VectorStore store = store(4);
        store.upsert(random.records("r", MANY, 4));
        List<VectorRecord> kept = random.records("kept", 5, 4);
        store.upsert(kept);

        store.delete(IntStream.range(0, MANY).mapToObj(i -> "r" + i).toList());

        assertHolds(store, kept);
    }

    @Test
    void versions_knownAndUnknownIds_givesTheKnown() {
        VectorStore store = store();
        List<String> tags = List.of("", "1", "sha256:0aF", "版本 1", "🎬", "v".repeat(200));
        Map<String, String> expected = new LinkedHashMap<>();
        List<VectorRecord> records = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            expected.put("r" + i, tags.get(i));
            records.add(new VectorRecord("r" + i, axis(0, DIMENSION), "", Attributes.EMPTY, tags.get(i)));
        }
        store.upsert(records);
        Collection<String> asked = new ArrayList<>(expected.keySet());
        asked.addAll(List.of("unknown", "r0"));

        assertThat(store.versions(asked)).isEqualTo(expected);
        assertThat(store.versions(List.of("r2"))).isEqualTo(Map.of("r2", "sha256:0aF"));
        assertThat(store.versions(List.of())).isEmpty();
    }

    @Test
    void ids_ofAnyCharacters_areToldApart() {
        VectorStore store = store();
        Map<String, VectorRecord> records = new LinkedHashMap<>();
        RandomRecords random = new RandomRecords(SEED);
        for (String id : OddTexts.IDS) {
            records.put(id, new VectorRecord(id, random.embedding(DIMENSION), "of " + id, Attributes.EMPTY, "v " + id));
        }
        store.upsert(List.copyOf(records.values()));
        assertHolds(store, records.values());

        for (String id : OddTexts.IDS) {
            store.delete(List.of(id));
            records.remove(id);
            assertThat(store.count()).as("count after deleting '%s'", id).isEqualTo(records.size());
            assertThat(store.versions(OddTexts.IDS).keySet()).isEqualTo(records.keySet());
        }
    }

    @Test
    void documents_ofAnyCharactersAndLength_comeBackWhole() {
        VectorStore store = store();
        List<String> documents = new ArrayList<>(OddTexts.DOCUMENTS);
        documents.add(OddTexts.longText(100_000, SEED));
        documents.add("字".repeat(100_000));
        List<VectorRecord> records = new ArrayList<>();
        for (String document : documents) {
            records.add(new VectorRecord("r" + records.size(), axis(0, DIMENSION), document, Attributes.EMPTY, ""));
        }

        store.upsert(records);

        assertHolds(store, records);
    }

    @Test
    void attributes_ofEveryTypeAndExtreme_comeBackExactly() {
        Attributes.Builder all = Attributes.builder();
        for (long integer : new long[] {0, -1, (1L << 53) + 1, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE}) {
            all.put("integer " + integer, integer);
        }
        for (double real : new double[] {
            0.0, -0.0, 1.0, 0.1 + 0.2, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, -1e300, 0x1p53, 0x1p63, 5e20
        }) {
            all.put("real " + real, real);
        }
        for (int i = 0; i < OddTexts.DOCUMENTS.size(); i++) {
            all.put("text " + i, OddTexts.DOCUMENTS.get(i));
        }
        all.put("yes", true).put("no", false);
        all.put("texts", OddTexts.DOCUMENTS).put("one text", List.of("科幻")).put("empty text", List.of(""));
        all.put("repeated", List.of("b", "a", "b")).put("long", OddTexts.longText(40_000, SEED));
        for (String name : OddTexts.NAMES) {
            all.put(name, "value of " + name);
        }
        List<VectorRecord> records = List.of(record("all", all.build()), record("none", Attributes.EMPTY));
        VectorStore store = store();

        store.upsert(records);

        assertHolds(store, records);
    }

    @Test
    void close_twice_doesNothingMore() {
        VectorStore store = store();

        store.close();
        store.close();

        assertThat(store.space()).isEqualTo(space(DIMENSION));
    }

    @Test
    void close_thenAnyCall_isRefused() {
        VectorStore store = store();
        VectorRecord record = record("a", axis(0, DIMENSION));
        store.upsert(List.of(record));
        store.close();
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("upsert", () -> store.upsert(List.of(record)));
        calls.put("upsert of nothing", () -> store.upsert(List.of()));
        calls.put("search", () -> search(store, 1, Filter.EVERYTHING));
        calls.put("delete", () -> store.delete(List.of("a")));
        calls.put("delete of nothing", () -> store.delete(List.of()));
        calls.put("count", store::count);
        calls.put("versions", () -> store.versions(List.of("a")));
        calls.put("versions of nothing", () -> store.versions(List.of()));

        calls.forEach((what, call) -> assertThatIllegalStateException().as(what).isThrownBy(call));
    }

    @Test
    void calls_backendFails_throwMovieAiExceptionAndKeepAFirstPart() {
        Optional<Failing> failing = openFailing(space(DIMENSION));
        assumeTrue(failing.isPresent(), "no backend that can be made to fail");
        VectorStore store = replaceStore(failing.get().store());
        VectorRecord kept = record("kept", axis(0, DIMENSION));
        store.upsert(List.of(kept));
        List<VectorRecord> records = new RandomRecords(SEED).records("r", 600, DIMENSION);

        failing.get().fail().run();

        assertThatExceptionOfType(MovieAiException.class).as("upsert").isThrownBy(() -> store.upsert(records));
        assertThatExceptionOfType(MovieAiException.class).as("delete").isThrownBy(() -> store.delete(List.of("kept")));
        Map<String, ThrowingCallable> reads = new LinkedHashMap<>();
        reads.put("search", () -> search(store, 1_000, Filter.EVERYTHING));
        reads.put("count", store::count);
        reads.put("versions", () -> store.versions(List.of("kept")));
        reads.forEach((what, call) -> {
            Throwable thrown = catchThrowable(call);
            if (thrown != null) {
                assertThat(thrown).as(what).isInstanceOf(MovieAiException.class);
            }
        });
        assertThat(store.space()).isEqualTo(space(DIMENSION));

        failing.get().repair().run();
        List<VectorRecord> stored = new ArrayList<>(List.of(kept));
        stored.addAll(records.subList(0, (int) store.count() - 1));
        assertHolds(store, stored);
    }

    @Test
    void calls_fromEightThreads_eachSeesItsOwnWrites() {
        int dimension = 16;
        VectorStore store = store(dimension);

        List<Map<String, VectorRecord>> written = Concurrently.run(thread -> {
            RandomRecords random = new RandomRecords(SEED + thread);
            Random choice = new Random(SEED + thread);
            Filter own = Filter.equal("thread", thread);
            Map<String, VectorRecord> live = new HashMap<>();
            for (int round = 0; round < 20; round++) {
                List<VectorRecord> batch = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    batch.add(new VectorRecord(
                            "t" + thread + "-" + choice.nextInt(30),
                            random.embedding(dimension),
                            "round " + round,
                            Attributes.builder()
                                    .put("thread", thread)
                                    .put("round", round)
                                    .build(),
                            "round " + round));
                }
                store.upsert(batch);
                batch.forEach(record -> live.put(record.id(), record));
                List<String> gone = live.keySet().stream()
                        .filter(id -> choice.nextInt(6) == 0)
                        .toList();
                store.delete(gone);
                gone.forEach(live::remove);
                String what = "seed " + SEED + ", thread " + thread + ", round " + round;
                VectorQuery query = new VectorQuery(random.embedding(dimension), 100, own);
                assertAnswers(store.search(query), query, live.values(), what);
                List<VectorHit> nearest =
                        store.search(new VectorQuery(random.embedding(dimension), 7, Filter.EVERYTHING));
                assertOrdered(nearest, what);
                assertThat(ids(nearest)).as(what).doesNotHaveDuplicates();
                assertThat(store.versions(live.keySet()).keySet()).as(what).isEqualTo(live.keySet());
                assertThat(store.count()).as(what).isGreaterThanOrEqualTo(live.size());
            }
            return live;
        });

        assertHolds(
                store, written.stream().flatMap(live -> live.values().stream()).toList());
    }
}
