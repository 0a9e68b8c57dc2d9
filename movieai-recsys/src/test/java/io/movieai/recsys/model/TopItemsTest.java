package io.movieai.recsys.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopItemsTest {
    private static final long SEED = 9;

    private final Random random = new Random(SEED);

    /** Scores with many ties, some of which are no candidates. */
    private float[] scores() {
        float[] scores = new float[300];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = switch (random.nextInt(8)) {
                case 0 -> Float.NEGATIVE_INFINITY;
                case 1 -> Float.NaN;
                default -> random.nextInt(20);
            };
        }
        return scores;
    }

    private static int[] expected(float[] scores, int[] places, int k) {
        int[] itemAt = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            itemAt[places[i]] = i;
        }
        return IntStream.range(0, places.length)
                .filter(place -> scores[itemAt[place]] > Float.NEGATIVE_INFINITY)
                .boxed()
                .sorted(Comparator.comparing((Integer place) -> -scores[itemAt[place]])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Test
    void select_scoresWithTies_areSortedByScoreThenItem() {
        for (int k : new int[] {1, 2, 10, 299, 400}) {
            float[] scores = scores();
            int[] places = IntStream.range(0, scores.length).toArray();
            TopItems top = new TopItems(k);

            top.select(scores, 0, scores.length);

            assertThat(top.toArray()).as("k %d, seed %d", k, SEED).isEqualTo(expected(scores, places, k));
        }
    }

    @Test
    void select_withPlaces_sortsTiesByPlace() {
        for (int k : new int[] {1, 2, 10, 299, 400}) {
            float[] scores = scores();
            List<Integer> shuffled =
                    new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
            Collections.shuffle(shuffled, random);
            int[] places = shuffled.stream().mapToInt(Integer::intValue).toArray();
            TopItems top = new TopItems(k);

            top.select(scores, places);

            assertThat(top.toArray()).as("k %d, seed %d", k, SEED).isEqualTo(expected(scores, places, k));
        }
    }
}
