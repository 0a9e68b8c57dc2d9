package io.movieai.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundsTest {
    @Test
    void table_everyCharacterOfGb2312_agreesWithIcu() {
        CharsetEncoder gb2312 = Charset.forName("GB2312").newEncoder();
        Transliterator latin = Transliterator.getInstance("Han-Latin");
        Map<Character, String> expected = new HashMap<>();
        for (char c = '\u4e00'; c <= '\u9fff'; c++) {
            if (gb2312.canEncode(c)) {
                expected.put(c, withoutTone(latin.transliterate(String.valueOf(c))));
            }
        }
        Map<Character, String> found = new HashMap<>();
        for (Vocabulary.Row row : Vocabulary.rows("sounds.tsv", 3)) {
            for (char c : row.cells().get(1).toCharArray()) {
                assertThat(found.put(c, row.cells().get(0))).as("%c twice", c).isNull();
            }
        }

        assertThat(found).hasSizeGreaterThan(6_700).isEqualTo(expected);
    }

    private static String withoutTone(String syllable) {
        String bare = Normalizer.normalize(syllable, Normalizer.Form.NFD).replaceAll("[\u0300\u0301\u0304\u030c]", "");
        return Normalizer.normalize(bare, Normalizer.Form.NFC).replace('ü', 'v').strip();
    }

    @Test
    void table_furtherReadings_areOtherThanTheFirst() {
        Set<Character> known = new HashSet<>();
        for (Vocabulary.Row row : Vocabulary.rows("sounds.tsv", 3)) {
            row.cells().get(1).chars().forEach(c -> known.add((char) c));
        }
        for (Vocabulary.Row row : Vocabulary.rows("sounds.tsv", 3)) {
            for (char c : row.cells().get(2).toCharArray()) {
                assertThat(known).contains(c);
                assertThat(row.cells().get(1)).as(row.cells().get(0)).doesNotContain(String.valueOf(c));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"怖,布", "申,深", "真,征", "情,琴", "是,四", "长,仓", "女,旅", "难,兰", "乐,月", "重,虫", "中,宗"})
    void has_charactersReadNearlyAlike_isTrue(char right, char typed) {
        assertThat(Sounds.has(right, Sounds.of(typed))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"怖,怕", "山,上", "克,客气", "发,花", "a,b", "热,乐", "鑫,𠮷"})
    void has_otherCharacters_isFalse(char right, String typed) {
        assertThat(Sounds.has(right, Sounds.of(typed.charAt(typed.length() - 1))))
                .isFalse();
    }
}
