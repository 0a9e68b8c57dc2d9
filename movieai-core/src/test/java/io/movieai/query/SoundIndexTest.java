package io.movieai.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundIndexTest {
    private static final List<String> NAMES =
            List.of("恐怖角", "肖申克的救赎", "音乐之声", "教父", "终结者2", "小妇人", "小夫人", "泰坦尼克号", "rocky");

    private static SoundIndex index() {
        KeyTable keys = new KeyTable();
        NAMES.forEach(keys::add);
        return SoundIndex.of(keys);
    }

    @ParameterizedTest
    @CsvSource({
        "恐布角,恐怖角,1",
        "肖深克的救赎,肖申克的救赎,1",
        "肖深客的就赎,,0",
        "肖深克的就赎,肖申克的救赎,2",
        "音月之声,音乐之声,1",
        "音乐之身,音乐之声,1",
        "终节者2,终结者2,1",
        "太坦尼克号,泰坦尼克号,1",
    })
    void closest_wrongCharacters_givesTheNameThatSoundsSo(String typed, String expected, int edits) {
        SoundIndex.Hit hit = index().closest(typed, key -> 0);

        if (expected == null) {
            assertThat(hit).isNull();
        } else {
            assertThat(hit).isEqualTo(new SoundIndex.Hit(NAMES.indexOf(expected), edits));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"恐怖角", "小夫人", "娇父", "恐布脚", "终结者3", "恐怖片", "rocki", "", "恐布角色", "恐布"})
    void closest_rightNamesShortOnesAndOtherOnes_givesNone(String typed) {
        assertThat(index().closest(typed, key -> 0)).isNull();
    }

    @Test
    void closest_namesThatSoundAlike_givesThePreferredOne() {
        int preferred = NAMES.indexOf("小夫人");

        assertThat(index().closest("小付人", key -> key)).isEqualTo(new SoundIndex.Hit(preferred, 1));
        assertThat(index().closest("小付人", key -> -key)).isEqualTo(new SoundIndex.Hit(NAMES.indexOf("小妇人"), 1));
    }
}
