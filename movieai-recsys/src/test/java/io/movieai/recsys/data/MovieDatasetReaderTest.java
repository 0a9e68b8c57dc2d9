package io.movieai.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovieDatasetReaderTest {
    private static final String FLAGS = "|0".repeat(19);

    @TempDir
    Path folder;

    private Path file(String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(charset));
    }

    private Path file(String name, String text) throws IOException {
        return file(name, text, StandardCharsets.UTF_8);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static MovieDataset read(Path path) throws IOException {
        return new MovieDatasetReader(ReadOptions.DEFAULT).read(path);
    }

    private static List<String> reasons(List<ReadProblem> problems) {
        return problems.stream()
                .map(problem -> problem.file().getFileName() + ":" + problem.line() + ": " + problem.reason())
                .toList();
    }

    @Test
    void read_atomicFiles_giveFilmsWithMeans() throws IOException {
        file(
                "small.item",
                lines(
                        "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq",
                        "f1\tMill, The (Moulin, Le)\t1994\tAnimation Children's Comedy",
                        "f2\tRío Seco\t1987.0\tFilm-Noir Sci-Fi",
                        "f3\tUnrated\t2001\tunknown",
                        "f4\tUnlisted\t2002\t(no genres listed)"));
        file(
                "small.inter",
                lines(
                        "user_id:token\titem_id:token\trating:float\ttimestamp:float",
                        "a\tf1\t4\t1",
                        "b\tf1\t3\t2",
                        "c\tf1\t3\t3",
                        "a\tf2\t0.5\t4",
                        "b\tg9\t5\t5",
                        "c\tg9\t5\t5"));

        MovieDataset data = read(folder);

        assertThat(data.format()).isEqualTo(DataFormat.RECBOLE);
        assertThat(data.movies())
                .containsExactly(
                        Movie.builder("f1", "The Mill")
                                .aliases(List.of("Le Moulin"))
                                .year(1994)
                                .genres(List.of(Genre.ANIMATION, Genre.CHILDREN, Genre.COMEDY))
                                .rating(10 / 3.0, 3)
                                .build(),
                        Movie.builder("f2", "Río Seco")
                                .year(1987)
                                .genres(List.of(Genre.FILM_NOIR, Genre.SCI_FI))
                                .rating(0.5, 1)
                                .build(),
                        Movie.builder("f3", "Unrated").year(2001).build(),
                        Movie.builder("f4", "Unlisted").year(2002).build());
        assertThat(data.ratingCount()).isEqualTo(6);
        assertThat(data.report().linesRead()).isEqualTo(10);
        assertThat(data.report().linesSkipped()).isZero();
        assertThat(reasons(data.report().warnings()))
                .containsExactly(
                        "small.inter:0: expected ratings of known films, found 2 of 1 films that the file of films"
                                + " does not have, such as \"g9\"");
    }

    @Test
    void read_atomicFilesWithTitleAndGenres_areUnderstood() throws IOException {
        file(
                "x.item",
                "item_id\ttitle\tgenres\n1\tMill, The (1994)\tAnimation|Children|Comedy\n2\tRío (1987)\tDrama, War\n");

        MovieDataset data = read(folder);

        assertThat(data.movies())
                .extracting(Movie::title, Movie::year, movie -> List.copyOf(movie.genres()))
                .containsExactly(
                        tuple("The Mill", OptionalInt.of(1994), List.of(Genre.ANIMATION, Genre.CHILDREN, Genre.COMEDY)),
                        tuple("Río", OptionalInt.of(1987), List.of(Genre.DRAMA, Genre.WAR)));
        assertThat(data.ratingCount()).isZero();
    }

    @Test
    void read_implicitFeedback_givesNoMeans() throws IOException {
        file("x.item", "item_id:token\ttitle:token_seq\n1\tMill (1994)\n");
        file("x.inter", "user_id:token\titem_id:token\na\t1\n");

        MovieDataset data = read(folder);

        assertThat(data.ratingCount()).isEqualTo(1);
        assertThat(data.movies().get(0).rating()).isEqualTo(OptionalDouble.empty());
        assertThat(data.movies().get(0).ratingCount()).isZero();
    }

    @Test
    void read_movieLens100kFiles_areRead() throws IOException {
        String bars = "|0".repeat(5);
        file(
                "u.item",
                "1|Café au Moulin (1994)|01-Jan-1994||http://example.org/x|0" + bars + "|1|0|1" + "|0".repeat(10) + "\n"
                        + "2|Nowhere|15-Mar-1961|||0|1" + "|0".repeat(17) + "\n"
                        + "3|unknown||||1" + "|0".repeat(18) + "\n",
                StandardCharsets.ISO_8859_1);
        file("u.data", "7\t1\t3\t881250949\n8\t1\t4\t881250950\n");

        MovieDataset data = read(folder);

        assertThat(data.format()).isEqualTo(DataFormat.MOVIELENS_100K);
        assertThat(data.movies())
                .containsExactly(
                        Movie.builder("1", "Café au Moulin")
                                .year(1994)
                                .genres(List.of(Genre.CRIME, Genre.DRAMA))
                                .rating(3.5, 2)
                                .build(),
                        Movie.builder("2", "Nowhere")
                                .year(1961)
                                .genres(List.of(Genre.ACTION))
                                .build(),
                        Movie.builder("3", "unknown").build());
        assertThat(reasons(data.report().warnings()))
                .containsExactly("u.item:3: expected a year, found none with \"unknown\": left unknown");
    }

    @Test
    void read_genreFile_namesTheFlags() throws IOException {
        file("u.item", "1|Mill (1994)|||" + "|0|1|1\n");
        file("u.genre", "unknown|0\nWar|1\nPuppets|2\n\n");

        MovieDataset data = read(folder);

        assertThat(data.movies().get(0).genres()).containsExactly(Genre.WAR);
        assertThat(reasons(data.report().warnings()))
                .containsExactly(
                        "u.item:1: expected a genre of MovieLens' vocabulary, found \"Puppets\" here and in 0 further"
                                + " lines: left out");
    }

    @Test
    void read_brokenGenreFile_throws() throws IOException {
        file("u.item", "1|Mill (1994)|||" + "|0|1|1\n");
        Path genres = file("u.genre", "unknown|0\nWar|2\n");

        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(genres + ":2: expected a genre and its number 1 as in NAME|1, found \"War|2\"");
    }

    @Test
    void read_badFlags_areReported() throws IOException {
        file(
                "u.item",
                "1|Mill (1994)|||" + FLAGS + "\n2|Rain (1994)|||" + FLAGS.replaceFirst("0", "x") + "\n3|Snow|1|0\n");

        MovieDataset data = read(folder);

        assertThat(data.movies()).extracting(Movie::title).containsExactly("Mill");
        assertThat(reasons(data.report().problems()))
                .containsExactly(
                        "u.item:2: expected 0 or 1 for the genre unknown, found \"x\"",
                        "u.item:3: expected 24 fields, found 4 in \"3|Snow|1|0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-8"})
    void read_datFiles_areReadInEitherEncoding(String charset) throws IOException {
        file(
                "movies.dat",
                "1::Cité des moulins, La (1995)::Children's|Sci-Fi\n2::Up: Again (1999)::Drama\n",
                Charset.forName(charset));
        file("ratings.dat", "1::2::5::978300760\n2::2::4::978300761\n");

        MovieDataset data = read(folder);

        assertThat(data.format()).isEqualTo(DataFormat.MOVIELENS_DAT);
        assertThat(data.movies())
                .containsExactly(
                        Movie.builder("1", "La Cité des moulins")
                                .year(1995)
                                .genres(List.of(Genre.CHILDREN, Genre.SCI_FI))
                                .build(),
                        Movie.builder("2", "Up: Again")
                                .year(1999)
                                .genres(List.of(Genre.DRAMA))
                                .rating(4.5, 2)
                                .build());
    }

    @Test
    void read_csvFiles_areReadWithTheirQuotes() throws IOException {
        file(
                "movies.csv",
                lines(
                        "\uFEFFmovieId,title,genres\r",
                        "11,\"Mill, \"\"The\"\" Old, The (a.k.a. Rain) (1995)\",Comedy|IMAX\r",
                        "12,Río (2006–2007),(no genres listed)\r"));
        file("ratings.csv", "userId,movieId,rating,timestamp\r\n1,11,0.5,1\r\n2,11,4.0,2\r\n");
        file("tags.csv", "not,looked,at\n");
        file("links.csv", "");

        MovieDataset data = read(folder);

        assertThat(data.format()).isEqualTo(DataFormat.MOVIELENS_CSV);
        assertThat(data.movies())
                .containsExactly(
                        Movie.builder("11", "The Mill, \"The\" Old")
                                .aliases(List.of("Rain"))
                                .year(1995)
                                .genres(List.of(Genre.COMEDY, Genre.IMAX))
                                .rating(2.25, 2)
                                .build(),
                        Movie.builder("12", "Río").year(2006).build());
        assertThat(data.report().warningCount()).isZero();
    }

    @Test
    void read_fileOfFilms_takesTheRatingsBesideIt() throws IOException {
        Path films = file("movies.dat", "1::Mill (1995)::Drama\n");
        file("ratings.dat", "1::1::5::1\n");
        file("other.item", "item_id:token\ttitle:token_seq\n9\tRain (1999)\n");

        assertThat(read(films).movies().get(0).ratingCount()).isEqualTo(1);
        assertThat(read(folder.resolve("other.item")).movies().get(0).id().value())
                .isEqualTo("9");
    }

    @Test
    void read_badLinesOfFilms_areSkippedAndReported() throws IOException {
        file(
                "movies.csv",
                lines(
                                "movieId,title,genres",
                                "1,Mill (1995),Drama",
                                "2,Rain (1995)",
                                "1,Snow (1996),War",
                                ",Hail (1996),War",
                                "3,,War",
                                "4,\"Fog (1996),War",
                                "5,M\u00e9 (1996),War",
                                "6,Sleet\0 (1996),War")
                        + "7,Dew (1996)",
                StandardCharsets.ISO_8859_1);

        MovieDataset data = read(folder);

        assertThat(data.movies()).extracting(Movie::title).containsExactly("Mill");
        assertThat(data.report().linesRead()).isEqualTo(9);
        assertThat(data.report().linesSkipped()).isEqualTo(8);
        assertThat(reasons(data.report().problems()))
                .containsExactly(
                        "movies.csv:3: expected 3 fields, found 2 in \"2,Rain (1995)\"",
                        "movies.csv:4: expected each identity once, found \"1\" again: the first film is kept",
                        "movies.csv:5: expected an identity and a title, found \"\" and \"Hail (1996)\"",
                        "movies.csv:6: expected an identity and a title, found \"3\" and \"\"",
                        "movies.csv:7: expected a closing quote before the next comma or the end of the line, found"
                                + " \"4,\\\"Fog (1996),War\"".replace("\\", ""),
                        "movies.csv:8: expected text in UTF-8 without NUL characters, found \"5,M\uFFFD (1996),War\"",
                        "movies.csv:9: expected text in UTF-8 without NUL characters, found \"6,Sleet\\u0000 (1996),War\"",
                        "movies.csv:10: expected 3 fields, found 2 in \"7,Dew (1996)\", where the file ends: it seems to be"
                                + " cut off");
    }

    @Test
    void read_badLineInStrictMode_throws() throws IOException {
        Path file = file("movies.dat", "1::Mill (1995)::Drama\n2::Rain\n");

        assertThatThrownBy(() -> new MovieDatasetReader(ReadOptions.DEFAULT.withStrict(true)).read(folder))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(file + ":2: expected 3 fields, found 2 in \"2::Rain\"")
                .extracting(e -> ((MalformedDataException) e).problem().line())
                .isEqualTo(2L);
    }

    @Test
    void read_doubtfulYearsAndGenres_areReportedAndLoseNoFilm() throws IOException {
        file(
                "x.item",
                lines(
                        "item_id:token\ttitle:token_seq\trelease_year:token\tclass:token_seq",
                        "1\tMill (1995)\tV\tDrama",
                        "2\tRain\tsoon\tDrama Puppets",
                        "3\tSnow\t\tPuppets War",
                        "4\tHail\t1500\tMimes"));

        MovieDataset data = new MovieDatasetReader(ReadOptions.DEFAULT.withStrict(true)).read(folder);

        assertThat(data.movies())
                .extracting(Movie::title, Movie::year, Movie::genres)
                .containsExactly(
                        tuple("Mill", OptionalInt.of(1995), Set.of(Genre.DRAMA)),
                        tuple("Rain", OptionalInt.empty(), Set.of(Genre.DRAMA)),
                        tuple("Snow", OptionalInt.empty(), Set.of(Genre.WAR)),
                        tuple("Hail", OptionalInt.empty(), Set.of()));
        assertThat(data.report().warningCount()).isEqualTo(6);
        assertThat(reasons(data.report().warnings()))
                .containsExactly(
                        "x.item:2: expected a year, found \"V\": taken from the title, 1995",
                        "x.item:3: expected a year, found \"soon\": left unknown",
                        "x.item:4: expected a year, found none with \"Snow\": left unknown",
                        "x.item:5: expected a year, found \"1500\": left unknown",
                        "x.item:3: expected a genre of MovieLens' vocabulary, found \"Puppets\" here and in 1 further lines:"
                                + " left out",
                        "x.item:5: expected a genre of MovieLens' vocabulary, found \"Mimes\" here and in 0 further lines:"
                                + " left out");
    }

    @Test
    void read_ratingsOfAnotherScale_areReportedOrMapped() throws IOException {
        file("movies.csv", "movieId,title,genres\n1,Mill (1995),Drama\n");
        file("ratings.csv", "userId,movieId,rating,timestamp\n1,1,10,1\n2,1,4,1\n");

        MovieDataset asFive = read(folder);
        MovieDataset asTen = new MovieDatasetReader(ReadOptions.DEFAULT.withMaxRating(10)).read(folder);

        assertThat(asFive.movies().get(0).rating()).hasValue(4);
        assertThat(reasons(asFive.report().problems()))
                .containsExactly("ratings.csv:2: expected a rating from 0 to 5.0, found \"10\"");
        assertThat(asTen.movies().get(0).rating()).hasValue(3.5);
        assertThat(asTen.movies().get(0).ratingCount()).isEqualTo(2);
        assertThat(asTen.report().linesSkipped()).isZero();
    }

    @Test
    void read_noFilmAtAll_throws() throws IOException {
        Path file = file("movies.csv", "movieId,title,genres\n");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(file + ": expected at least one film, found none: there is only a header");

        file("movies.csv", "movieId,title,genres\n1\n2\n");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(file + ": expected at least one film, found none: 2 lines were skipped, the first because: "
                        + file + ":2: expected 3 fields, found 1 in \"1\"");
    }

    @Test
    void read_folderWithoutData_saysWhatWasLookedFor() throws IOException {
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(
                        folder + ": expected a RecBole NAME.item, MovieLens' u.item, movies.dat or movies.csv, found an"
                                + " empty folder");

        Files.createDirectories(folder.resolve("inner"));
        Files.writeString(folder.resolve("inner/movies.csv"), "movieId,title,genres\n");
        file("notes.txt", "x");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageEndingWith("found inner, notes.txt; there is data in its folder inner");

        assertThatThrownBy(() -> read(folder.resolve("absent")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("expected a folder or a file of films, found nothing");
    }

    @Test
    void read_fileThatIsNoneOfFilms_throws() throws IOException {
        Path file = file("u.data", "1\t1\t1\t1\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith(file + ": expected a file of films");
    }

    @Test
    void read_severalAtomicFiles_needsTheOneOfTheFoldersName() throws IOException {
        String header = "item_id:token\ttitle:token_seq\n";
        file("a.item", header + "1\tA (1990)\n");
        file("b.item", header + "1\tB (1990)\n");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(folder + ": expected one RecBole .item file, found a.item, b.item: give one of them");

        file(folder.getFileName() + ".item", header + "1\tC (1990)\n");
        assertThat(read(folder).movies()).extracting(Movie::title).containsExactly("C");
    }

    @Test
    void read_emptyRatings_saySo() throws IOException {
        file("movies.csv", "movieId,title,genres\n1,Mill (1995),Drama\n");
        Path ratings = file("ratings.csv", "");

        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(ratings + ": expected lines of data, found an empty file");
    }

    @Test
    void read_directoryInPlaceOfAFile_isAnError() throws IOException {
        file("movies.csv", "movieId,title,genres\n1,Mill (1995),Drama\n");
        Path ratings = Files.createDirectory(folder.resolve("ratings.csv"));

        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(java.nio.file.FileSystemException.class)
                .hasMessage(ratings + ": expected a file, found a directory");
    }
}
