package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.TextRole;
import org.junit.jupiter.api.Test;

class HashingEmbedderTest extends EmbedderContract {
    @Override
    protected Embedder open() {
        return new HashingEmbedder(256);
    }

    private static double cosine(String one, String other) {
        try (HashingEmbedder embedder = new HashingEmbedder(256)) {
            return embedder.embed(TextRole.QUERY, one).cosine(embedder.embed(TextRole.DOCUMENT, other));
        }
    }

    @Test
    void embed_similarTexts_areNearAndOthersAreNot() {
        assertThat(cosine("The Godfather", "the GODFATHER!")).isGreaterThan(0.9999);
        assertThat(cosine("The Godfather", "The Godfather Part II")).isGreaterThan(0.6);
        assertThat(cosine("godfather", "godfater")).isGreaterThan(0.4);
        assertThat(cosine("黑手党家族的故事", "一个黑手党家族")).isGreaterThan(0.4);
        assertThat(cosine("The Godfather", "Toy Story")).isLessThan(0.3);
        assertThat(cosine("黑手党家族的故事", "程序员发现世界是虚拟的")).isLessThan(0.3);
    }

    @Test
    void embed_smallestDimension_givesUnitVectors() {
        try (HashingEmbedder embedder = new HashingEmbedder(2)) {
            for (int i = 0; i < 2_000; i++) {
                assertThat(embedder.embed(TextRole.QUERY, "text " + i).dimension())
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void constructor_dimensionBelowTwo_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HashingEmbedder(1))
                .withMessageContaining("1");
    }
}
