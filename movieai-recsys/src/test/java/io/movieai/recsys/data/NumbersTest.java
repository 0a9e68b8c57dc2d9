package io.movieai.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static double parse(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return Numbers.parse(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "5",
                "3.5",
                "0.1",
                ".5",
                "4.",
                "-2.25",
                "881250949",
                "8.81250949E8",
                "1e-3",
                "+1",
                " 4 ",
                "123456789012345678901234567890",
                "0.00000000000000000000001",
                "1425941529123456"
            })
    void parse_decimals_areCorrectlyRounded(String text) {
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                "-.",
                "1.2.3",
                "1,5",
                "NaN",
                "Infinity",
                "0x1p3",
                "1f",
                "2d",
                "five",
                "1 2",
                "--1",
                "1e",
                "４"
            })
    void parse_otherTexts_areNoNumber(String text) {
        assertThat(parse(text)).isNaN();
    }

    @Test
    void parse_randomDecimals_equalTheJdks() {
        long seed = 77;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double scale = Math.pow(10, random.nextInt(12));
            String text =
                    String.format(Locale.ROOT, "%." + random.nextInt(9) + "f", (random.nextDouble() - 0.5) * scale);
            assertThat(parse(text)).as("%s, seed %d", text, seed).isEqualTo(Double.parseDouble(text));
        }
    }
}
