package io.movieai.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.movieai.PortUnavailableException;
import io.movieai.store.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondProcessTest {
    @TempDir
    Path folder;

    /** Opens the index, stores a record, says so, and closes it when its standard input ends. */
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            try (LuceneStore store = LuceneStore.open(Path.of(arguments[0]), Records.SPACE)) {
                store.upsert(List.of(Records.record("of the other process", "1")));
                System.out.println("open");
                System.in.read();
            }
        }
    }

    /** Opens the index, and commits and merges without pause until its standard input ends. */
    static final class Busy {
        public static void main(String[] arguments) throws Exception {
            Thread end = new Thread(() -> {
                try {
                    System.in.read();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            end.start();
            try (LuceneStore store = LuceneStore.open(Path.of(arguments[0]), Records.SPACE)) {
                store.upsert(List.of(Records.record("of the other process", "1")));
                System.out.println("open");
                while (end.isAlive()) {
                    store.upsert(List.of(Records.record("of the other process", "1")));
                }
            }
        }
    }

    /** Tries to open the index, and prints what comes of it. */
    static final class Contender {
        public static void main(String[] arguments) {
            try (LuceneStore store = LuceneStore.open(Path.of(arguments[0]), Records.SPACE)) {
                System.out.println("opened " + store.count());
            } catch (PortUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void open_indexOfAnotherProcess_isRefusedUntilThatClosesIt() throws Exception {
        try (ChildJvm holder = ChildJvm.start(Holder.class, folder)) {
            assertThat(holder.line()).isEqualTo("open");

            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() -> LuceneStore.open(folder, Records.SPACE))
                    .withMessageContaining(folder.toString())
                    .withMessageContaining("open already")
                    .withMessageContaining("use another index folder");

            assertThat(holder.finish()).isZero();
        }
        assertHoldsTheRecord();
    }

    @Test
    void open_indexThatAnotherProcessChangesAllTheTime_isNeverTakenForBroken() throws Exception {
        try (ChildJvm busy = ChildJvm.start(Busy.class, folder)) {
            assertThat(busy.line()).isEqualTo("open");

            for (int attempt = 0; attempt < 300; attempt++) {
                assertThatExceptionOfType(PortUnavailableException.class)
                        .isThrownBy(() -> LuceneStore.open(folder, Records.SPACE))
                        .withMessageContaining("open already");
            }

            assertThat(busy.finish()).isZero();
        }
        assertHoldsTheRecord();
    }

    @Test
    void open_afterTheOtherProcessWasKilled_succeeds() throws Exception {
        try (ChildJvm holder = ChildJvm.start(Holder.class, folder)) {
            assertThat(holder.line()).isEqualTo("open");
            holder.kill();
        }
        assertHoldsTheRecord();
    }

    @Test
    void open_fromAnotherProcessWhileOpenHere_isRefusedThereAndHarmlessHere() throws Exception {
        try (LuceneStore store = LuceneStore.open(folder, Records.SPACE)) {
            store.upsert(List.of(Records.record("of the other process", "1")));
            try (ChildJvm contender = ChildJvm.start(Contender.class, folder)) {
                assertThat(contender.line()).contains(folder.toString()).contains("open already");
                assertThat(contender.finish()).isZero();
            }
            store.upsert(List.of(Records.record("more", "1")));
            assertThat(store.count()).isEqualTo(2);
        }
    }

    @Test
    void open_twiceInOneProcess_isRefusedAndTheFirstGoesOn() {
        try (LuceneStore store = LuceneStore.open(folder, Records.SPACE)) {
            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() -> LuceneStore.open(folder, Records.SPACE))
                    .withMessageContaining(folder.toString())
                    .withMessageContaining("open already");

            store.upsert(List.of(Records.record("of the other process", "1")));
            assertThat(store.count()).isEqualTo(1);
        }
        assertHoldsTheRecord();
    }

    private void assertHoldsTheRecord() {
        try (LuceneStore store = LuceneStore.open(folder, Records.SPACE)) {
            assertThat(Records.ids(store, Filter.EVERYTHING)).containsExactly("of the other process");
        }
    }
}
