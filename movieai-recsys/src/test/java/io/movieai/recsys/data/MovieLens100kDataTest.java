package io.movieai.recsys.data;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.movieai.catalog.Movie;
import io.movieai.recsys.MovieLens100k;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads MovieLens 100K where it is at hand, and compares with figures that are found another way. */
class MovieLens100kDataTest {
    private static MovieDataset read() throws IOException {
        return new MovieDatasetReader(ReadOptions.DEFAULT.withStrict(true)).read(MovieLens100k.folder());
    }

    private static List<String[]> rows(String ending) throws IOException {
        Path folder = MovieLens100k.folder();
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.filter(path -> path.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    @Test
    void read_films_areCompleteWithYearsAndGenres() throws IOException {
        MovieDataset data = read();

        assertThat(data.format()).isEqualTo(DataFormat.RECBOLE);
        assertThat(data.movies()).hasSize(1682);
        assertThat(data.movies()).filteredOn(movie -> movie.year().isPresent()).hasSize(1681);
        // Two films are of the genre "unknown", which is none.
        assertThat(data.movies()).filteredOn(movie -> movie.genres().isEmpty()).hasSize(2);
        assertThat(data.movies().stream()
                        .mapToLong(movie -> movie.genres().size())
                        .sum())
                .as("every label of the file is a genre")
                .isEqualTo(rows(".item").stream()
                                .mapToLong(row -> row[3].split(" ", -1).length)
                                .sum()
                        - 2);
        assertThat(data.movies())
                .filteredOn(
                        movie -> movie.title().matches(".*, (The|A|An|La|Le|Les|Il|Der|Das|Die|L')|.*\\(\\d{4}\\).*"))
                .isEmpty();
    }

    @Test
    void read_report_namesTheTwoYearsThatAreNone() throws IOException {
        ReadReport report = read().report();

        assertThat(report.linesRead()).isEqualTo(101_682);
        assertThat(report.linesSkipped()).isZero();
        assertThat(report.warnings()).extracting(ReadProblem::line).containsExactly(268L, 1413L);
        assertThat(report.warningCount()).isEqualTo(2);
    }

    @Test
    void read_ratings_haveTheMeansOfTheFile() throws IOException {
        MovieDataset data = read();
        Map<String, double[]> expected = new HashMap<>();
        for (String[] row : rows(".inter")) {
            double[] sumAndCount = expected.computeIfAbsent(row[1], item -> new double[2]);
            sumAndCount[0] += Double.parseDouble(row[2]);
            sumAndCount[1]++;
        }

        assertThat(data.ratingCount()).isEqualTo(100_000);
        assertThat(data.movies()).allSatisfy(movie -> {
            double[] sumAndCount = requireNonNull(expected.get(movie.id().value()));
            assertThat(movie.ratingCount()).isEqualTo((long) sumAndCount[1]);
            assertThat(movie.rating().orElseThrow()).isCloseTo(sumAndCount[0] / sumAndCount[1], within(1e-9));
        });
    }

    @Test
    void ratings_streamed_haveAllUsersAndItems() throws IOException {
        TokenIndex users = new TokenIndex();
        TokenIndex items = new TokenIndex();
        long[] count = {0};

        ReadReport report = new RatingsReader(ReadOptions.DEFAULT)
                .read(MovieLens100k.folder(), users, items, (user, item, rating, timestamp) -> {
                    assertThat(rating).isBetween(1f, 5f);
                    count[0]++;
                });

        assertThat(count[0]).isEqualTo(100_000);
        assertThat(users.size()).isEqualTo(943);
        assertThat(items.size()).isEqualTo(1682);
        assertThat(report.linesSkipped()).isZero();
    }

    @Test
    void chineseTitles_enrich_namesMostRatedFilms() throws IOException {
        List<Movie> movies = ChineseTitles.load().enrich(read().movies());

        List<Movie> mostRated = movies.stream()
                .sorted((a, b) -> Long.compare(b.ratingCount(), a.ratingCount()))
                .limit(200)
                .toList();
        assertThat(mostRated)
                .filteredOn(movie -> movie.titleZh().isEmpty())
                .extracting(Movie::title)
                .hasSizeLessThan(10);
    }
}
