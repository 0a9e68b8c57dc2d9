package io.movieai.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TyposTest {
    @ParameterizedTest
    @CsvSource({
        "matirx, matrix, 1",
        "matrx, matrix, 1",
        "mtrx, matrix, 0",
        "trainspoting, trainspotting, 1",
        "tranespoting, trainspotting, 0",
        "trainpoting, trainspotting, 2",
        "it, its, 0",
        "alen, alien, 1",
        "rocky3, rocky4, 0",
        "se7en, seven, 0",
        "matrix, matrix, 0"
    })
    void between_word_countsTyposOfWhatMayBeMisspelt(String word, String titleWord, int typos) {
        assertThat(Typos.between(word, titleWord)).isEqualTo(typos);
    }

    @Test
    void allowed_length_decides() {
        assertThat(Typos.allowed("its")).isZero();
        assertThat(Typos.allowed("heat")).isEqualTo(1);
        assertThat(Typos.allowed("pulpfict")).isEqualTo(2);
        assertThat(Typos.allowed("heat1995")).as("digits are no letters").isEqualTo(1);
    }

    @Test
    void possible_neverLessThanAnyTitleWordAllows() {
        for (int letters = 1; letters <= 12; letters++) {
            String titleWord = "abcdefghijkl".substring(0, letters);
            for (int missing = 0; missing <= Typos.allowed(titleWord) && missing < letters; missing++) {
                String word = titleWord.substring(missing);
                assertThat(Typos.possible(word)).as(word).isGreaterThanOrEqualTo(Typos.allowed(titleWord));
            }
        }
    }
}
