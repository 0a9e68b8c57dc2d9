package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.IncompatibleModelException;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The suite that every {@link VectorStore} passes that keeps its records after it is closed. */
public abstract class PersistentVectorStoreContract extends VectorStoreContract {
    /**
     * Opens what the last store of this test kept. That store is closed by then.
     *
     * @param space the space of the vectors; not the one of the kept records in the test that this is refused
     */
    protected abstract VectorStore reopen(EmbeddingSpace space);

    private VectorStore reopened(VectorStore store) {
        store.close();
        return replaceStore(reopen(store.space()));
    }

    @Test
    void reopen_emptyStore_isEmpty() {
        VectorStore store = reopened(store());

        assertThat(store.space()).isEqualTo(space(DIMENSION));
        assertHolds(store, List.of());
    }

    @Test
    void reopen_afterWrites_holdsWhatWasWritten() {
        RandomRecords random = new RandomRecords(SEED);
        List<VectorRecord> records = new ArrayList<>(random.records("r", 400, DIMENSION));
        VectorStore store = store();
        store.upsert(records);
        store.delete(List.of("r399", "r398"));
        records.subList(398, 400).clear();
        VectorRecord replaced = new VectorRecord("r0", random.embedding(DIMENSION), "new", Attributes.EMPTY, "new");
        store.upsert(List.of(replaced));
        records.set(0, replaced);

        store = reopened(store);
        assertHolds(store, records);
        VectorQuery query = new VectorQuery(random.embedding(DIMENSION), 400, random.filter(2));
        assertThat(assertAnswers(store.search(query), query, records, "seed " + SEED))
                .isZero();

        List<VectorRecord> more = random.records("more", 10, DIMENSION);
        store.upsert(more);
        store.delete(List.of("r1"));
        records.remove(1);
        records.addAll(more);
        assertHolds(reopened(store), records);
    }

    @Test
    void reopen_oddTexts_comeBackWhole() {
        List<VectorRecord> records = new ArrayList<>();
        for (String id : OddTexts.IDS) {
            Attributes.Builder attributes = Attributes.builder();
            OddTexts.NAMES.forEach(name -> attributes.put(name, name));
            attributes.put("texts", OddTexts.DOCUMENTS).put("n", Long.MAX_VALUE).put("x", -0.0);
            records.add(new VectorRecord(
                    id,
                    axis(0, DIMENSION),
                    OddTexts.DOCUMENTS.get(records.size() % OddTexts.DOCUMENTS.size()),
                    attributes.build(),
                    "v " + id));
        }
        VectorStore store = store();
        store.upsert(records);

        store = reopened(store);

        assertHolds(store, records);
        assertThat(search(store, 100, Filter.equal("n", Long.MAX_VALUE))).hasSize(records.size());
        assertThat(search(store, 100, Filter.equal("n", Long.MAX_VALUE - 1))).isEmpty();
    }

    @Test
    void reopen_inAnotherSpace_isRefusedAndLosesNothing() {
        List<VectorRecord> records = new RandomRecords(SEED).records("r", 10, DIMENSION);
        VectorStore store = store();
        store.upsert(records);
        store.close();

        assertThatThrownBy(() -> replaceStore(reopen(space(13))))
                .as("another dimension")
                .isInstanceOf(IncompatibleModelException.class)
                .hasMessageContaining(Integer.toString(DIMENSION))
                .hasMessageContaining("13");
        assertThatThrownBy(() -> replaceStore(reopen(new EmbeddingSpace("another-model", DIMENSION))))
                .as("another model")
                .isInstanceOf(IncompatibleModelException.class)
                .hasMessageContaining(space(DIMENSION).model())
                .hasMessageContaining("another-model");

        assertHolds(replaceStore(reopen(space(DIMENSION))), records);
    }
}
