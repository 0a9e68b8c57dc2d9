package io.movieai.recsys.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedSumsTest {
    private static final long SEED = 5;
    private static final int NODES = 90;

    /** A symmetric pattern whose first columns are in most rows. */
    private static boolean[][] pattern() {
        Random random = new Random(SEED);
        boolean[][] pattern = new boolean[NODES][NODES];
        for (int a = 0; a < NODES; a++) {
            for (int b = 0; b <= a; b++) {
                pattern[a][b] = random.nextDouble() < Math.exp(-0.05 * b);
                pattern[b][a] = pattern[a][b];
            }
        }
        return pattern;
    }

    private static int[] columns(boolean[] row) {
        return IntStream.range(0, row.length).filter(c -> row[c]).toArray();
    }

    @Test
    void ofSymmetric_rowsWithTheirSumsWrittenOut_areTheMatrix() {
        boolean[][] pattern = pattern();
        int[] start = new int[NODES + 1];
        for (int n = 0; n < NODES; n++) {
            start[n + 1] = start[n] + columns(pattern[n]).length;
        }
        int[] column = Arrays.stream(pattern)
                .flatMapToInt(row -> Arrays.stream(columns(row)))
                .toArray();

        SharedSums shared = SharedSums.ofSymmetric(start, column);

        assertThat(shared.start().length).isGreaterThan(NODES + 1);
        assertThat(shared.column().length).isLessThan(column.length);
        for (int n = 0; n < NODES; n++) {
            int[] written = entries(shared, n)
                    .flatMap(e -> e < NODES ? IntStream.of(e) : entries(shared, e))
                    .sorted()
                    .toArray();
            assertThat(written).as("row %d, seed %d", n, SEED).isEqualTo(columns(pattern[n]));
        }
    }

    private static IntStream entries(SharedSums shared, int row) {
        return Arrays.stream(shared.column(), shared.start()[row], shared.start()[row + 1]);
    }

    @Test
    void ofSymmetric_nothingInCommon_isTheMatrixItself() {
        int[] start = {0, 1, 2, 2};
        int[] column = {1, 0};

        SharedSums shared = SharedSums.ofSymmetric(start, column);

        assertThat(shared.start()).isEqualTo(start);
        assertThat(shared.column()).isEqualTo(column);
    }
}
