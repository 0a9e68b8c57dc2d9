package io.movieai.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Films;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.retrieval.FilmIndex;
import io.movieai.retrieval.RankedFilm;
import io.movieai.retrieval.ScorePart;
import io.movieai.retrieval.Source;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonWriterTest {
    private static String reason(Language language, String topic, Movie movie, Source source, Movie... others) {
        Reading reading = new Reading(
                topic,
                language,
                List.of(),
                List.of(),
                OptionalInt.empty(),
                topic,
                Intent.FIND,
                List.of(),
                List.of(),
                false);
        List<Movie> movies = new ArrayList<>(List.of(others));
        movies.add(movie);
        RankedFilm film = new RankedFilm(
                movie, "", 1, List.of(new ScorePart(source, 1, 1)), OptionalDouble.empty(), List.of(), false);
        return ReasonWriter.of(reading, FilmIndex.of(Catalog.of(movies))).reason(film);
    }

    private static Movie rated(String id, double mean, long count) {
        return Movie.builder(id, "Film " + id).rating(mean, count).build();
    }

    @ParameterizedTest
    @CsvSource({
        // The catalogue's mean is about 3.5, and half of its films have 100 raters or more.
        "4.5, 200, true",
        "3.6, 100, true",
        "3.4, 200, false",
        "1.0, 1, false",
        "5.0, 1, false",
        "5.0, 99, false"
    })
    void reason_rating_isGivenOnlyWhereItSpeaksForTheFilm(double mean, long count, boolean given) {
        String reason = reason(
                Language.CHINESE,
                "",
                rated("x", mean, count),
                Source.DENSE,
                rated("a", 3.5, 10_000),
                rated("b", 3, 100),
                rated("c", 4, 100));

        assertThat(reason.contains("观众评分")).isEqualTo(given);
    }

    @Test
    void reason_fewRatersInACatalogueOfFewRaters_isNotGiven() {
        assertThat(reason(Language.ENGLISH, "", rated("x", 5, 9), Source.DENSE, rated("a", 2, 3)))
                .isEqualTo("close to your description");
        assertThat(reason(Language.ENGLISH, "", rated("x", 4.96, 10), Source.DENSE, rated("a", 2, 3)))
                .isEqualTo("rated 5.0/5 by 10 viewers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CHINESE | 程序员 世界       | 资料里提到“程序员”“世界”
            CHINESE | 关于虚拟现实的      | 资料里提到“虚拟现实”
            CHINESE | 基努·里维斯      | 资料里提到“基努”“里维斯”
            CHINESE | 机器造人        | 资料里提到“机器造”
            CHINESE | 员工和机长       | 资料的用词与你的描述相近
            CHINESE | 汤姆 汉克斯      | 资料的用词与你的描述相近
            ENGLISH | keanu a matrixes | its data mentions "keanu"
            ENGLISH | Matrix REEVES | its data mentions "Matrix", "REEVES"
            ENGLISH | of it by      | its data is worded like your request
            """)
    void reason_words_areOnlyThoseThatTheFilmsDataHolds(Language language, String topic, String expected) {
        Movie unrated = Films.MATRIX.toBuilder().rating(4, 0).build();

        assertThat(reason(language, topic, unrated, Source.KEYWORD)).isEqualTo(expected);
    }

    @Test
    void reason_nothingSpeaksForAFilm_claimsNoLikeness() {
        assertThat(reason(Language.CHINESE, "海", Films.UNKNOWN, Source.DENSE)).isEqualTo("内容与你的描述接近");
        assertThat(reason(Language.CHINESE, "", Films.UNKNOWN, Source.QUALITY)).isEqualTo("片库里的影片");
    }
}
