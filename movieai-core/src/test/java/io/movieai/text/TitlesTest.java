package io.movieai.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitlesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The Godfather            | godfather
            Godfather, The           | godfather
            godfather the            | godfather
            GODFATHER ,The.          | godfather
            "The Godfather"          | godfather
            A Beautiful Mind         | beautifulmind
            Beautiful Mind, A        | beautifulmind
            Education, An            | education
            Plan A                   | plana
            The The                  | the
            The                      | the
            A                        | a
            Theatre                  | theatre
            A.I. Artificial          | aiartificial
            The A-Team               | ateam
            A-Team                   | ateam
            Them                     | them
            Spider-Man               | spiderman
            spider man               | spiderman
            E.T.                     | et
            Schindler’s List         | schindlerslist
            2001: A Space Odyssey    | 2001aspaceodyssey
            Amélie                   | amelie
            《教父》                   | 教父
            色，戒                    | 色戒
            The 教父                  | 教父
            教父２                     | 教父2
            """)
    void key_title_isWhatItsSpellingsShare(String title, String expected) {
        assertThat(Titles.key(title)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?!", "🎬", ", ", "\ud83c"})
    void key_textWithoutWords_isEmpty(String title) {
        assertThat(Titles.key(title)).isEmpty();
    }

    @Test
    void withoutArticle_title_keepsTheRestAsItIs() {
        assertThat(List.of("The  Lord of the Rings", "Lord of the Rings, The", "Lord of the Rings"))
                .allSatisfy(title -> assertThat(Titles.withoutArticle(title)).isEqualTo("lord of the rings"));
        assertThat(Titles.withoutArticle("Heat (1995)")).isEqualTo("heat (1995)");
    }

    @Test
    void key_longText_isMadeInOneGo() {
        String text = "the ".repeat(50_000);

        assertThat(Titles.key(text)).hasSize(3 * 49_999);
    }
}
