package io.movieai.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.text.EditDistance;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingIndexTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void closest_randomNames_isAsCloseAsComparingWithEveryKey(long seed) {
        Random random = new Random(seed);
        KeyTable keys = new KeyTable();
        while (keys.size() < 400) {
            keys.add(name(random));
        }
        boolean[] all = new boolean[keys.size()];
        Arrays.fill(all, true);
        SpellingIndex index = SpellingIndex.of(keys, all);
        for (int i = 0; i < 400; i++) {
            String name = misspelt(random, keys.get(random.nextInt(keys.size())));
            SpellingIndex.Hit hit = index.closest(name, key -> 0);

            Integer expected = leastEdits(keys, name);
            assertThat(hit == null ? null : hit.edits())
                    .as("seed %d: %s", seed, name)
                    .isEqualTo(expected);
        }
    }

    private static @Nullable Integer leastEdits(KeyTable keys, String name) {
        int allowed = SpellingIndex.editsAllowed(name);
        int least = allowed + 1;
        for (int key = 0; key < keys.size(); key++) {
            least = Math.min(least, EditDistance.within(name, keys.get(key), allowed));
        }
        return least > allowed ? null : least;
    }

    private static String name(Random random) {
        String letters = random.nextInt(4) == 0 ? "教父星球大战异形狮子王惊魂记" : "abcdeilnorst";
        StringBuilder name = new StringBuilder();
        int length = 4 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            name.append(letters.charAt(random.nextInt(letters.length())));
        }
        return name.toString();
    }

    private static String misspelt(Random random, String name) {
        StringBuilder text = new StringBuilder(name);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, text.charAt(random.nextInt(text.length())));
                case 1 -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }
}
