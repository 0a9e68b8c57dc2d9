package io.movieai.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.keyword.KeywordDocument;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed again and again; what it was told to be stored must be there. */
class KilledWriterTest {
    private static final int KILLS = 5;
    private static final int ADDED = 7;
    private static final int REPLACED = 5;

    @TempDir
    Path folder;

    /** Stores round after round, and prints the round's number once it is stored. */
    static final class Writer {
        public static void main(String[] arguments) {
            try (LuceneStore store = LuceneStore.open(Path.of(arguments[0]), Records.SPACE)) {
                for (int round = Integer.parseInt(arguments[1]); ; round++) {
                    store.upsert(records(round));
                    store.index(List.of(keywords(round)));
                    if (round > 0) {
                        store.delete(List.of(removed(round - 1)));
                    }
                    System.out.println(round);
                }
            }
        }
    }

    private static List<VectorRecord> records(int round) {
        List<VectorRecord> records = new ArrayList<>();
        for (int i = 0; i < ADDED; i++) {
            records.add(Records.record("round " + round + " record " + i, Integer.toString(round)));
        }
        for (int i = 0; i < REPLACED; i++) {
            records.add(Records.record("replaced " + i, Integer.toString(round)));
        }
        records.add(Records.record(removed(round), Integer.toString(round)));
        return records;
    }

    private static KeywordDocument keywords(int round) {
        return new KeywordDocument("film " + round, List.of("Film"), "", Integer.toString(round));
    }

    private static String removed(int round) {
        return "removed after " + round;
    }

    @Test
    void open_afterKill_holdsAllThatWasAcknowledged() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int next = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int last = next - 1;
            List<String> rest;
            try (ChildJvm writer = ChildJvm.start(Writer.class, folder, next)) {
                for (int lines = 1 + random.nextInt(25); lines > 0; lines--) {
                    last = Integer.parseInt(writer.line());
                }
                rest = writer.kill();
            }
            if (!rest.isEmpty()) {
                last = Integer.parseInt(rest.get(rest.size() - 1));
            }
            next = verify(last, "seed " + seed + ", kill " + kill);
        }
    }

    /** Checks the index against the last acknowledged round, and returns the round after the last one that it holds. */
    private int verify(int last, String what) {
        try (LuceneStore store = LuceneStore.open(folder, Records.SPACE)) {
            Map<String, String> versions = new HashMap<>();
            for (VectorHit hit : Records.search(store, Filter.EVERYTHING)) {
                String version = hit.document().substring(hit.document().lastIndexOf(' ') + 1);
                versions.put(hit.id(), version);
            }
            // The round that was under way is there as a whole, or not at all.
            int held = Integer.parseInt(versions.get("replaced 0"));
            assertThat(held).as("%s: last round held", what).isBetween(last, last + 1);
            Map<String, String> expected = new HashMap<>();
            for (int round = 0; round <= held; round++) {
                for (VectorRecord record : records(round)) {
                    expected.put(record.id(), record.version());
                }
                if (round < last || (round < held && !versions.containsKey(removed(round)))) {
                    expected.remove(removed(round));
                }
            }
            assertThat(versions).as(what).isEqualTo(expected);
            assertThat(store.versions(expected.keySet())).as(what).isEqualTo(expected);
            assertThat(store.count()).as(what).isEqualTo(expected.size());
            Map<String, String> films = new HashMap<>();
            for (int round = 0; round <= last; round++) {
                films.put(keywords(round).id(), keywords(round).version());
            }
            assertThat(store.indexedVersions(films.keySet())).as(what).isEqualTo(films);
            assertThat(store.find("film", Integer.MAX_VALUE)).as(what).hasSizeBetween(last + 1, last + 2);
            return held + 1;
        }
    }
}
