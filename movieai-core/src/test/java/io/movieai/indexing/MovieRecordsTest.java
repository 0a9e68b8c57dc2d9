package io.movieai.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Films;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.recommend.ItemId;
import io.movieai.store.Attributes;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovieRecordsTest {
    @Test
    void movie_fromOurAttributes_hasWhatTheyHold() {
        Movie movie = MovieRecords.movie("ignored", MovieRecords.attributes(Films.MATRIX));

        assertThat(movie.id()).isEqualTo(ItemId.of("1"));
        assertThat(movie.title()).isEqualTo("The Matrix");
        assertThat(movie.titleZh()).contains("黑客帝国");
        assertThat(movie.year()).hasValue(1999);
        assertThat(movie.genres()).containsExactly(Genre.ACTION, Genre.SCI_FI);
        assertThat(movie.countries()).containsExactly("US");
        assertThat(movie.rating()).hasValue(4.2);
        assertThat(movie.ratingCount()).isEqualTo(500);
    }

    @Test
    void movie_fromACollectionWithOtherCountries_leavesOutWhatIsNoCode() {
        Attributes attributes = Attributes.builder()
                .put(MovieRecords.COUNTRIES, List.of("USA", "FR"))
                .build();

        assertThat(MovieRecords.movie("7", attributes).countries()).containsExactly("FR");
    }

    @Test
    void movie_fromACollectionOfSomebodyElse_readsGenresInOneText() {
        Movie movie = MovieRecords.movie(
                "7",
                Attributes.builder()
                        .put("movie_id", "7")
                        .put("title", "Toy Story (1995)")
                        .put("genres", "Animation|Children's|Comedy")
                        .build());

        assertThat(movie.title()).isEqualTo("Toy Story");
        assertThat(movie.year()).hasValue(1995);
        assertThat(movie.genres()).containsExactly(Genre.ANIMATION, Genre.CHILDREN, Genre.COMEDY);
    }

    @Test
    void movie_fromHardlyAnything_takesTheRecordsId() {
        Movie movie = MovieRecords.movie("7", Attributes.EMPTY);

        assertThat(movie.id()).isEqualTo(ItemId.of("7"));
        assertThat(movie.title()).isEqualTo("7");
        assertThat(MovieRecords.movie(
                                "7", Attributes.builder().put("movie_id", 12L).build())
                        .id())
                .isEqualTo(ItemId.of("12"));
    }

    @Test
    void movie_withARatingOnAnotherScale_leavesItOut() {
        assertThat(MovieRecords.movie(
                                "7", Attributes.builder().put("rating", 8.5).build())
                        .rating())
                .isEmpty();
    }
}
