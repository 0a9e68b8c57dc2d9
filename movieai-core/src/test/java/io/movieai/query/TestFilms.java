package io.movieai.query;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The films that the reader's tests read requests against, and their clock, which stands in June 2024. */
final class TestFilms {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC);

    private TestFilms() {}

    static Catalog catalog() {
        List<Movie> films = new ArrayList<>();
        for (Vocabulary.Row row : Vocabulary.rows("films.tsv", 10)) {
            List<String> cells = row.cells();
            List<String> chinese = List.of(cells.get(2).split("\\|", -1));
            films.add(Movie.builder(cells.get(0), cells.get(1))
                    .titleZh(chinese.get(0))
                    .aliases(chinese.subList(1, chinese.size()))
                    .year(Integer.parseInt(cells.get(3)))
                    .genres(list(cells.get(4)).stream().map(Genre::valueOf).toList())
                    .countries(list(cells.get(5)))
                    .directors(people(cells.get(6)))
                    .cast(people(cells.get(7)))
                    .rating(Double.parseDouble(cells.get(8)), Long.parseLong(cells.get(9)))
                    .build());
        }
        return Catalog.of(films);
    }

    private static List<String> list(String cell) {
        return Arrays.asList(cell.split(",", -1));
    }

    private static List<Person> people(String cell) {
        return list(cell).stream()
                .map(name -> name.split("=", 2))
                .map(names -> new Person(names[0], names.length == 1 ? Optional.empty() : Optional.of(names[1])))
                .toList();
    }
}
