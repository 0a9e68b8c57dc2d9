package io.movieai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestLikelihoodTest {
    private static final int DIMENSION = 32;

    /** Embeds a text near one of two poles, by its first letter, or anywhere when the poles are the same. */
    private record Poles(boolean apart) implements Embedder {
        @Override
        public EmbeddingSpace space() {
            return new EmbeddingSpace("poles", DIMENSION);
        }

        @Override
        public List<Embedding> embed(TextRole role, List<String> texts) {
            return texts.stream().map(this::vector).toList();
        }

        private Embedding vector(String text) {
            Random random = new Random(text.hashCode());
            float[] vector = new float[DIMENSION];
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            vector[0] += apart ? (text.startsWith("film") ? 4 : -4) : 0;
            return Embedding.normalized(vector);
        }

        @Override
        public void close() {}
    }

    private static RequestLikelihood likelihood(Poles poles) {
        return RequestLikelihood.of(
                poles,
                new RequestExamples(
                        IntStream.range(0, 60).mapToObj(i -> "film " + i).toList(),
                        IntStream.range(0, 80).mapToObj(i -> "other " + i).toList()));
    }

    @Test
    void logOdds_kindsThatLieApart_areToldApart() {
        Poles poles = new Poles(true);
        RequestLikelihood likelihood = likelihood(poles);

        for (int i = 1000; i < 1050; i++) {
            assertThat(likelihood.logOdds(poles.vector("film " + i))).isBetween(-4.0, -0.1);
            assertThat(likelihood.logOdds(poles.vector("other " + i))).isBetween(0.1, 4.0);
        }
    }

    @Test
    void logOdds_kindsThatLieTogether_areNearZero() {
        Poles poles = new Poles(false);
        RequestLikelihood likelihood = likelihood(poles);

        double most = IntStream.range(0, 200)
                .mapToDouble(i -> Math.abs(likelihood.logOdds(poles.vector("some " + i))))
                .average()
                .orElseThrow();
        assertThat(most).isLessThan(1);
    }

    @Test
    void load_examples_areOfBothKindsAndNoneIsOfBoth() {
        RequestExamples examples = RequestExamples.load();

        assertThat(examples.films()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
        assertThat(examples.others()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
        Set<String> both = new HashSet<>(examples.films());
        both.retainAll(examples.others());
        assertThat(both).isEmpty();
    }
}
