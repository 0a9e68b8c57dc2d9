package io.movieai.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.MovieAi;
import io.movieai.PortUnavailableException;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.TextRole;
import io.movieai.indexing.IndexReport;
import io.movieai.indexing.MovieRecords;
import io.movieai.recommend.ItemId;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexTest {
    private final Ports ports = new Ports();

    private static Catalog many(int count) {
        return Catalog.of(IntStream.range(0, count)
                .mapToObj(i -> Movie.builder("m" + i, "Film number " + i).build())
                .toList());
    }

    @Test
    void index_aCatalogue_reportsWhatItDid() {
        List<String> progress = new ArrayList<>();

        IndexReport report = ports.builder()
                .build()
                .index(many(300), (done, total, embedded) -> progress.add(done + "/" + total + "/" + embedded));

        assertThat(report.films()).isEqualTo(300);
        assertThat(report.embedded()).isEqualTo(300);
        assertThat(report.truncated()).isZero();
        assertThat(ports.store.count()).isEqualTo(300);
        assertThat(progress).containsExactly("256/300/256", "300/300/300");
    }

    @Test
    void index_twice_embedsNothingTheSecondTime() {
        ports.builder().build().index(many(200));
        ports.embedder.documents.clear();

        IndexReport report = ports.builder().build().index(many(200));

        assertThat(report.embedded()).isZero();
        assertThat(ports.embedder.documents).isEmpty();
    }

    @Test
    void index_aChangedFilm_replacesIt() {
        MovieAi ai = ports.indexed();
        Movie changed = TestFilms.ALIEN.toBuilder().titleZh("异形之王").build();

        IndexReport report = ai.index(Catalog.of(List.of(changed)));

        assertThat(report.embedded()).isEqualTo(1);
        assertThat(ports.store.count()).isEqualTo(TestFilms.CATALOG.size());
        assertThat(ai.catalog().size()).isEqualTo(TestFilms.CATALOG.size());
        assertThat(ai.recommend("《异形之王》讲什么").films().get(0).ranked().movie()).isEqualTo(changed);
    }

    @Test
    void index_aSynopsisThatBecameShorter_leavesNoOldChunk() {
        MovieAi ai = ports.builder().build();
        Movie longer =
                TestFilms.ALIEN.toBuilder().synopsis("飞船收到信号。船员醒来。".repeat(80)).build();
        ai.index(Catalog.of(List.of(longer)));
        long before = ports.store.count();

        ai.index(Catalog.of(List.of(TestFilms.ALIEN)));

        assertThat(before).isGreaterThan(1);
        assertThat(ports.store.count()).isEqualTo(1);
    }

    @Test
    void remove_aFilmOfSeveralChunks_removesThemAll() {
        MovieAi ai = ports.builder().build();
        Movie longer =
                TestFilms.ALIEN.toBuilder().synopsis("飞船收到信号。船员醒来。".repeat(80)).build();
        ai.index(Catalog.of(List.of(longer, TestFilms.MATRIX)));

        ai.remove(List.of(longer.id(), ItemId.of("unknown")));

        assertThat(ports.store.count()).isEqualTo(1);
        assertThat(ai.catalog().movies()).containsExactly(TestFilms.MATRIX);
        assertThat(ai.recommend("科幻片").films()).hasSize(1);
    }

    @Test
    void index_aStoreThatFailsInTheMiddle_goesOnFromThere() {
        FailingStore failing = new FailingStore(ports.store);
        failing.upsertsUntilFailure = 1;
        MovieAi ai = ports.builder().vectorStore(failing).build();

        assertThatThrownBy(() -> ai.index(many(300))).isInstanceOf(PortUnavailableException.class);
        assertThat(ports.store.count()).isEqualTo(256);
        assertThat(ai.catalog().size()).isZero();

        failing.upsertsUntilFailure = Integer.MAX_VALUE;
        ports.embedder.documents.clear();
        assertThat(ai.index(many(300)).embedded()).isEqualTo(44);
        assertThat(ports.embedder.documents).hasSize(44);
        assertThat(ports.store.count()).isEqualTo(300);
    }

    private static Movie retold(String id, String title, String sentence, int times) {
        return Movie.builder(id, title).synopsis(sentence.repeat(times)).build();
    }

    /** What is stored, as far as a search tells. */
    private static Map<String, String> documents(VectorStore store) {
        float[] axis = new float[store.space().dimension()];
        axis[0] = 1;
        Map<String, String> documents = new TreeMap<>();
        store.search(new VectorQuery(Embedding.of(axis), 1_000, Filter.EVERYTHING))
                .forEach(hit -> documents.put(hit.id(), hit.document()));
        return documents;
    }

    @Test
    void index_endedAnywhere_isMadeGoodByTheNextOneWhateverTheFilmIsThen() {
        List<Movie> tellings = List.of(
                retold("a", "Alien", "飞船收到信号。", 1),
                retold("a", "Alien", "飞船收到信号。船员醒来。", 30),
                retold("a", "Alien", "船员遭到猎杀，无处可逃。", 60));
        for (Movie before : tellings) {
            for (Movie during : tellings) {
                for (int records = 0; records < 10; records++) {
                    for (Movie after : tellings) {
                        Ports interrupted = new Ports();
                        Ports fresh = new Ports();
                        FailingStore store = new FailingStore(interrupted.store);
                        MovieAi ai = interrupted.builder().vectorStore(store).build();
                        ai.index(Catalog.of(List.of(before)));
                        store.recordsUntilFailure = records;
                        assertUnavailableOrDone(() -> ai.index(Catalog.of(List.of(during))));
                        store.recordsUntilFailure = Integer.MAX_VALUE;

                        ai.index(Catalog.of(List.of(after)));

                        fresh.builder().build().index(Catalog.of(List.of(after)));
                        assertThat(documents(interrupted.store))
                                .as(
                                        "chunks of tellings %d, %d, %d, ended after %d records",
                                        tellings.indexOf(before),
                                        tellings.indexOf(during),
                                        tellings.indexOf(after),
                                        records)
                                .isEqualTo(documents(fresh.store));
                    }
                }
            }
        }
    }

    @Test
    void remove_endedAnywhere_isMadeGoodByRemovingOrIndexingAgain() {
        Movie film = retold("a", "Alien", "飞船收到信号。船员醒来。", 60);
        ports.builder().build().index(Catalog.of(List.of(film)));
        Map<String, String> whole = documents(ports.store);
        assertThat(whole).hasSizeGreaterThan(3);
        for (int records = 0; records < whole.size(); records++) {
            Ports interrupted = new Ports();
            FailingStore store = new FailingStore(interrupted.store);
            MovieAi ai = interrupted.builder().vectorStore(store).build();
            ai.index(Catalog.of(List.of(film)));
            store.recordsUntilFailure = records;
            assertThatThrownBy(() -> ai.remove(List.of(film.id()))).isInstanceOf(PortUnavailableException.class);
            store.recordsUntilFailure = Integer.MAX_VALUE;
            if (records % 2 == 0) {
                ai.remove(List.of(film.id()));
                assertThat(documents(interrupted.store))
                        .as("removed again after %d records", records)
                        .isEmpty();
            }

            ai.index(Catalog.of(List.of(film)));
            assertThat(documents(interrupted.store))
                    .as("indexed after %d records", records)
                    .isEqualTo(whole);
            ai.remove(List.of(film.id()));
            assertThat(documents(interrupted.store))
                    .as("removed after %d records", records)
                    .isEmpty();
        }
    }

    private static void assertUnavailableOrDone(Runnable call) {
        try {
            call.run();
        } catch (PortUnavailableException e) {
            assertThat(e).hasMessageContaining("down");
        }
    }

    @Test
    void index_idsThatLookLikeChunks_areToldApart() {
        MovieAi ai = ports.builder().build();
        List<Movie> films = List.of(
                retold("a", "Alien", "飞船收到信号。船员醒来。", 60),
                retold("a#1", "Brazil", "公务员梦见飞翔。", 60),
                retold("a%231", "Contact", "科学家收到来自织女星的信号。", 60),
                retold("a#1#1", "Dune", "沙漠里有香料。", 60));

        ai.index(Catalog.of(films));

        Map<String, String> stored = documents(ports.store);
        for (Movie film : films) {
            Ports alone = new Ports();
            alone.builder().build().index(Catalog.of(List.of(film)));
            assertThat(stored).containsAllEntriesOf(documents(alone.store));
        }
        ai.remove(List.of(films.get(1).id()));
        assertThat(documents(ports.store).values())
                .as("documents of the removed film")
                .noneMatch(document -> document.contains("Brazil"));
        assertThat(documents(ports.store)).hasSizeGreaterThan(9);
        assertThat(ai.index(Catalog.of(List.of(films.get(0), films.get(2), films.get(3))))
                        .embedded())
                .isZero();
    }

    @Test
    void index_recordsUnderFormerIds_areReplaced() {
        Movie film = retold("a#1", "Brazil", "公务员梦见飞翔。", 60);
        Attributes attributes = MovieRecords.attributes(film);
        Embedding any = ports.embedder.embed(TextRole.QUERY, "飞翔");
        ports.store.upsert(List.of(
                new VectorRecord("a#1#1", any, "former", attributes, "former:2"),
                new VectorRecord("a#1", any, "former", attributes, "former:2")));

        ports.builder().build().index(Catalog.of(List.of(film)));

        assertThat(documents(ports.store).values()).isNotEmpty().doesNotContain("former");
        assertThat(documents(ports.store)).doesNotContainKey("a#1");
    }

    @Test
    void index_interrupted_keepsWhatIsStoredAndTheFlag() {
        MovieAi ai = ports.builder().build();

        assertThatThrownBy(() -> ai.index(
                        many(300),
                        (done, total, embedded) -> Thread.currentThread().interrupt()))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("after 256 of 300");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ports.store.count()).isEqualTo(256);
        assertThat(ai.index(many(300)).embedded()).isEqualTo(44);
    }

    @Test
    void index_whileAsked_answersFromTheFilmsKnownBefore() {
        MovieAi ai = ports.indexed();
        List<Integer> sizes = new ArrayList<>();

        ai.index(many(10), (done, total, embedded) -> sizes.add(ai.catalog().size()));

        assertThat(sizes).containsExactly(TestFilms.CATALOG.size());
        assertThat(ai.catalog().size()).isEqualTo(TestFilms.CATALOG.size() + 10);
    }
}
