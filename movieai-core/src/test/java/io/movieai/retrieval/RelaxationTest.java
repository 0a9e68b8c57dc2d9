package io.movieai.retrieval;

import static io.movieai.query.Constraint.Strength.IMPLIED;
import static io.movieai.query.Constraint.Strength.STATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Films;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.query.Constraint;
import io.movieai.query.Span;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelaxationTest {
    private static final Span SPAN = new Span(0, 1);
    private static final Constraint SCI_FI = new Constraint.Genres(SPAN, Set.of(Genre.SCI_FI), false, STATED);
    private static final Constraint HORROR = new Constraint.Genres(SPAN, Set.of(Genre.HORROR), false, STATED);
    private static final Constraint NO_HORROR = new Constraint.Genres(SPAN, Set.of(Genre.HORROR), true, STATED);
    private static final Constraint YEAR_2002 = new Constraint.Years(SPAN, 2002, 2002, false, STATED);
    private static final Constraint YEAR_2050 = new Constraint.Years(SPAN, 2050, 2050, false, STATED);
    private static final Constraint GOOD = new Constraint.Rating(SPAN, 4.9, 5, STATED);

    private final FilmIndex index = FilmIndex.of(Catalog.of(Films.ALL));

    private Relaxation relax(int wanted, Constraint... constraints) {
        return Relaxation.of(index, List.of(constraints), new BitSet(), wanted);
    }

    @Test
    void of_conditionsThatEnoughFilmsFulfil_givesNothingUp() {
        Relaxation relaxation = relax(3, SCI_FI);

        assertThat(relaxation.relaxed()).isEmpty();
        assertThat(relaxation.matching()).isEqualTo(index.matching(List.of(SCI_FI)));
    }

    @Test
    void of_ratingAndYears_givesTheRatingUpFirst() {
        Relaxation relaxation = relax(1, SCI_FI, new Constraint.Years(SPAN, 1997, 1999, false, STATED), GOOD);

        assertThat(relaxation.relaxed()).containsExactly(GOOD);
        assertThat(relaxation.matching().cardinality()).isEqualTo(2);
    }

    @Test
    void of_yearsNearby_areWidened() {
        Relaxation relaxation = relax(1, SCI_FI, YEAR_2002);

        assertThat(relaxation.relaxed()).containsExactly(YEAR_2002);
        assertThat(relaxation.constraints()).contains(new Constraint.Years(SPAN, 1997, 2007, false, STATED));
        assertThat(relaxation.matching().cardinality()).isEqualTo(2);
    }

    @Test
    void of_yearsFarAway_areGivenUpWhenAnotherConditionStays() {
        Relaxation relaxation = relax(1, SCI_FI, YEAR_2050);

        assertThat(relaxation.constraints()).containsExactly(SCI_FI);
        assertThat(relaxation.matching().cardinality()).isEqualTo(3);
    }

    @Test
    void of_onlyYearsThatNoFilmIsNear_hasNoAnswer() {
        Relaxation relaxation = relax(1, YEAR_2050);

        assertThat(relaxation.matching().isEmpty()).isTrue();
    }

    @Test
    void of_exclusions_neverGivesThemUp() {
        Relaxation relaxation = relax(5, NO_HORROR, SCI_FI, YEAR_2002);

        assertThat(relaxation.constraints()).contains(NO_HORROR, SCI_FI);
        assertThat(relaxation.matching().get(Films.ALL.indexOf(Films.ALIEN))).isFalse();
    }

    @Test
    void of_twoGenres_keepsTheFirst() {
        Constraint western = new Constraint.Genres(SPAN, Set.of(Genre.WESTERN), false, STATED);

        assertThat(relax(1, HORROR, western).constraints()).containsExactly(HORROR);
        assertThat(relax(1, western).matching().isEmpty()).isTrue();
    }

    @Test
    void of_impliedConditions_areGivenUpBeforeStatedOnes() {
        Constraint implied = new Constraint.Genres(SPAN, Set.of(Genre.WESTERN), false, IMPLIED);

        Relaxation relaxation = relax(1, implied, SCI_FI, GOOD);

        assertThat(relaxation.relaxed()).containsExactly(implied, GOOD);
        assertThat(relaxation.constraints()).containsExactly(SCI_FI);
    }

    @Test
    void of_droppedFilms_doNotCount() {
        BitSet dropped = new BitSet();
        dropped.set(0, Films.ALL.size());

        assertThat(Relaxation.of(index, List.of(SCI_FI), dropped, 1).matching().isEmpty())
                .isTrue();
    }
}
