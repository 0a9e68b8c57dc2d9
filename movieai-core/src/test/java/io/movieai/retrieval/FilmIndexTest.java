package io.movieai.retrieval;

import static io.movieai.query.Constraint.Strength.STATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Films;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.query.Constraint;
import io.movieai.query.Span;
import io.movieai.recommend.ItemId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilmIndexTest {
    private static final Span SPAN = new Span(0, 1);
    private final FilmIndex index = FilmIndex.of(Catalog.of(Films.ALL));

    private List<String> matching(Constraint... constraints) {
        List<String> ids = new ArrayList<>();
        index.matching(List.of(constraints)).stream()
                .forEach(position -> ids.add(Films.ALL.get(position).id().value()));
        return ids;
    }

    @Test
    void matching_withoutConditions_isEveryFilm() {
        assertThat(matching()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void matching_genres_takesAnyOfThemAndLeavesOutExcludedOnes() {
        Constraint scienceFiction = new Constraint.Genres(SPAN, Set.of(Genre.SCI_FI), false, STATED);
        Constraint noHorror = new Constraint.Genres(SPAN, Set.of(Genre.HORROR), true, STATED);

        assertThat(matching(scienceFiction)).containsExactly("1", "2", "3");
        assertThat(matching(scienceFiction, noHorror)).containsExactly("1", "3");
        assertThat(matching(noHorror)).containsExactly("1", "3", "4", "5");
        assertThat(matching(new Constraint.Genres(SPAN, Set.of(Genre.HORROR, Genre.CRIME), false, STATED)))
                .containsExactly("2", "4");
        assertThat(matching(new Constraint.Genres(SPAN, Set.of(Genre.WESTERN), false, STATED)))
                .isEmpty();
    }

    @Test
    void matching_years_needAKnownYear() {
        assertThat(matching(new Constraint.Years(SPAN, 1990, 1999, false, STATED)))
                .containsExactly("1", "3", "4");
        assertThat(matching(new Constraint.Years(SPAN, 1990, 1999, true, STATED)))
                .containsExactly("2", "5");
    }

    @Test
    void matching_ratings_needARating() {
        assertThat(matching(new Constraint.Rating(SPAN, 4, 5, STATED))).containsExactly("1", "2", "4");
        assertThat(matching(new Constraint.Rating(SPAN, 0, 3.9, STATED))).containsExactly("3");
    }

    @Test
    void matching_countriesAndPeople_lookInEveryPlace() {
        assertThat(matching(new Constraint.Countries(SPAN, Set.of("GB"), false)))
                .containsExactly("2");
        assertThat(matching(new Constraint.People(SPAN, List.of("Keanu Reeves"), false)))
                .containsExactly("1");
        assertThat(matching(new Constraint.People(SPAN, List.of("Lana Wachowski"), true)))
                .containsExactly("2", "3", "4", "5");
    }

    @Test
    void matching_popularity_isRelativeToTheCatalogue() {
        assertThat(matching(new Constraint.Popularity(SPAN, true, STATED))).containsExactly("1", "2");
        assertThat(matching(new Constraint.Popularity(SPAN, false, STATED))).containsExactly("3", "4", "5");
    }

    @Test
    void best_ofFewRatings_isDrawnTowardsTheMean() {
        BitSet all = index.matching(List.of());

        // Fargo's 4.9 from two viewers stands behind The Matrix's 4.2 from five hundred.
        assertThat(index.best(all, 10)).extracting(ItemId::value).containsExactly("1", "4", "2", "3", "5");
        assertThat(index.best(all, 2)).hasSize(2);
    }

    @Test
    void hasRatings_ofUnratedFilms_isFalse() {
        assertThat(index.hasRatings()).isTrue();
        assertThat(FilmIndex.of(Catalog.of(List.of(Films.UNKNOWN))).hasRatings())
                .isFalse();
        assertThat(FilmIndex.of(Catalog.EMPTY).matching(List.of()).isEmpty()).isTrue();
    }

    @Test
    void matching_popularityWithoutRatings_isNoFilm() {
        FilmIndex unrated = FilmIndex.of(Catalog.of(List.<Movie>of(Films.UNKNOWN)));

        assertThat(unrated.matching(List.of(new Constraint.Popularity(SPAN, true, STATED)))
                        .isEmpty())
                .isTrue();
    }
}
