package io.movieai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import io.movieai.query.RequestReader;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestWordsTest {
    private static final RequestReader READER = RequestReader.of(
            Catalog.of(List.of(
                    Movie.builder("1", "Hard Boiled")
                            .titleZh("辣手神探")
                            .year(1992)
                            .genres(Set.of(Genre.ACTION, Genre.CRIME))
                            .countries(List.of("HK"))
                            .directors(List.of(new Person("John Woo", Optional.of("吴宇森"))))
                            .build(),
                    Movie.builder("2", "Alien")
                            .titleZh("异形")
                            .year(1979)
                            .genres(Set.of(Genre.SCI_FI, Genre.HORROR))
                            .countries(List.of("US"))
                            .build())),
            Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({
        "推荐三部九十年代的科幻片, 科幻电影",
        "來點八十年代的恐怖片, 恐怖电影",
        "香港动作片, 中国香港电影|动作电影",
        "a horror movie from the 70s, Horror movie",
        "科幻片，不要恐怖的, 科幻电影",
    })
    void of_onlyConditions_namesWhatIsWanted(String request, String words) {
        assertThat(RequestWords.of(READER.read(request))).containsExactlyInAnyOrder(words.split("\\|"));
    }

    @Test
    void of_aPerson_namesThem() {
        assertThat(RequestWords.of(READER.read("吴宇森的动作片"))).hasSize(2).contains("动作电影");
    }

    @ParameterizedTest
    @ValueSource(strings = {"讲外星人入侵的科幻片", "和《异形》差不多的科幻片", "九十年代的电影", "不要恐怖片", "推荐一部"})
    void of_moreThanConditionsOrNothingWithAPhrase_isEmpty(String request) {
        assertThat(RequestWords.of(READER.read(request))).isEmpty();
    }
}
