package io.movieai.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.movieai.catalog.Movie;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChineseTitlesTest {
    /** How many of the 700 most-rated films of MovieLens 100K have a Chinese title; the others' are not known for certain. */
    private static final int LEAST_NAMED = 623;

    private static final String HEADER = "title\tyear\tzh\talternatives\n";

    private static ChineseTitles table(String... lines) throws IOException {
        return ChineseTitles.parse(
                new BufferedReader(new StringReader(HEADER + String.join("\n", lines))), Path.of("table.tsv"));
    }

    private static Movie film(String title, int year) {
        return Movie.builder(title + year, title).year(year).build();
    }

    private static List<Optional<String>> namesOf(ChineseTitles titles, Movie... movies) {
        return titles.enrich(List.of(movies)).stream().map(Movie::titleZh).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The Old Mill               | The Old Mill",
                "The Old Mill               | OLD MILL",
                "Old Mill                   | the old mill",
                "Amélie's Mill!             | Amelies Mill",
                "Love & Mills: Part II      | Love and Mills - Part II",
                "L'Été                      | L’ETE",
                "Spider-Mill                | Spidermill",
                "Ærø Straße                 | Aero Strasse",
                "Mill³                      | Mill3",
                "$                          | $",
                "La La Mill                 | La La Mill",
            })
    void enrich_spellingsOfATitle_meet(String inTable, String inData) throws IOException {
        ChineseTitles titles = table(inTable + "\t1994\t磨坊\t");

        assertThat(namesOf(titles, film(inData, 1994))).containsExactly(Optional.of("磨坊"));
    }

    @ParameterizedTest
    @CsvSource({"Hard,Die Hard", "Mill,The Mills", "Mill 2,Mill", "$,?"})
    void enrich_differentTitles_stayApart(String inTable, String inData) throws IOException {
        ChineseTitles titles = table(inTable + "\t1994\t磨坊\t");

        assertThat(namesOf(titles, film(inData, 1994))).containsExactly(Optional.empty());
    }

    @Test
    void enrich_knownFilm_getsTitleAndAliases() throws IOException {
        ChineseTitles titles = table("Mill\t1994\t磨坊\t老磨坊|磨坊| 风车 ");
        Movie movie = Movie.builder("1", "The Mill")
                .aliases(List.of("Le Moulin"))
                .year(1994)
                .rating(4, 2)
                .build();

        assertThat(titles.enrich(List.of(movie)))
                .containsExactly(movie.toBuilder()
                        .titleZh("磨坊")
                        .aliases(List.of("Le Moulin", "老磨坊", "风车"))
                        .build());
        assertThat(titles.size()).isEqualTo(1);
    }

    @Test
    void enrich_yearOffByOne_isTakenUnlessTheExactOneIsThere() throws IOException {
        ChineseTitles one = table("Mill\t1994\t磨坊\t");
        ChineseTitles two = table("Mill\t1994\t磨坊\t", "Mill\t1995\t新磨坊\t");

        assertThat(namesOf(one, film("Mill", 1995))).containsExactly(Optional.of("磨坊"));
        assertThat(namesOf(one, film("Mill", 1993))).containsExactly(Optional.of("磨坊"));
        assertThat(namesOf(one, film("Mill", 1996))).containsExactly(Optional.empty());
        assertThat(namesOf(two, film("Mill", 1995))).containsExactly(Optional.of("新磨坊"));
        assertThat(namesOf(two, film("Mill", 1993))).containsExactly(Optional.of("磨坊"));
    }

    @Test
    void enrich_twoFilmsOfTheTablePossible_givesNone() throws IOException {
        ChineseTitles titles =
                table("Mill\t1993\t磨坊\t", "Mill\t1995\t新磨坊\t", "Rain\t1990\t雨\t", "The Rain\t1990\t雨天\t");

        assertThat(namesOf(titles, film("Mill", 1994), film("Rain", 1990)))
                .containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void enrich_oneFilmListedTwice_isOneFilm() throws IOException {
        ChineseTitles titles = table("Mill\t1994\t磨坊\t", "The Mill\t1994\t磨坊\t");

        assertThat(namesOf(titles, film("Mill", 1994))).containsExactly(Optional.of("磨坊"));
    }

    @Test
    void enrich_filmsThatCompete_leaveItToTheSurest() throws IOException {
        ChineseTitles titles = table("Mill\t1994\t磨坊\t");
        Movie byAlias =
                Movie.builder("x", "Rain").aliases(List.of("Mill")).year(1994).build();

        assertThat(namesOf(titles, film("Mill", 1995), film("Mill", 1994), byAlias))
                .containsExactly(Optional.empty(), Optional.of("磨坊"), Optional.empty());
        assertThat(namesOf(titles, film("Mill", 1995), film("Mill", 1993)))
                .containsExactly(Optional.empty(), Optional.empty());
        assertThat(namesOf(titles, film("Mill", 1994), film("The Mill", 1994)))
                .containsExactly(Optional.of("磨坊"), Optional.of("磨坊"));
        assertThat(namesOf(titles, byAlias)).containsExactly(Optional.of("磨坊"));
    }

    @Test
    void enrich_filmWithoutYearOrWithATitle_staysAsItIs() throws IOException {
        ChineseTitles titles = table("Mill\t1994\t磨坊\t老磨坊");
        Movie yearless = Movie.builder("1", "Mill").build();
        Movie named = Movie.builder("2", "Mill").titleZh("水车").year(1994).build();

        assertThat(titles.enrich(List.of(yearless, named))).containsExactly(yearless, named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Mill\t1994\t磨坊", "Mill\tsoon\t磨坊\t", "\t1994\t磨坊\t", "Mill\t1994\t\t", "", "a\t1994\tb\tc\td"})
    void parse_badLine_throws(String line) {
        assertThatThrownBy(() -> table("Rain\t1994\t雨\t", line, "Snow\t1994\t雪\t"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith(
                        "table.tsv:3: expected title, year, Chinese title and alternatives between tabs");
    }

    @Test
    void parse_otherHeader_throws() {
        assertThatThrownBy(() -> ChineseTitles.parse(new BufferedReader(new StringReader("")), Path.of("table.tsv")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("table.tsv:1: expected the header \"title\\tyear\\tzh\\talternatives\", found \"\"");
    }

    @Test
    void load_bundledTable_givesEveryFilmOfItsOwnTitle() throws IOException {
        ChineseTitles titles = ChineseTitles.load();
        List<String[]> rows = bundledRows();

        assertThat(titles.size()).isEqualTo(rows.size()).isGreaterThan(500);
        assertThat(rows)
                .allSatisfy(row -> assertThat(namesOf(titles, film(row[0], Integer.parseInt(row[1]))))
                        .as("%s (%s)", row[0], row[1])
                        .containsExactly(Optional.of(row[2])));
        assertThat(namesOf(titles, film("12 Angry Men", 1957))).containsExactly(Optional.of("十二怒汉"));
    }

    private static List<String[]> bundledRows() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ChineseTitles.class.getResourceAsStream("titles-zh.tsv"), "titles-zh.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    @Test
    void load_mostRatedFilmsOfMovieLens_haveChineseTitles() throws IOException {
        String folder = System.getenv("MOVIEAI_ML100K");
        assumeTrue(folder != null, "MOVIEAI_ML100K is not set to a folder with MovieLens 100K");
        List<Movie> films = ChineseTitles.load()
                .enrich(new MovieDatasetReader(ReadOptions.DEFAULT)
                        .read(Path.of(folder))
                        .movies());

        long named = films.stream()
                .sorted(Comparator.comparingLong(Movie::ratingCount).reversed())
                .limit(700)
                .filter(movie -> movie.titleZh().isPresent())
                .count();

        assertThat(named).isGreaterThanOrEqualTo(LEAST_NAMED);
    }
}
