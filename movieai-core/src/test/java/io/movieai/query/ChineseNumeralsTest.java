package io.movieai.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseNumeralsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "十, 10",
        "十二, 12",
        "二十, 20",
        "二十三, 23",
        "九五, 95",
        "一九九四, 1994",
        "二零一零, 2010",
        "二〇〇八, 2008",
        "两千, 2000",
        "两千零八, 2008",
        "一百零一, 101",
        "三百六十五, 365",
        "2千, 2000",
        "1994, 1994",
        "零零, 0",
        "两, 2"
    })
    void parse_number_isRead(String text, int value) {
        assertThat(ChineseNumerals.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"''", "十百", "二三十", "1234567", "一二三四五六七", "年", "十十"})
    void parse_noNumber_isMinusOne(String text) {
        assertThat(ChineseNumerals.parse(text)).isEqualTo(-1);
    }
}
