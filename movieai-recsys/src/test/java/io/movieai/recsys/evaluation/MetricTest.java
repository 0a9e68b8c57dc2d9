package io.movieai.recsys.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {
    private static final double EXACT = 1e-12;

    /** Hits at ranks 2 and 4 of 5, three relevant items. Worked out by hand. */
    @ParameterizedTest
    @CsvSource({
        "RECALL, 1, 0",
        "RECALL, 2, 0.333333333333333",
        "RECALL, 4, 0.666666666666667",
        "PRECISION, 2, 0.5",
        "PRECISION, 5, 0.4",
        "MRR, 1, 0",
        "MRR, 5, 0.5",
        "HIT, 1, 0",
        "HIT, 2, 1",
        // (1/2) / 2 and (1/2 + 2/4) / 3
        "MAP, 2, 0.25",
        "MAP, 4, 0.333333333333333",
        // 1/log2(3) over 1 + 1/log2(3); (1/log2(3) + 1/log2(5)) over 1 + 1/log2(3) + 1/2
        "NDCG, 2, 0.386852807234542",
        "NDCG, 4, 0.498189257466413",
    })
    void value_ofTwoHits_isThatByHand(Metric metric, int k, double expected) {
        boolean[] hits = {false, true, false, true, false};

        assertThat(metric.value(hits, 3, k)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void value_ofAPerfectShortList_countsMissingPlacesInPrecisionAlone() {
        boolean[] hits = {true, true};

        assertThat(Metric.NDCG.value(hits, 2, 10)).isCloseTo(1, within(EXACT));
        assertThat(Metric.RECALL.value(hits, 2, 10)).isCloseTo(1, within(EXACT));
        assertThat(Metric.MAP.value(hits, 2, 10)).isCloseTo(1, within(EXACT));
        assertThat(Metric.PRECISION.value(hits, 2, 10)).isCloseTo(0.2, within(EXACT));
    }

    @Test
    void value_withMoreRelevantItemsThanPlaces_isPerfectWhenAllPlacesHit() {
        boolean[] hits = {true, true, true};

        assertThat(Metric.NDCG.value(hits, 50, 3)).isCloseTo(1, within(EXACT));
        assertThat(Metric.MAP.value(hits, 50, 3)).isCloseTo(1, within(EXACT));
        assertThat(Metric.RECALL.value(hits, 50, 3)).isCloseTo(0.06, within(EXACT));
    }

    @Test
    void value_ofAnEmptyList_isZero() {
        for (Metric metric : Metric.values()) {
            assertThat(metric.value(new boolean[0], 3, 10)).as(metric.name()).isZero();
        }
    }

    @Test
    void of_anUnknownName_namesTheKnownOnes() {
        assertThat(Metric.of("ndcg")).isEqualTo(Metric.NDCG);
        assertThatThrownBy(() -> Metric.of("auc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NDCG")
                .hasMessageContaining("auc");
    }
}
