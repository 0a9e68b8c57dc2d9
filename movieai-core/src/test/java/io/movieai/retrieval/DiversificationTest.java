package io.movieai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import io.movieai.retrieval.Fusion.Fused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiversificationTest {
    private static final List<Person> CAMERON = List.of(new Person("James Cameron", Optional.empty()));
    private static final Movie ALIENS = film("aliens", "Aliens", 1986, CAMERON, Genre.ACTION, Genre.SCI_FI);
    private static final Movie ABYSS = film("abyss", "The Abyss", 1989, CAMERON, Genre.ACTION, Genre.SCI_FI);
    private static final Movie SPEED = film("speed", "Speed", 1994, List.of(), Genre.ACTION, Genre.ROMANCE);
    private static final Movie AMELIE = film("amelie", "Amélie", 2001, List.of(), Genre.COMEDY);
    private static final Map<String, Movie> FILMS =
            Map.of("aliens", ALIENS, "abyss", ABYSS, "speed", SPEED, "amelie", AMELIE);

    private static final Fused FIRST = new Fused(ALIENS.id(), 0.10, List.of());
    private static final Fused SECOND = new Fused(ABYSS.id(), 0.09, List.of());
    private static final Fused THIRD = new Fused(SPEED.id(), 0.06, List.of());
    private static final Fused FOURTH = new Fused(AMELIE.id(), 0.05, List.of());

    private static Movie film(String id, String title, int year, List<Person> directors, Genre... genres) {
        return Movie.builder(id, title)
                .year(year)
                .directors(directors)
                .genres(List.of(genres))
                .build();
    }

    private static Diversification with(double diversity) {
        return new Diversification(
                diversity, film -> Objects.requireNonNull(FILMS.get(film.item().value()), "film"));
    }

    @Test
    void similarity_ofTwoFilms_addsGenresMakersAndDecade() {
        assertThat(Diversification.similarity(ALIENS, ABYSS)).isCloseTo(0.5 + 0.3 + 0.2, within(1e-12));
        // One genre of three in common.
        assertThat(Diversification.similarity(ALIENS, SPEED)).isCloseTo(0.5 / 3, within(1e-12));
        assertThat(Diversification.similarity(ALIENS, AMELIE)).isZero();
        assertThat(Diversification.similarity(SPEED, ALIENS)).isEqualTo(Diversification.similarity(ALIENS, SPEED));
    }

    @Test
    void similarity_ofASeries_countsLikeADirector() {
        Movie godfather = film("1", "The Godfather", 1972, List.of());
        Movie second = film("2", "Godfather, The: Part II", 1984, List.of());
        Movie alien = film("3", "Alien", 1979, List.of());
        Movie third = film("4", "Alien 3", 1992, List.of());

        assertThat(Diversification.similarity(godfather, second)).isEqualTo(0.3);
        assertThat(Diversification.similarity(alien, third)).isEqualTo(0.3);
        assertThat(Diversification.similarity(godfather, third)).isZero();
    }

    @Test
    void similarity_ofFilmsOfWhichNothingIsKnown_isZero() {
        assertThat(Diversification.similarity(
                        Movie.builder("1", "One Film").build(),
                        Movie.builder("2", "Another").build()))
                .isZero();
    }

    @Test
    void choose_withoutDiversity_keepsTheOrder() {
        assertThat(with(0).choose(List.of(List.of(FIRST, SECOND, THIRD, FOURTH)), 4))
                .containsExactly(FIRST, SECOND, THIRD, FOURTH);
    }

    @Test
    void choose_halfDiversity_putsTheLikeOfTheFirstLast() {
        // After Aliens (1): The Abyss 0.45 - 0.5 = -0.05, Speed 0.3 - 0.083 = 0.217, Amélie 0.25 - 0 = 0.25.
        // After Amélie: The Abyss -0.05, Speed 0.217.
        assertThat(with(0.5).choose(List.of(List.of(FIRST, SECOND, THIRD, FOURTH)), 4))
                .containsExactly(FIRST, FOURTH, THIRD, SECOND);
    }

    @Test
    void choose_littleDiversity_weighsBoth() {
        // After Aliens: The Abyss 0.72 - 0.2 = 0.52, Speed 0.48 - 0.033 = 0.447, Amélie 0.4.
        assertThat(with(0.2).choose(List.of(List.of(FIRST, SECOND, THIRD, FOURTH)), 2))
                .containsExactly(FIRST, SECOND);
        // With 0.3: The Abyss 0.63 - 0.3 = 0.33, Speed 0.42 - 0.05 = 0.37, Amélie 0.35.
        assertThat(with(0.3).choose(List.of(List.of(FIRST, SECOND, THIRD, FOURTH)), 2))
                .containsExactly(FIRST, THIRD);
    }

    @Test
    void choose_groups_stayInTheirOrderAndSeeWhatWasChosenBefore() {
        // The first group goes first whole; in the second, The Abyss is like Aliens of the first: 0.45 - 0.5 against
        // 0.25.
        assertThat(with(0.5).choose(List.of(List.of(FIRST, THIRD), List.of(SECOND, FOURTH)), 4))
                .containsExactly(FIRST, THIRD, FOURTH, SECOND);
    }

    @Test
    void choose_more_thanThereAre_returnsAll() {
        assertThat(with(1).choose(List.of(List.of(FIRST), List.of()), 9)).containsExactly(FIRST);
        assertThat(with(1).choose(List.of(), 9)).isEmpty();
    }
}
