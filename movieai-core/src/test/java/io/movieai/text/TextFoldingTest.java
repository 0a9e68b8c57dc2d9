package io.movieai.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFoldingTest {
    private static final long SEED = 20_260_120;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The Godfather  | the godfather
            ＧＯＤ　１２      | god 12
            Amélie         | amelie
            Ame\u0301lie   | amelie
            ÅNGSTRÖM       | angstrom
            \u212b         | a
            İstanbul       | istanbul
            Iıi            | iii
            Straße         | strasse
            Ærø            | aero
            Ǽǿ             | aeo
            Œuvre          | oeuvre
            Łódź           | lodz
            Đorđe          | dorde
            Þór            | thor
            Nguyễn Phước   | nguyen phuoc
            ΟΔΟΣ           | οδοσ
            Ἀθήνα          | αθηνα
            Ёлка           | елка
            ﬁlm            | film
            Alien³         | alien3
            Rocky Ⅳ        | rocky iv
            ㍻             | 平成
            ﾀﾞ             | ダ
            か\u3099       | が
            だ             | だ
            한글           | 한글
            \u1112\u1161\u11ab | 한
            教父           | 教父
            駭客任務       | 骇客任务
            《教父》！       | 《教父》!
            God\u00adfa\u200bther | godfather
            𠮷野家🎬        | 𠮷野家🎬
            """)
    void fold_text_givesWhatItIsSearchedBy(String text, String expected) {
        assertThat(TextFolding.fold(text)).isEqualTo(expected);
    }

    @Test
    void fold_loneSurrogate_isTheReplacementCharacter() {
        assertThat(TextFolding.fold("a\ud83cb")).isEqualTo("a\ufffdb");
        assertThat(TextFolding.fold("\udfac")).isEqualTo("\ufffd");
        assertThat(TextFolding.fold("\ud83c\udfac\ud83c")).isEqualTo("🎬\ufffd");
    }

    @Test
    void fold_ofEveryCharacterTwice_isAsOnce() {
        List<String> changed = new ArrayList<>();
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            if (Character.isDefined(character)) {
                String once = TextFolding.fold("x" + Character.toString(character) + "y");
                if (!TextFolding.fold(once).equals(once)) {
                    changed.add("U+" + Integer.toHexString(character));
                }
            }
        }
        assertThat(changed).as("characters that folding twice changes").isEmpty();
    }

    @Test
    void foldWithOffsets_randomTexts_mapsEveryStretchToWhatFoldsToIt() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            String text = RandomTexts.mixed(random, random.nextInt(40));
            String what = "seed " + SEED + ", text " + i + " '" + text + "'";
            FoldedText folded = TextFolding.foldWithOffsets(text);

            assertThat(folded.text()).as(what).isEqualTo(TextFolding.fold(text));
            assertThat(folded.toString()).as(what).isEqualTo(folded.text());
            int length = folded.text().length();
            assertThat(folded.originalStart(length)).as(what).isEqualTo(text.length());
            assertThat(folded.originalEnd(0)).as(what).isZero();
            for (int at = 0; at < length; at++) {
                int start = folded.originalStart(at);
                int end = folded.originalEnd(at + 1);
                assertThat(start).as(what).isLessThan(end);
                assertThat(TextFolding.fold(text.substring(start, end)))
                        .as(what + ", at " + at)
                        .contains(folded.text().substring(at, at + 1));
                if (at > 0) {
                    assertThat(start).as(what).isGreaterThanOrEqualTo(folded.originalStart(at - 1));
                    assertThat(end).as(what).isGreaterThanOrEqualTo(folded.originalEnd(at));
                }
            }
        }
    }

    @Test
    void originalStartAndEnd_ofTwoLettersFromOne_areThatOne() {
        FoldedText folded = TextFolding.foldWithOffsets("x ﬁlm é");

        assertThat(folded.text()).isEqualTo("x film e");
        assertThat(folded.originalStart(2)).isEqualTo(2);
        assertThat(folded.originalEnd(3)).isEqualTo(3);
        assertThat(folded.originalStart(3)).isEqualTo(2);
        assertThat(folded.originalEnd(6)).isEqualTo(5);
        assertThat(folded.originalStart(7)).isEqualTo(6);
        assertThatThrownBy(() -> folded.originalStart(9)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> folded.originalEnd(9)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
