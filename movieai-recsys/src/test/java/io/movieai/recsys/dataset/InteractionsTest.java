package io.movieai.recsys.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.recsys.data.TokenIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteractionsTest {
    private static Interactions.Builder builder() {
        return Interactions.builder(new TokenIndex(), new TokenIndex());
    }

    @Test
    void build_withARepeatedPair_followsThePolicy() {
        Interactions.Builder repeated =
                builder().add("a", "p", 1, 10).add("a", "q", 2, 20).add("a", "p", 5, 30);

        assertThatThrownBy(() -> repeated.build(DuplicatePolicy.REJECT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user a with item p");
        Interactions first = repeated.build(DuplicatePolicy.KEEP_FIRST);
        Interactions last = repeated.build(DuplicatePolicy.KEEP_LAST);
        assertThat(first.size()).isEqualTo(2);
        assertThat(first.value(0)).isEqualTo(1);
        assertThat(last.value(0)).isEqualTo(5);
        assertThat(last.timestamp(0)).isEqualTo(30);
    }

    @Test
    void add_anInfiniteRating_isRejectedAndNaNCountsAsOne() {
        assertThatThrownBy(() -> builder().add("a", "p", Float.POSITIVE_INFINITY, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(builder()
                        .add("a", "p", Float.NaN, 0)
                        .build(DuplicatePolicy.REJECT)
                        .value(0))
                .isEqualTo(1);
    }

    @Test
    void toMatrix_ofRowsInAnyOrder_sortsThem() {
        Interactions interactions = builder()
                .add("a", "p", 1, 1)
                .add("b", "q", 2, 2)
                .add("a", "r", 3, 3)
                .add("a", "q", 4, 4)
                .build(DuplicatePolicy.REJECT);

        InteractionMatrix matrix = interactions.toMatrix();

        assertThat(matrix.columns(0)).containsExactly(0, 1, 2);
        assertThat(matrix.value(1)).isEqualTo(4);
        assertThat(matrix.contains(1, 1)).isTrue();
        assertThat(matrix.contains(1, 0)).isFalse();
        InteractionMatrix transposed = matrix.transpose();
        assertThat(transposed.columns(1)).containsExactly(0, 1);
        assertThat(transposed.transpose().columns()).isEqualTo(matrix.columns());
    }

    @Test
    void apply_aCore_repeatsUntilNothingLeaves() {
        // r has one user; without r, user c has one item; without c, q keeps a and b.
        Interactions interactions = builder()
                .add("a", "p", 1, 0)
                .add("a", "q", 1, 0)
                .add("b", "p", 1, 0)
                .add("b", "q", 1, 0)
                .add("c", "q", 1, 0)
                .add("c", "r", 1, 0)
                .build(DuplicatePolicy.REJECT);

        Interactions core = InteractionFilter.NONE.withCore(2, 2).apply(interactions);

        assertThat(core.size()).isEqualTo(4);
        assertThat(core.countUsers()).isEqualTo(2);
        assertThat(core.countItems()).isEqualTo(2);
    }

    @Test
    void apply_intervalAndThreshold_keepsPositiveLabels() {
        Interactions interactions = builder()
                .add("a", "p", 1, 0)
                .add("a", "q", 4, 0)
                .add("a", "r", 5, 0)
                .build(DuplicatePolicy.REJECT);
        InteractionFilter filter = InteractionFilter.NONE.withValues(1, 4.5f).withLabelThreshold(4);

        Interactions kept = filter.apply(interactions);

        assertThat(kept.size()).isEqualTo(1);
        assertThat(kept.items().token(kept.item(0))).isEqualTo("q");
        assertThat(kept.value(0)).isEqualTo(1);
        assertThat(filter.describe()).isEqualTo("rating in [1.0, 4.5], label >= 4.0");
    }

    @Test
    void loadBenchmark_withAnInteractionInTwoParts_namesIt(@TempDir Path folder) throws IOException {
        String header = "user_id:token\titem_id:token\trating:float\ttimestamp:float\n";
        Files.writeString(folder.resolve("x.train.inter"), header + "a\tp\t3\t1\na\tq\t3\t1\n");
        Files.writeString(folder.resolve("x.valid.inter"), header + "b\tq\t3\t1\n");
        Files.writeString(folder.resolve("x.test.inter"), header + "a\tq\t3\t1\n");
        List<String> parts = List.of("train", "valid", "test");

        assertThatThrownBy(() -> new InteractionFiles().loadBenchmark(folder, parts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user a with item q in train and test");
    }

    @Test
    void split_withOneItem_hasNothingToChoose() {
        Interactions one = builder().add("a", "p", 1, 0).build(DuplicatePolicy.REJECT);
        Interactions none = one.select(new int[0]);

        assertThatThrownBy(() -> new Split(one, none, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 items");
        assertThatThrownBy(() -> new Split(none, one, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found none");
    }
}
