package io.movieai.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestRowsTest {
    private static final long SEED = 20_260_124;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 17, 99, 100, 101, Integer.MAX_VALUE})
    void forEachBestFirst_randomSimilaritiesWithTies_agreesWithSorting(int limit) {
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            int count = random.nextInt(200);
            float[] similarities = new float[count];
            for (int row = 0; row < count; row++) {
                similarities[row] = random.nextInt(12) / 12f;
            }
            NearestRows nearest = new NearestRows(limit, row -> "r" + row);
            for (int row = 0; row < count; row++) {
                if (nearest.admits(similarities[row], row)) {
                    nearest.add(similarities[row], row);
                }
            }
            List<Integer> expected = IntStream.range(0, count)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer row) -> -similarities[row])
                            .thenComparing(row -> "r" + row))
                    .limit(limit)
                    .toList();

            List<Integer> found = new ArrayList<>();
            nearest.forEachBestFirst((similarity, row) -> {
                assertThat(similarity).isEqualTo(similarities[row]);
                found.add(row);
            });

            assertThat(found)
                    .as("seed %d, round %d, limit %d", SEED, round, limit)
                    .isEqualTo(expected);
            assertThat(nearest.size()).isZero();
        }
    }
}
