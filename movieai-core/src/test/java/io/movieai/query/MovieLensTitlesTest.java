package io.movieai.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Finds the films of MovieLens 100K by their titles, in the words of a request. */
class MovieLensTitlesTest {
    private static final Pattern ARTICLE = Pattern.compile("^(.*), (The|An?|L[ae]s?|L'|I[l]|El|Das|Der|Die)$");
    private static final long SEED = 11;

    @Test
    void read_everyTitle_isFound() throws IOException {
        assertThat(shareFound("%s 讲的啥", UnaryOperator.identity())).isGreaterThan(0.98);
        assertThat(shareFound("what is %s about?", UnaryOperator.identity())).isGreaterThan(0.98);
        assertThat(shareFound("《%s》怎么样", UnaryOperator.identity())).isGreaterThan(0.98);
    }

    @Test
    void read_titlesWithALetterTooMany_areMostlyFound() throws IOException {
        Random random = new Random(SEED);
        assertThat(shareFound(
                        "movies like %s",
                        title -> {
                            int at = 1 + random.nextInt(title.length() - 1);
                            return title.substring(0, at) + title.charAt(at - 1) + title.substring(at);
                        }))
                .as("seed %d", SEED)
                .isGreaterThan(0.9);
    }

    private static double shareFound(String form, UnaryOperator<String> spelling) throws IOException {
        Catalog catalog = catalog();
        RequestReader reader = RequestReader.of(catalog, TestFilms.CLOCK);
        int asked = 0;
        int found = 0;
        for (Movie movie : catalog.movies()) {
            if (movie.title().length() < 6) {
                continue;
            }
            String title = movie.title().toLowerCase(Locale.ROOT);
            List<TitleMention> mentions = reader.read(String.format(Locale.ROOT, form, spelling.apply(title)))
                    .titles();
            asked++;
            if (!mentions.isEmpty()
                    && mentions.get(0).films().stream()
                            .anyMatch(
                                    id -> catalog.find(id).orElseThrow().title().equals(movie.title()))) {
                found++;
            }
        }
        return (double) found / asked;
    }

    private static Catalog catalog() throws IOException {
        String folder = System.getenv("MOVIEAI_ML100K");
        if (folder == null || folder.isBlank()) {
            String message = "MOVIEAI_ML100K names no folder with MovieLens 100K";
            if ("true".equals(System.getenv("MOVIEAI_REQUIRE_DATA"))) {
                return fail(message);
            }
            return abort(message);
        }
        List<Movie> movies = new ArrayList<>();
        List<String> lines = Files.readAllLines(Path.of(folder, "ml-100k.item"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            String title = ARTICLE.matcher(cells[1]).replaceFirst("$2 $1").replace("L' ", "L'");
            if (!title.isBlank()) {
                movies.add(Movie.builder(cells[0], title).build());
            }
        }
        return Catalog.of(movies);
    }
}
