package io.movieai.text;

import java.util.List;
import java.util.Random;

/** Random texts of characters that texts are cut, folded and counted wrongly at. */
final class RandomTexts {
    private static final List<String> PIECES = List.of(
            "a",
            "B",
            "é",
            "e\u0301",
            "\u0301",
            "ﬁ",
            "ß",
            "Ｚ",
            "1",
            "½",
            "教",
            "父",
            "𠮷",
            "か",
            "\u3099",
            "ﾀ",
            "ﾞ",
            "ー",
            "한",
            "\u1112",
            "\u1161",
            "\u11ab",
            "🎬",
            "👨‍👩‍👧",
            "\ud83c",
            "\udfac",
            "\u200b",
            "\ufe0f",
            "'",
            "’",
            "-",
            "·",
            "《",
            "》",
            " ",
            "\u3000",
            "\t");
    private static final List<String> PROSE = List.of(
            "。",
            "！",
            "？”",
            "……",
            "，",
            "、",
            "；",
            ". ",
            "! ",
            "? ",
            ", ",
            "; ",
            ": ",
            "\n",
            " ",
            " ",
            " ",
            " ",
            "Mr. ",
            "3.14",
            "e.g. ",
            "\"Yes.\" ",
            "——",
            "🎬");
    private static final String IDEOGRAPHS = "一个黑手党家族的故事权力忠诚与背叛𠮷";

    private RandomTexts() {}

    static String mixed(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** Returns Chinese and English sentences, some without any place to cut them. */
    static String prose(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            boolean chinese = random.nextInt(3) > 0;
            int length = random.nextInt(20) == 0 ? random.nextInt(600) : random.nextInt(25);
            for (int j = 0; j < length; j++) {
                if (chinese) {
                    int at = random.nextInt(IDEOGRAPHS.codePointCount(0, IDEOGRAPHS.length()));
                    text.appendCodePoint(IDEOGRAPHS.codePointAt(IDEOGRAPHS.offsetByCodePoints(0, at)));
                } else {
                    text.append((char) ('a' + random.nextInt(26)));
                }
            }
            text.append(PROSE.get(random.nextInt(PROSE.size())));
        }
        return text.toString();
    }
}
