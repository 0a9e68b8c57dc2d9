package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The recommender commands on MovieLens 100K, which is where {@code MOVIEAI_ML100K} says. */
class MovieLensTasteTest extends RecsysCommandLine {
    private static Path movieLens() {
        String named = System.getenv("MOVIEAI_ML100K");
        boolean there = named != null && Files.isDirectory(Path.of(named));
        assertThat(there || !"true".equals(System.getenv("MOVIEAI_REQUIRE_DATA")))
                .as("MOVIEAI_REQUIRE_DATA is true, but MOVIEAI_ML100K names no folder")
                .isTrue();
        assumeTrue(there, "MOVIEAI_ML100K names no folder with MovieLens 100K");
        return Path.of(String.valueOf(named));
    }

    private Outcome onMovieLens(String... args) throws IOException {
        data = movieLens();
        return indexed(args[0], Arrays.copyOfRange(args, 1, args.length));
    }

    private static Set<String> ratedBy(String user) throws IOException {
        return Files.readAllLines(movieLens().resolve("ml-100k.inter")).stream()
                .map(line -> line.split("\t"))
                .filter(fields -> fields[0].equals(user))
                .map(fields -> fields[1])
                .collect(Collectors.toSet());
    }

    /** RecBole 1.2.1's figures for EASE on the same files. */
    @Test
    void train_easeOnRecBolesSplit_hasItsFigures() throws IOException {
        Path split = movieLens().resolveSibling("ml-100k-recbole-split");
        assumeTrue(Files.isDirectory(split), "there is no ml-100k-recbole-split beside MovieLens 100K");

        Outcome trained = run(
                "train", "--model", "EASE", "--data", split.toString(), "--benchmark", "train,valid,test", "--json");

        assertThat(trained.code()).as(trained.err()).isZero();
        JsonNode test = trained.json().path("test");
        assertThat(test.path("recall@10").asDouble()).isCloseTo(0.2805, within(0.0005));
        assertThat(test.path("ndcg@10").asDouble()).isCloseTo(0.3295, within(0.0005));
        assertThat(test.path("mrr@10").asDouble()).isCloseTo(0.5277, within(0.0005));
        assertThat(test.path("hit@10").asDouble()).isCloseTo(0.8197, within(0.0005));
        assertThat(test.path("precision@10").asDouble()).isCloseTo(0.2206, within(0.0005));
        assertThat(trained.json().path("users_counted").path("test").asInt()).isEqualTo(943);
    }

    @Test
    void recommend_usersOfMovieLens_getFilmsThatTheyHaveNotRated() throws IOException {
        for (String user : new String[] {"1", "5", "405", "943"}) {
            Outcome outcome = onMovieLens("recommend", "--user", user, "--top-k", "50", "--json");

            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(outcome.json().path("recommendations")).hasSize(50);
            assertThat(texts(outcome.json().path("recommendations"), "movie_id"))
                    .doesNotContainAnyElementsOf(ratedBy(user));
        }
    }

    @Test
    void ask_aUserOfMovieLens_isAnsweredByTasteWithReasons() throws IOException {
        Outcome personal = onMovieLens("ask", "--user", "5", "--json", "推荐几部我会喜欢的");
        assertThat(personal.code()).as(personal.err()).isZero();
        JsonNode films = personal.json().path("films");
        assertThat(films).hasSize(5);
        assertThat(texts(films, "movie_id")).doesNotContainAnyElementsOf(ratedBy("5"));
        for (JsonNode film : films) {
            assertThat(texts(film.path("score").path("parts"), "source")).containsExactly("taste");
            assertThat(film.path("reason").asText()).contains("因为你喜欢《");
        }

        JsonNode wishes = onMovieLens("ask", "--user", "5", "--json", "--top-k", "10", "九十年代的科幻片")
                .json();
        assertThat(texts(wishes.path("films"), "movie_id")).hasSize(10).doesNotContainAnyElementsOf(ratedBy("5"));
        assertThat(wishes.path("films").get(0).path("score").path("taste").asDouble())
                .isPositive();
    }
}
