package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static int longest(int[] batch, int[] lengths) {
        return Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow();
    }

    @Test
    void plan_noTexts_givesNoBatches() {
        assertThat(Batches.plan(new int[0], 1_024)).isEmpty();
    }

    @Test
    void plan_randomLengths_givesEachTextOnceWithinTheLimit() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int[] lengths = random.ints(random.nextInt(300), 2, 513).toArray();
            int limit = 1 + random.nextInt(4_096);

            List<int[]> batches = Batches.plan(lengths, limit);

            assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
                    .as("seed %s", seed)
                    .containsExactly(IntStream.range(0, lengths.length).toArray());
            for (int[] batch : batches) {
                assertThat(batch.length == 1 || batch.length * longest(batch, lengths) <= limit)
                        .as("seed %s, batch of %s within %s tokens", seed, batch.length, limit)
                        .isTrue();
            }
        }
    }

    @Test
    void plan_equalLengths_fillsTheBatches() {
        int[] lengths = new int[100];
        Arrays.fill(lengths, 10);

        assertThat(Batches.plan(lengths, 256)).extracting(batch -> batch.length).containsExactly(25, 25, 25, 25);
    }

    @Test
    void plan_oneLongTextAmongShortOnes_isNotPaddedTo() {
        int[] lengths = {12, 500, 11, 12, 13};

        assertThat(Batches.plan(lengths, 4_096)).containsExactly(new int[] {2, 0, 3, 4}, new int[] {1});
    }

    @Test
    void plan_onlyAlone_givesABatchForEachText() {
        assertThat(Batches.plan(new int[] {3, 3, 3}, 1)).hasSize(3);
    }
}
