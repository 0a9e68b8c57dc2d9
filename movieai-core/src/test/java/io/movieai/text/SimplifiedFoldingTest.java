package io.movieai.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.houbb.opencc4j.util.ZhConverterUtil;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimplifiedFoldingTest {

    @Test
    void fold_everyCharacterOfTheBasicPlane_agreesWithOpencc() {
        List<String> different = new ArrayList<>();
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            if (Character.isSurrogate((char) c)) {
                continue;
            }
            String character = String.valueOf((char) c);
            String expected = ZhConverterUtil.toSimple(character);
            String folded = String.valueOf(SimplifiedFolding.fold((char) c));
            if (!folded.equals(expected.length() == 1 ? expected : character)) {
                different.add(character + ": expected " + expected + ", found " + folded);
            }
        }

        assertThat(different).isEmpty();
    }

    @Test
    void fold_traditionalRequest_isSimplifiedAndOfTheSameLength() {
        String text = "推薦幾部臺灣電影，𠮷 too";

        assertThat(SimplifiedFolding.fold(text)).isEqualTo("推荐几部台湾电影，𠮷 too").hasSameSizeAs(text);
    }

    @Test
    void fold_loneSurrogatesAndControls_stayAsTheyAre() {
        String text = "\ud842\u0000\udfb7\ud842";

        assertThat(SimplifiedFolding.fold(text)).isEqualTo(text);
    }
}
