package io.movieai.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.movieai.store.Filter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloseTest {
    @TempDir
    Path folder;

    @Test
    void close_whileOthersWriteAndSearch_failsThemCleanlyAndKeepsWhatWasAcknowledged() throws Exception {
        LuceneStore store = LuceneStore.open(folder, Records.SPACE);
        int threads = 4;
        CountDownLatch busy = new CountDownLatch(2 * threads);
        ExecutorService others = Executors.newFixedThreadPool(threads);
        List<Future<List<String>>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            String name = "thread " + thread + " record ";
            Callable<List<String>> work = () -> {
                List<String> acknowledged = new ArrayList<>();
                try {
                    while (true) {
                        String id = name + acknowledged.size();
                        store.upsert(List.of(Records.record(id, "1")));
                        acknowledged.add(id);
                        Records.search(store, Filter.EVERYTHING);
                        busy.countDown();
                    }
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("closed").hasMessageContaining(folder.toString());
                    return acknowledged;
                }
            };
            running.add(others.submit(work));
        }
        busy.await();
        store.close();
        store.close();
        others.shutdown();

        List<String> acknowledged = new ArrayList<>();
        for (Future<List<String>> each : running) {
            acknowledged.addAll(each.get());
        }
        try (LuceneStore again = LuceneStore.open(folder, Records.SPACE)) {
            assertThat(Records.ids(again, Filter.EVERYTHING)).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }

    @Test
    void close_closedStore_fails_everyCallButSpaceAndClose() {
        LuceneStore store = LuceneStore.open(folder, Records.SPACE);
        store.close();

        assertThat(store.space()).isEqualTo(Records.SPACE);
        assertThatIllegalStateException().isThrownBy(store::count).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> store.upsert(List.of()));
        assertThatIllegalStateException().isThrownBy(() -> store.delete(List.of()));
        assertThatIllegalStateException().isThrownBy(() -> store.versions(List.of()));
        store.close();
    }

    @Test
    void close_newWriter_leavesNoThread() {
        LuceneStore.open(folder, Records.SPACE).close();
        LuceneStore store = LuceneStore.open(folder, Records.SPACE);
        store.upsert(List.of(Records.record("a", "1")));
        store.close();

        // The thread ends by itself once its executor is shut down; join it rather than look too early.
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("movieai-index-writer"))
                .forEach(CloseTest::join);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("movieai-index-writer"));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
