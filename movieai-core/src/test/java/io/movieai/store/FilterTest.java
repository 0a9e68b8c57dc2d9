package io.movieai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {
    private static final Attributes FILM = Attributes.builder()
            .put("title", "教父")
            .put("year", 1972)
            .put("votes", (1L << 53) + 1)
            .put("rating", 4.6)
            .put("seen", false)
            .put("genres", List.of("Crime", "Drama"))
            .build();

    @Test
    void equal_value_matchesTheSameValueOfTheSameType() {
        assertThat(Filter.equal("title", "教父").matches(FILM)).isTrue();
        assertThat(Filter.equal("title", "教").matches(FILM)).isFalse();
        assertThat(Filter.equal("year", 1972).matches(FILM)).isTrue();
        assertThat(Filter.equal("year", "1972").matches(FILM)).isFalse();
        assertThat(Filter.equal("votes", (1L << 53) + 1).matches(FILM)).isTrue();
        assertThat(Filter.equal("votes", 1L << 53).matches(FILM)).isFalse();
        assertThat(Filter.equal("seen", false).matches(FILM)).isTrue();
        assertThat(Filter.equal("unheard of", false).matches(FILM)).isFalse();
        assertThat(Filter.equal("genres", "Drama").matches(FILM)).isTrue();
    }

    @Test
    void in_texts_matchesATextOrAListThatHoldsOne() {
        assertThat(Filter.in("title", List.of("x", "教父")).matches(FILM)).isTrue();
        assertThat(Filter.in("genres", List.of("Drama", "War")).matches(FILM)).isTrue();
        assertThat(Filter.in("genres", List.of("War")).matches(FILM)).isFalse();
        assertThat(Filter.in("genres", List.of()).matches(FILM)).isFalse();
        assertThat(Filter.in("year", List.of("1972")).matches(FILM)).isFalse();
    }

    @Test
    void between_bounds_matchesNumbersAsReals() {
        assertThat(Filter.between("year", 1970, 1979).matches(FILM)).isTrue();
        assertThat(Filter.between("year", 1972, 1972).matches(FILM)).isTrue();
        assertThat(Filter.between("rating", 4.6, Double.POSITIVE_INFINITY).matches(FILM))
                .isTrue();
        assertThat(Filter.between("rating", 4.7, 5).matches(FILM)).isFalse();
        assertThat(Filter.between("votes", 0x1p53, 0x1p53).matches(FILM)).isTrue();
        assertThat(Filter.between("title", 0, 1).matches(FILM)).isFalse();
        Attributes zero = Attributes.builder().put("x", -0.0).build();
        assertThat(Filter.between("x", 0.0, 0.0).matches(zero)).isTrue();
    }

    @Test
    void allAnyAndNot_combine() {
        Filter holds = Filter.equal("year", 1972);
        Filter fails = Filter.equal("year", 1973);

        assertThat(Filter.EVERYTHING.matches(Attributes.EMPTY)).isTrue();
        assertThat(Filter.all(holds, Filter.not(fails)).matches(FILM)).isTrue();
        assertThat(Filter.all(holds, fails).matches(FILM)).isFalse();
        assertThat(Filter.any(holds, fails).matches(FILM)).isTrue();
        assertThat(Filter.any().matches(FILM)).isFalse();
        assertThat(Filter.not(Filter.equal("unheard of", "x")).matches(FILM)).isTrue();
    }

    @Test
    void constructors_badValues_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Filter.between("year", 2000, 1990))
                .withMessageContaining("2000")
                .withMessageContaining("1990");
        assertThatIllegalArgumentException().isThrownBy(() -> Filter.between("year", Double.NaN, 1990));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Filter.Equal("rating", 4.5))
                .withMessageContaining("Double");
    }
}
