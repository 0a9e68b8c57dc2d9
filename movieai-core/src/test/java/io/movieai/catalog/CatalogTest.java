package io.movieai.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.Films;
import io.movieai.recommend.ItemId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
    @Test
    void of_theSameIdTwice_namesBothFilms() {
        Movie twin = Movie.builder("1", "Another").build();

        assertThatThrownBy(() -> Catalog.of(List.of(Films.MATRIX, twin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 1 twice (The Matrix, Another)");
    }

    @Test
    void with_filmsOfTheSameId_takesTheOthers() {
        Movie newer = Films.MATRIX.toBuilder().titleZh("二十二世纪杀人网络").build();

        Catalog merged = Catalog.of(Films.ALL).with(Catalog.of(List.of(newer)));

        assertThat(merged.size()).isEqualTo(Films.ALL.size());
        assertThat(merged.find(ItemId.of("1"))).contains(newer);
        assertThat(merged.movies().get(0)).isEqualTo(newer);
    }

    @Test
    void without_someIds_keepsTheOrderOfTheRest() {
        Catalog rest = Catalog.of(Films.ALL).without(List.of(ItemId.of("2"), ItemId.of("not there")));

        assertThat(rest.movies()).containsExactly(Films.MATRIX, Films.CONTACT, Films.FARGO, Films.UNKNOWN);
        assertThat(rest.find(ItemId.of("2"))).isEmpty();
    }

    @Test
    void parse_ofGenreLabels_takesEveryEditionsSpelling() {
        assertThat(Genre.parse("Children's")).contains(Genre.CHILDREN);
        assertThat(Genre.parse("sci-fi")).contains(Genre.SCI_FI);
        assertThat(Genre.parse(" 科幻 ")).contains(Genre.SCI_FI);
        assertThat(Genre.parse("(no genres listed)")).isEmpty();
    }

    @Test
    void build_ofAFilmOutOfRange_saysWhatIsExpected() {
        assertThatThrownBy(() -> Movie.builder("1", " ").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("title of 1: expected a text");
        assertThatThrownBy(() -> Movie.builder("1", "A").rating(5.1, 3).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 0 to 5, found 5.1");
        assertThatThrownBy(() -> Movie.builder("1", "A").rating(3, -1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found -1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USA", "us", "", "U1", "美国", "US "})
    void build_ofACountryThatIsNoCode_saysWhatIsExpected(String country) {
        assertThatThrownBy(() -> Movie.builder("1", "A")
                        .countries(List.of("FR", country))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "countries of 1: expected ISO 3166-1 alpha-2 codes, two capital letters each, for example US,"
                                + " found '" + country + "'");
    }
}
