package io.movieai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExampleVectorsTest {
    private final List<String> embedded = new ArrayList<>();
    private final ExampleVectors vectors = new ExampleVectors(new Embedder() {
        @Override
        public EmbeddingSpace space() {
            return new EmbeddingSpace("lengths", 2);
        }

        @Override
        public List<Embedding> embed(TextRole role, List<String> texts) {
            assertThat(role).isEqualTo(TextRole.DOCUMENT);
            embedded.addAll(texts);
            return texts.stream()
                    .map(text -> Embedding.normalized(new float[] {1, text.length()}))
                    .toList();
        }

        @Override
        public void close() {}
    });

    @Test
    void of_again_isNotEmbeddedAgain() {
        Embedding first = vectors.of("Alien");

        assertThat(vectors.of("Alien")).isEqualTo(first).isNotEqualTo(vectors.of("Aliens"));
        assertThat(embedded).containsExactly("Alien", "Aliens");
    }

    @Test
    void of_manyOthersSince_isEmbeddedAgain() {
        vectors.of("Alien");
        for (int i = 0; i < 1_000; i++) {
            vectors.of("film " + i);
        }
        vectors.of("Alien");

        assertThat(embedded).filteredOn("Alien"::equals).hasSize(2);
    }
}
