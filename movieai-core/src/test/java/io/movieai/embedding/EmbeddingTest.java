package io.movieai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    @Test
    void normalized_ofAnyVector_hasUnitLength() {
        Embedding embedding = Embedding.normalized(new float[] {3, 4});

        assertThat(embedding.toArray()).containsExactly(0.6f, 0.8f);
        assertThat(embedding.dimension()).isEqualTo(2);
        assertThat(embedding.truncated()).isFalse();
    }

    @Test
    void of_aVectorThatIsNotOfUnitLength_saysItsLength() {
        assertThatThrownBy(() -> Embedding.of(new float[] {3, 4}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found length 5.0");
        assertThatThrownBy(() -> Embedding.of(new float[] {Float.NaN, 1})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Embedding.of(new float[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void normalized_ofAVectorWithoutDirection_isRejected() {
        assertThatThrownBy(() -> Embedding.normalized(new float[] {0, 0})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Embedding.normalized(new float[] {Float.POSITIVE_INFINITY}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_aRowOfAMatrix_copiesIt() {
        float[] packed = {9, 1, 0, 9};
        Embedding embedding = Embedding.of(packed, 1, 2, true);
        packed[1] = 7;

        assertThat(embedding.toArray()).containsExactly(1, 0);
        assertThat(embedding.truncated()).isTrue();
        assertThat(embedding)
                .isEqualTo(Embedding.of(new float[] {1, 0}))
                .hasSameHashCodeAs(Embedding.of(new float[] {1, 0}));
    }

    @Test
    void toArray_changedByTheCaller_leavesTheEmbedding() {
        Embedding embedding = Embedding.of(new float[] {0, 1});
        embedding.toArray()[0] = 5;

        assertThat(embedding.toArray()).containsExactly(0, 1);
    }

    @Test
    void cosine_ofTwoVectors_isTheirScalarProduct() {
        Embedding a = Embedding.normalized(new float[] {1, 1});
        Embedding b = Embedding.normalized(new float[] {1, 0});

        assertThat(a.cosine(b)).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(a.cosine(a)).isCloseTo(1, within(1e-6)).isLessThanOrEqualTo(1);
        assertThatThrownBy(() -> a.cosine(Embedding.of(new float[] {1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 2 dimensions, found 1");
    }

    @Test
    void space_withBadValues_saysWhich() {
        assertThatThrownBy(() -> new EmbeddingSpace(" ", 3)).hasMessageContaining("model");
        assertThatThrownBy(() -> new EmbeddingSpace("m", 0)).hasMessageContaining("found 0");
        assertThat(new EmbeddingSpace("bge-small-zh", 512)).hasToString("512 dimensions (bge-small-zh)");
    }

    @Test
    void mean_several_liesInTheirMiddle() {
        Embedding mean =
                Embedding.mean(List.of(Embedding.of(new float[] {1, 0}), Embedding.of(new float[] {0, 1}, 0, 2, true)));

        assertThat(mean.toArray()).containsExactly(new float[] {0.70710677f, 0.70710677f}, within(1e-6f));
        assertThat(mean.truncated()).isTrue();
    }

    @Test
    void mean_one_isThatOne() {
        Embedding one = Embedding.of(new float[] {0, 1});

        assertThat(Embedding.mean(List.of(one))).isSameAs(one);
    }

    @Test
    void mean_noneOrOtherDimensionsOrOpposites_isRejected() {
        Embedding one = Embedding.of(new float[] {0, 1});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.mean(List.of()))
                .withMessage("embeddings: expected at least 1, found none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.mean(List.of(one, Embedding.of(new float[] {1}))))
                .withMessage("expected 2 dimensions, found 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.mean(List.of(one, Embedding.of(new float[] {0, -1}))));
    }
}
