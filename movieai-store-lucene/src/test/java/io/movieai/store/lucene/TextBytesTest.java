package io.movieai.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextBytesTest {
    @Test
    void decode_encodedUnits_areTheSame() {
        StringBuilder all = new StringBuilder();
        for (int unit = 0; unit <= Character.MAX_VALUE; unit++) {
            all.append((char) unit);
        }
        String text = all.toString();
        byte[] bytes = TextBytes.encode(text);

        assertThat(TextBytes.decode(bytes, 0, bytes.length)).isEqualTo(text);
    }

    @Test
    void encode_charactersOfTheBasicPlane_isUtf8() {
        String text = "Amélie 天使爱美丽 ～ Ω\u0000";
        assertThat(TextBytes.encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void encode_anyTwoTexts_compareAsTheTextsDo() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "\u0000a~\u0080\u07ff\u0800教\ud7ff\ud800\udbff\udc00\udfff\ue000～\uffff";
        for (int i = 0; i < 20_000; i++) {
            String one = text(random, alphabet);
            String other = text(random, alphabet);
            assertThat(Integer.signum(Arrays.compareUnsigned(TextBytes.encode(one), TextBytes.encode(other))))
                    .as("seed %d, text %d", seed, i)
                    .isEqualTo(Integer.signum(one.compareTo(other)));
        }
    }

    @Test
    void prefix_longAndShortTexts_hasTheFirstUnits() {
        assertThat(List.of(
                        TextBytes.prefix("教父", 1).utf8ToString(),
                        TextBytes.prefix("教父", 9).utf8ToString()))
                .containsExactly("教", "教父");
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
