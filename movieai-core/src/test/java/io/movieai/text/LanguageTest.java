package io.movieai.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource({
        "推荐一部电影, CHINESE",
        "a film like 教父 please, CHINESE",
        "𠮷, CHINESE",
        "something funny, ENGLISH",
        "ひらがな, ENGLISH",
        "'', CHINESE",
        "1999?!, CHINESE",
        "🎬, CHINESE"
    })
    void of_text_isChineseWithAnIdeographOrWithoutLetters(String text, Language expected) {
        assertThat(Language.of(text)).isEqualTo(expected);
    }
}
