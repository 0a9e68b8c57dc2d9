package io.movieai.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    private static final long SEED = 20_260_125;

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', a, 1",
        "alien, alien, 0",
        "alien, aline, 1",
        "alien, lien, 1",
        "alien, aliens, 1",
        "alien, alian, 1",
        "ca, abc, 3",
        "godfather, gdfathr, 2",
        "godfather, ogdfatehr, 2",
        "heat, hete, 2"
    })
    void within_words_isTheNumberOfTypos(String a, String b, int expected) {
        assertThat(EditDistance.within(a, b, 3)).isEqualTo(expected);
        assertThat(EditDistance.within(b, a, 3)).isEqualTo(expected);
    }

    @Test
    void within_randomWords_agreesWithTheWholeTable() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            String a = word(random);
            String b = random.nextBoolean() ? word(random) : typo(random, typo(random, a));
            int limit = random.nextInt(5);
            int exact = wholeTable(a, b);
            int found = EditDistance.within(a, b, limit);
            if (exact <= limit) {
                assertThat(found)
                        .as("seed %d, '%s', '%s', limit %d", SEED, a, b, limit)
                        .isEqualTo(exact);
            } else {
                assertThat(found)
                        .as("seed %d, '%s', '%s', limit %d", SEED, a, b, limit)
                        .isGreaterThan(limit);
            }
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    private static String typo(Random random, String word) {
        int at = random.nextInt(word.length() + 1);
        return word.substring(0, at)
                + (char) ('a' + random.nextInt(3))
                + word.substring(Math.min(word.length(), at + random.nextInt(2)));
    }

    private static int wholeTable(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                table[i][j] = Math.min(Math.min(table[i - 1][j], table[i][j - 1]) + 1, table[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[a.length()][b.length()];
    }
}
