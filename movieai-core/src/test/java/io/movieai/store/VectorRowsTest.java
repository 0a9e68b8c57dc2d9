package io.movieai.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.embedding.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorRowsTest {
    private static final long SEED = 20_260_123;

    private static Embedding random(Random random, int dimension) {
        float[] components = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            components[i] = (float) random.nextGaussian();
        }
        return Embedding.normalized(components);
    }

    /** 100,000 dimensions leave two rows to a block, 300,000 one; 1 and 7 are not a whole number of lanes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 512, 100_000, 300_000})
    void dot_afterAddsReplacementsAndRemovals_isTheCosineWithinTheStatedError(int dimension) {
        Random random = new Random(SEED);
        VectorRows rows = new VectorRows(dimension);
        List<Embedding> expected = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            Embedding embedding = random(random, dimension);
            switch (expected.isEmpty() ? 0 : random.nextInt(4)) {
                case 2 -> {
                    int row = random.nextInt(expected.size());
                    rows.set(row, embedding);
                    expected.set(row, embedding);
                }
                case 3 -> {
                    int row = random.nextInt(expected.size());
                    rows.removeByLast(row);
                    Embedding last = expected.remove(expected.size() - 1);
                    if (row < expected.size()) {
                        expected.set(row, last);
                    }
                }
                default -> {
                    rows.add(embedding);
                    expected.add(embedding);
                }
            }
        }

        Embedding query = random(random, dimension);
        float[] wanted = query.toArray();
        double bound = (dimension / 8.0 + 4) / (1 << 24);
        for (int row = 0; row < expected.size(); row++) {
            double cosine = expected.get(row).cosine(query);
            assertThat(Math.abs(rows.dot(wanted, row) - cosine))
                    .as("seed %d, %d dimensions, row %d: error", SEED, dimension, row)
                    .isLessThanOrEqualTo(bound);
        }
        assertThat(expected).hasSizeGreaterThan(5);
    }
}
