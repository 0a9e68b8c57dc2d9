package io.movieai.embedding.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded lines of everything that a request or a synopsis may hold, and of what it should not. */
final class MixedLines {
    private static final String[] PHRASES = {
        "推荐一部九十年代的科幻电影",
        "想看轻松搞笑的",
        "不要太恐怖",
        "周末和孩子一起看",
        "肖申克的救赎",
        "導演是李安的電影",
        "评分８．５以上",
        "Toy Story",
        "The Godfather: Part II",
        "AMÉLIE",
        "Léon",
        "L'Auberge espagnole",
        "Ÿ Ñandú São",
        "Straße",
        "İstanbul'da",
        "ΣΊΣΥΦΟΣ",
        "Война и мир",
        "Ёлки",
        "Việt Nam",
        "ｆｕｌｌ　ｗｉｄｔｈ",
        "ＡＢＣ",
        "ﬁnal ﬂight",
        "Ⅻ ⅻ ① ㈱ ㍿",
        "½ ⅓ x² H₂O",
        "ความรักของหนุ่มสาว",
        "ผีเสื้อ",
        "السلام عليكم",
        "مُحَمَّد",
        "שָׁלוֹם עולם",
        "हिन्दी फ़िल्म",
        "ज़िंदगी न मिलेगी दोबारा",
        "தமிழ்த் திரைப்படம்",
        "বাংলা চলচ্চিত্র",
        "ქართული ფილმი",
        "ភាពយន្ត",
        "မြန်မာ",
        "རྒྱལ་པོ",
        "한국 영화 기생충",
        "각각",
        "となりのトトロ",
        "カタカナ ﾊﾝｶｸ",
        "が が",
        "ヴァイオリン",
        "👨‍👩‍👧‍👦",
        "🏳️‍🌈",
        "😂😎🔥👍",
        "👍🏽",
        "🎬🍿",
        "☕️",
        "𠮷野家",
        "𪚥𪜀𫝀",
        "﨑 塚 豈",
        "丽 鉶",
        "𝔉𝔦𝔩𝔪",
        "𝅘𝅥𝅮",
        "\ud834\udd5f\ud834\udd6e",
        "e\u0301\u0323",
        "a\u0345\u0301\u0334",
        "\u1100\u1161\u11a8",
        "\u212b \u212a \u2126",
        "\u1e9b\u0323",
        "\u0390\u1fd3",
        "≠ ≮ ∤",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        "[PAD]",
        "[UNK]",
        "[mask]",
        "[ MASK ]",
        "[[MASK]]",
        "a[SEP]b",
        "[CLS",
        "[unused1]",
        "<S>",
        "<T>",
        "##ing",
        "don't stop!",
        "wow...",
        "……",
        "——",
        "《教父》",
        "“引号”",
        "（2019）",
        "$9.99 + 5% = ~¥60",
        "a_b^c`d|e",
        "http://x.y/?a=b&c#d",
        "C++",
        "1994",
        "１９９４",
        "3,141.59",
        "-1e10",
        "２０世紀",
        "\t",
        "\n",
        "\r\n",
        "\u00a0",
        "\u3000",
        "\u2028",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\u0085",
        "\u0000",
        "\u0007",
        "\u001b[31m",
        "\ufffd",
        "\ue000",
        "\udbff\udffd",
        "\uffff",
        "\u0301",
        "\u302e\u302f",
        "\u1b44\ua953",
        "antidisestablishmentarianism",
        "pneumonoultramicroscopicsilicovolcanoconiosis",
        "qwzxj",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    };

    private MixedLines() {}

    /** Returns lines with characters of all planes, assigned or not. */
    static List<String> generate(int count, long seed) {
        return generate(count, new Random(seed), Character.MAX_CODE_POINT);
    }

    /** Returns lines with characters that every JDK and the reference agree on, case and decomposition included. */
    static List<String> ofKnownCharacters(int count, long seed) {
        return generate(count, new Random(seed), 0x7ff);
    }

    private static List<String> generate(int count, Random random, int lastCodePoint) {
        List<String> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            StringBuilder line = new StringBuilder();
            int parts = 1 + random.nextInt(9);
            for (int part = 0; part < parts; part++) {
                append(line, random, lastCodePoint);
                if (random.nextInt(3) == 0) {
                    line.append(' ');
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static void append(StringBuilder line, Random random, int lastCodePoint) {
        switch (random.nextInt(8)) {
            case 0 -> appendRandom(line, random, 1 + random.nextInt(6), 0x20, 0x24f);
            case 1 -> appendRandom(line, random, 1 + random.nextInt(8), 0x4e00, 0x9fff);
            case 2 -> appendRandom(line, random, 1 + random.nextInt(4), 0, lastCodePoint);
            case 3 -> {
                // A base with marks of any script, in any order.
                line.append((char) ('a' + random.nextInt(26)));
                int[] blocks = {
                    0x300, 0x483, 0x591, 0x610, 0x900, 0xe31, 0xf71, 0x1ab0, 0x1dc0, 0x20d0, 0x302a, 0xa9b0, 0x1d165
                };
                for (int i = random.nextInt(4); i >= 0; i--) {
                    int block = blocks[random.nextInt(blocks.length)];
                    // Later marks of these blocks came with versions of Unicode that the JDKs do not share.
                    appendRandom(line, random, 1, block, block + 0xe);
                }
            }
            case 4 -> appendRandom(line, random, 95 + random.nextInt(12), 'A', 'Z');
            default -> line.append(PHRASES[random.nextInt(PHRASES.length)]);
        }
    }

    /** Appends characters, never a surrogate: the reference reads well-formed text only. */
    private static void appendRandom(StringBuilder line, Random random, int count, int first, int last) {
        for (int i = 0; i < count; i++) {
            int codePoint = first + random.nextInt(last - first + 1);
            line.appendCodePoint(Character.getType(codePoint) == Character.SURROGATE ? '?' : codePoint);
        }
    }
}
