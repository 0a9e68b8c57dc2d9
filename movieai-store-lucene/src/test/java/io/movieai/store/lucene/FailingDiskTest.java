package io.movieai.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.movieai.PortUnavailableException;
import io.movieai.store.Filter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk fails at each operation in turn; records must be there as they were before the change, or as after it. */
class FailingDiskTest {
    private static final Map<String, String> BEFORE = Map.of("kept", "1", "replaced", "1", "deleted", "1");

    @TempDir
    Path folder;

    private FailingDisk disk = new FailingDisk(new org.apache.lucene.store.ByteBuffersDirectory());

    private LuceneStore open(Path path) {
        return LuceneStore.open(path, Records.SPACE, HnswOptions.DEFAULT, each -> {
            disk = new FailingDisk(new MMapDirectory(each));
            return disk;
        });
    }

    private static Map<String, String> versions(LuceneStore store) {
        Map<String, String> versions = store.versions(List.of("kept", "replaced", "deleted", "added"));
        assertThat(Records.ids(store, Filter.EVERYTHING))
                .isEqualTo(versions.keySet().stream().sorted().toList());
        return versions;
    }

    private interface Change {
        void make(LuceneStore store);
    }

    private void failEverywhere(String name, Change change, Map<String, String> after) {
        boolean failed = true;
        for (int operations = 0; failed; operations++) {
            Path path = folder.resolve(name + operations);
            String what = name + " with " + operations + " operations";
            Map<String, String> seen;
            try (LuceneStore store = open(path)) {
                store.upsert(BEFORE.keySet().stream()
                        .map(id -> Records.record(id, "1"))
                        .toList());

                disk.failAfter(operations);
                boolean thrown = false;
                try {
                    change.make(store);
                } catch (PortUnavailableException e) {
                    thrown = true;
                    assertThat(e.getMessage())
                            .as(what)
                            .contains(path.toString(), "No space left on device", "MiB free", "stored before is safe");
                }
                seen = versions(store);
                failed = disk.repair();

                assertThat(seen).as("%s: seen", what).isEqualTo(thrown ? BEFORE : after);
                // The next change must not carry half of the failed one with it.
                store.upsert(List.of(Records.record("kept", "1")));
                assertThat(versions(store))
                        .as("%s: after the next change", what)
                        .isIn(BEFORE, after);
            }
            try (LuceneStore store = open(path)) {
                assertThat(versions(store)).as("%s: reopened", what).isIn(BEFORE, after);
                change.make(store);
                assertThat(versions(store)).as("%s: made again", what).isEqualTo(after);
            }
            assertThat(operations).as("operations of a change").isLessThan(500);
        }
    }

    @Test
    void upsert_diskFailsAtAnyPoint_storesAllOrNothing() {
        failEverywhere(
                "upsert",
                store -> store.upsert(List.of(Records.record("replaced", "2"), Records.record("added", "2"))),
                Map.of("kept", "1", "replaced", "2", "deleted", "1", "added", "2"));
    }

    @Test
    void delete_diskFailsAtAnyPoint_deletesAllOrNothing() {
        failEverywhere("delete", store -> store.delete(List.of("deleted", "replaced")), Map.of("kept", "1"));
    }

    @Test
    void open_diskFailsAtAnyPoint_succeedsOnceRepaired() {
        boolean failed = true;
        for (int operations = 0; failed; operations++) {
            Path path = folder.resolve("open" + operations);
            int allowed = operations;
            try {
                LuceneStore.open(path, Records.SPACE, HnswOptions.DEFAULT, each -> {
                            disk = new FailingDisk(new MMapDirectory(each));
                            disk.failAfter(allowed);
                            return disk;
                        })
                        .close();
            } catch (PortUnavailableException e) {
                assertThat(e.getMessage()).contains("No space left on device", path.toString());
            }
            failed = disk.repair();
            try (LuceneStore store = open(path)) {
                store.upsert(List.of(Records.record("kept", "1")));
                assertThat(store.count()).as("after %d operations", operations).isEqualTo(1);
            }
            assertThat(operations).as("operations of opening").isLessThan(500);
        }
    }

    @Test
    void close_diskIsFull_losesNothing() {
        LuceneStore store = open(folder);
        store.upsert(List.of(Records.record("kept", "1")));
        disk.failAfter(0);
        store.close();

        disk.repair();
        try (LuceneStore again = open(folder)) {
            assertThat(again.count()).isEqualTo(1);
        }
    }

    @Test
    void search_diskIsFull_stillAnswers() {
        try (LuceneStore store = open(folder)) {
            store.upsert(List.of(Records.record("kept", "1")));
            disk.failAfter(0);

            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() -> store.upsert(List.of(Records.record("added", "1"))));

            assertThat(Records.ids(store, Filter.EVERYTHING)).containsExactly("kept");
            assertThat(store.count()).isEqualTo(1);
        }
    }
}
