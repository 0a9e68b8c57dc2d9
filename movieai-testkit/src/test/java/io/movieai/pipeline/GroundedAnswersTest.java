package io.movieai.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.movieai.MovieAi;
import io.movieai.Recommendation;
import io.movieai.catalog.Movie;
import io.movieai.generation.Completion;
import io.movieai.generation.ContextFilm;
import io.movieai.generation.Grounding;
import io.movieai.generation.TokenUsage;
import io.movieai.query.TitleMatcher;
import io.movieai.recommend.ItemId;
import io.movieai.testkit.AdversarialGenerator;
import io.movieai.testkit.AdversarialGenerator.Behaviour;
import io.movieai.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures what reaches the caller of answers that name films which were not given, and of answers that do not. */
class GroundedAnswersTest {
    private static final int ANSWERS = 500;
    private static final long SEED = 20261120;

    private final Ports ports = new Ports();

    private MovieAi indexed(io.movieai.generation.Generator generator) {
        MovieAi ai = ports.builder().generator(generator).build();
        ai.index(GroundedCatalog.CATALOG);
        return ai;
    }

    @ParameterizedTest
    @ValueSource(strings = {"推荐九十年代的科幻片", "recommend science fiction films from the 90s"})
    void recommend_aModelThatInvents_namesNoFilmThatWasNotGiven(String request) {
        AdversarialGenerator generator =
                new AdversarialGenerator(SEED, GroundedCatalog.foreignChinese(), GroundedCatalog.foreignEnglish());
        MovieAi ai = indexed(generator);
        List<String> leaked = new ArrayList<>();
        Map<Behaviour, int[]> answered = new EnumMap<>(Behaviour.class);
        int wrong = 0;
        int reaching = 0;
        for (int i = 0; i < ANSWERS; i++) {
            Recommendation answer = ai.recommend(request);

            assertThat(answer.films()).hasSize(5);
            List<ItemId> given = answer.films().stream()
                    .map(film -> film.ranked().movie().id())
                    .toList();
            assertThat(answer.cited())
                    .as("cited, seed %d, answer %d", SEED, i)
                    .isNotEmpty()
                    .isSubsetOf(given);
            assertThat(answer.text()).doesNotContain("<think>", "```", "[1]", "[2]", "ignore", "忽略");
            wrong += generator.named().isEmpty() ? 0 : 1;
            int[] counts = answered.computeIfAbsent(generator.behaviour(), behaviour -> new int[2]);
            counts[answer.model().equals("template") ? 1 : 0]++;
            int before = leaked.size();
            generator.named().stream()
                    .filter(answer.text()::contains)
                    .forEach(name ->
                            leaked.add(generator.behaviour() + ": " + name + " in " + around(answer.text(), name)));
            reaching += leaked.size() > before ? 1 : 0;
        }
        System.out.printf(
                "%s: %d answers, %d name a film that was not given, %d of these reach the caller%n",
                request, ANSWERS, wrong, reaching);
        answered.forEach((behaviour, counts) -> System.out.printf(
                "  %-10s written by the model %d, from or with templates %d%n", behaviour, counts[0], counts[1]));
        assertThat(wrong).as("answers that went wrong").isGreaterThan(ANSWERS / 2);
        assertThat(leaked).as("films that were not given, seed %d", SEED).isEmpty();
    }

    private static String around(String text, String name) {
        int at = text.indexOf(name);
        return text.substring(Math.max(0, at - 30), Math.min(text.length(), at + name.length() + 30));
    }

    @Test
    void recommend_goodAnswers_passUnharmed() {
        List<String> harmed = new ArrayList<>();
        Random random = new Random(SEED);
        for (GoodAnswers.Answer good : GoodAnswers.ALL) {
            MovieAi ai = indexed((prompt, onText) -> {
                for (int at = 0; at < good.text().length(); ) {
                    int end = Math.min(good.text().length(), at + 1 + random.nextInt(7));
                    onText.accept(good.text().substring(at, end));
                    at = end;
                }
                return new Completion(good.text(), "good", TokenUsage.NONE, Completion.Finish.COMPLETE);
            });
            Recommendation answer = ai.recommend(good.request());
            List<Movie> films =
                    answer.films().stream().map(film -> film.ranked().movie()).toList();
            String expected = good.text();
            for (int i = 0; i < films.size(); i++) {
                String title = films.get(i).title(answer.reading().language());
                boolean chinese = good.request().codePointAt(0) > 0x2e80;
                expected = expected.replace("[" + (i + 1) + "]", chinese ? "《" + title + "》" : title);
            }
            if (!answer.text().equals(expected)) {
                harmed.add("expected " + expected + "\n but found " + answer.text());
            }
        }
        System.out.printf("%d good answers, %d harmed%n", GoodAnswers.ALL.size(), harmed.size());
        assertThat(harmed).isEmpty();
    }

    /** The titles of a real catalogue are full of ordinary words, names and places. */
    @Test
    void accept_goodAnswersAmongTheTitlesOfMovieLens_passUnharmed() throws IOException {
        String folder = System.getenv("MOVIEAI_ML100K");
        assumeTrue(folder != null, "MOVIEAI_ML100K names no folder with MovieLens 100K in RecBole's format");
        List<Movie> movies = new ArrayList<>(GroundedCatalog.CATALOG.movies());
        try (Stream<String> lines = Files.lines(Path.of(folder, "ml-100k.item"))) {
            lines.skip(1)
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> movies.add(Movie.builder("ml" + cells[0], cells[1])
                            .year(cells[2].matches("\\d{4}") ? Integer.parseInt(cells[2]) : 1900)
                            .build()));
        }
        TitleMatcher titles = TitleMatcher.of(movies);
        List<ContextFilm> given = new ArrayList<>();
        GroundedCatalog.GIVEN.forEach(movie -> given.add(new ContextFilm(given.size() + 1, movie, "")));
        List<String> harmed = new ArrayList<>();
        for (GoodAnswers.Answer good : GoodAnswers.ALL) {
            Language language = Language.of(good.request());
            Grounding grounding = new Grounding(given, List.of(), titles, good.request(), language, piece -> {});
            grounding.accept(good.text());
            grounding.finish();
            String expected = good.text();
            for (ContextFilm film : given) {
                String title = film.movie().title(language);
                expected = expected.replace(
                        "[" + film.number() + "]", language == Language.CHINESE ? "《" + title + "》" : title);
            }
            if (!grounding.text().equals(expected)) {
                harmed.add("expected " + expected + "\n but found " + grounding.text());
            }
        }
        System.out.printf(
                "%d good answers among %d titles, %d harmed%n", GoodAnswers.ALL.size(), movies.size(), harmed.size());
        assertThat(harmed).isEmpty();
    }
}
