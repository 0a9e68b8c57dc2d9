package io.movieai.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilmTitleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Lantern Keeper, The (1972)     | The Lantern Keeper     |                        | 1972",
                "Quiet Harbour, A (1951)        | A Quiet Harbour        |                        | 1951",
                "Orchard, An                    | An Orchard             |                        |",
                "Cité des lampes perdues, La    | La Cité des lampes perdues |                    |",
                "Enfance, L' (1934)             | L'Enfance              |                        | 1934",
                "Enfance, L’ (1934)             | L’Enfance              |                        | 1934",
                "Jongen, 't (1999)              | 't Jongen              |                        | 1999",
                "Sommer, Der (Summer, The) (1988) | Der Sommer           | The Summer             | 1988",
                "Vento, O (1990)                | O Vento                |                        | 1990",
                "Compagni, I (1961)             | I Compagni             |                        | 1961",
                "Good, The Odd and The Tall, The (1966) | The Good, The Odd and The Tall |        | 1966",
                "Lord of Mills: The First Mill, The (2001) | The Lord of Mills: The First Mill | | 2001",
                "Eleven (a.k.a. 11) (1995)      | Eleven                 | 11                     | 1995",
                "Eleven (aka 11) (XI) (1995)    | Eleven                 | 11;XI                  | 1995",
                "Eleven (a.k.a. 11, a.k.a. XI) (1995) | Eleven           | 11;XI                  | 1995",
                "Nadine (Vie merveilleuse de Nadine, La) (2001) | Nadine | La Vie merveilleuse de Nadine | 2001",
                "Mrs. Grey (Her Grace, Mrs. Grey) | Mrs. Grey            | Her Grace, Mrs. Grey   |",
                "Kid Team (1991) (V)            | Kid Team               |                        | 1991",
                "Harbour Lights (TV) (1996)     | Harbour Lights         |                        | 1996",
                "Deep Code (2006–2007)          | Deep Code              |                        | 2006",
                "Deep Code (2009– )             | Deep Code              |                        | 2009",
                "Deep Code (2006-2007)          | Deep Code              |                        | 2006",
                "Tower(1999)                    | Tower                  |                        | 1999",
                "1917 (1986)                    | 1917                   |                        | 1986",
                "(300) Nights of Rain (2009)    | (300) Nights of Rain   |                        | 2009",
                "Nights (of (deep) Rain) (2009) | Nights                 | of (deep) Rain         | 2009",
            })
    void parse_catalogueTitles_becomeTitles(String text, String title, String aliases, Integer year) {
        assertThat(FilmTitle.parse(text))
                .isEqualTo(new FilmTitle(
                        title,
                        aliases == null ? List.of() : List.of(aliases.split(";", -1)),
                        year == null ? OptionalInt.empty() : OptionalInt.of(year)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(Nameless)",
                "(1999)",
                "Sparrow: Or (The Long Way Home)",
                "Wanting It All (But Not Asking)",
                "Girl(s)",
                "Eat, Drink, Die",
                "Me, Myself, I",
                "Berlin, Ohio",
                "Unbalanced) (x))",
                "In the year (3021)) (",
                "Off, the",
            })
    void parse_whatBelongsToTheTitle_stays(String text) {
        assertThat(FilmTitle.parse(text)).isEqualTo(new FilmTitle(text, List.of(), OptionalInt.empty()));
    }

    @Test
    void parse_yearThatNoFilmCanHave_isAName() {
        assertThat(FilmTitle.parse("Odyssey (3001)"))
                .isEqualTo(new FilmTitle("Odyssey", List.of("3001"), OptionalInt.empty()));
    }

    @Test
    void parse_aliasEqualToTheTitle_isLeftOut() {
        assertThat(FilmTitle.parse("Rain, The (The rain) (1999)").aliases()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1995,1995",
        "1995.0,1995",
        "(1995),1995",
        " 1995 ,1995",
        "1995-,1995",
        "1869,",
        "2101,",
        "95,",
        "V,",
        "19955,",
        "'',",
        "1995-11-22,"
    })
    void yearIn_texts_giveTheYearOrNone(String text, Integer year) {
        assertThat(FilmTitle.yearIn(text)).isEqualTo(year == null ? OptionalInt.empty() : OptionalInt.of(year));
    }
}
