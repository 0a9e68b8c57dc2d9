package io.movieai.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.MovieAi;
import io.movieai.PortUnavailableException;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.indexing.IndexReport;
import io.movieai.recommend.ItemId;
import java.util.ArrayList;
import java.util.List;
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
