package io.movieai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.movieai.recommend.ItemId;
import io.movieai.retrieval.Fusion.Fused;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FusionTest {
    private static final ItemId A = ItemId.of("a");
    private static final ItemId B = ItemId.of("b");
    private static final ItemId C = ItemId.of("c");

    @Test
    void fuse_twoRankings_addsReciprocalRanks() {
        Fusion fusion = new Fusion();
        fusion.add(Source.DENSE, 1, List.of(A, B));
        fusion.add(Source.KEYWORD, 2, List.of(B, C));

        List<Fused> fused = fusion.fuse(Set.of());

        assertThat(fused).extracting(Fused::item).containsExactly(B, C, A);
        assertThat(fused.get(0).score()).isCloseTo(1 / 62.0 + 2 / 61.0, within(1e-12));
        assertThat(fused.get(0).parts())
                .containsExactly(new ScorePart(Source.KEYWORD, 1, 2 / 61.0), new ScorePart(Source.DENSE, 2, 1 / 62.0));
    }

    @Test
    void fuse_droppedFilms_doNotTakeARank() {
        Fusion fusion = new Fusion();
        fusion.add(Source.DENSE, 1, List.of(A, B));

        List<Fused> fused = fusion.fuse(Set.of(A));

        assertThat(fused).extracting(Fused::item).containsExactly(B);
        assertThat(fused.get(0).parts()).containsExactly(new ScorePart(Source.DENSE, 1, 1 / 61.0));
    }

    @Test
    void fuse_equalScores_areInTheOrderOfTheIds() {
        Fusion fusion = new Fusion();
        fusion.add(Source.DENSE, 1, List.of(C));
        fusion.add(Source.KEYWORD, 1, List.of(A));

        assertThat(fusion.fuse(Set.of())).extracting(Fused::item).containsExactly(A, C);
    }

    @Test
    void fuse_aFilmTwiceInOneRanking_countsOnce() {
        Fusion fusion = new Fusion();
        fusion.add(Source.DENSE, 1, List.of(A, A, B));

        assertThat(fusion.fuse(Set.of()).get(1).parts()).containsExactly(new ScorePart(Source.DENSE, 2, 1 / 62.0));
    }

    @Test
    void fuse_nothing_isEmpty() {
        assertThat(new Fusion().fuse(Set.of())).isEmpty();
    }
}
