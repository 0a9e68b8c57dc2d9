package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StarterCatalogueTest {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private static List<Movie> films() throws IOException {
        return new FilmSource(Optional.empty(), false).read(new Progress(null)).movies();
    }

    @Test
    void read_theStarterCatalogue_hasEverythingThatAnAnswerNeeds() throws IOException {
        List<Movie> films = films();

        assertThat(films).hasSizeGreaterThanOrEqualTo(300);
        assertThat(Catalog.of(films).size()).isEqualTo(films.size());
        assertThat(films).allSatisfy(film -> {
            assertThat(film.titleZh())
                    .as("Chinese title of %s", film.id())
                    .hasValueSatisfying(title -> assertThat(title).containsPattern(HAN));
            assertThat(film.year()).as("year of %s", film.id()).isPresent();
            assertThat(film.year().getAsInt()).isBetween(1900, 2026);
            assertThat(film.id().value()).endsWith("-" + film.year().getAsInt());
            assertThat(film.genres()).as("genres of %s", film.id()).isNotEmpty();
            assertThat(film.countries()).as("countries of %s", film.id()).allMatch(code -> code.matches("[A-Z]{2}"));
            assertThat(film.countries()).isNotEmpty();
            assertThat(film.directors()).as("directors of %s", film.id()).isNotEmpty();
            assertThat(film.synopsis())
                    .as("synopsis of %s", film.id())
                    .hasValueSatisfying(synopsis ->
                            assertThat(synopsis).containsPattern(HAN).hasSizeBetween(15, 160));
            assertThat(film.rating()).as("no invented rating of %s", film.id()).isEmpty();
        });
    }

    @Test
    void read_theStarterCatalogue_nameAndYearAreUnique() throws IOException {
        Set<String> seen = new HashSet<>();

        for (Movie film : films()) {
            assertThat(seen.add(film.title() + film.year())).as(film.title()).isTrue();
        }
    }
}
