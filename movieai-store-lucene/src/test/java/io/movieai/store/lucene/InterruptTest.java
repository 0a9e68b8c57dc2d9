package io.movieai.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.movieai.PortUnavailableException;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptTest {
    @TempDir
    Path folder;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void calls_onAnInterruptedThread_succeedAndKeepTheInterrupt() {
        Thread.currentThread().interrupt();
        try (LuceneStore store = LuceneStore.open(folder, Records.SPACE)) {
            store.upsert(List.of(Records.record("a", "1"), Records.record("b", "1")));
            assertThat(Records.ids(store, Filter.EVERYTHING)).containsExactly("a", "b");
            store.delete(List.of("a"));
            assertThat(store.count()).isEqualTo(1);
            assertThat(store.versions(List.of("a", "b"))).containsOnlyKeys("b");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        assertThat(Thread.interrupted()).isTrue();

        try (LuceneStore store = LuceneStore.open(folder, Records.SPACE)) {
            assertThat(Records.ids(store, Filter.EVERYTHING)).containsExactly("b");
        }
    }

    @Test
    void upsert_interruptedThread_leavesTheIndexToOthers() throws Exception {
        try (LuceneStore store = LuceneStore.open(folder, Records.SPACE)) {
            for (int i = 0; i < 20; i++) {
                String id = "record " + i;
                Thread interrupted = new Thread(() -> store.upsert(List.of(Records.record(id, "1"))));
                interrupted.start();
                interrupted.interrupt();
                interrupted.join();

                assertThat(store.count()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void upsert_longListOnAnInterruptedThread_stopsAfterAPieceAndSaysHowFarItCame() {
        String long9MiB = "长".repeat(9 << 20);
        List<VectorRecord> records = IntStream.range(0, 3)
                .mapToObj(i -> Records.record("record " + i, Attributes.EMPTY, long9MiB, "1"))
                .toList();
        try (LuceneStore store = LuceneStore.open(folder, Records.SPACE)) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() -> store.upsert(records))
                    .withMessageContaining("interrupted after the first 1 of 3 were stored");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.versions(List.of("record 0", "record 1", "record 2")))
                    .containsOnlyKeys("record 0");
            store.upsert(records);
            assertThat(store.count()).isEqualTo(3);
        }
    }
}
