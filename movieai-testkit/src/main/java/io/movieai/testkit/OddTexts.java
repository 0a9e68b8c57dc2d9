package io.movieai.testkit;

import java.util.List;
import java.util.Random;

/** Texts that adapters lose, escape wrongly or cut. */
final class OddTexts {
    /** Texts that must come back as they went in. */
    static final List<String> DOCUMENTS = List.of(
            "",
            " ",
            "\n",
            "\t leading and trailing \n",
            "教父",
            "一个黑手党家族的故事：权力、忠诚与背叛。",
            "中文 and English，mixed；ｆｕｌｌｗｉｄｔｈ",
            "🎬",
            "👨‍👩‍👧‍👦 family, 🏳️‍🌈 flag, 𠮷野家",
            "Amélie and Ame\u0301lie",
            "العربية עברית",
            "\"double\" 'single' `back` \\backslash\\ %percent% $dollar {brace} <tag> &amp;",
            "null",
            "{\"json\": [1, 2, 3]}",
            "'; DROP TABLE films; --",
            "line one\nline two\r\nline three",
            "bell \u0007 and no-break\u00a0space and zero\u200bwidth and \ufeffmark");

    /** Names that adapters use themselves, take for a path or an operator, or cannot write. */
    static final List<String> NAMES = List.of(
            "id",
            "_id",
            "document",
            "attributes",
            "version",
            "vector",
            "embedding",
            "chroma:document",
            "__proto__",
            "$eq",
            "$and",
            "a.b",
            "a..b",
            "a/b",
            "a b",
            " a",
            "A",
            "a",
            "#",
            "*",
            "名字",
            "🎬",
            "\"quoted\"",
            "it's",
            "new\nline",
            "null",
            "true",
            "1",
            "n".repeat(200));

    /** Identities that differ, each from all others. */
    static final List<String> IDS = List.of(
            "1",
            "01",
            "1.0",
            "-1",
            "a",
            "A",
            "a ",
            " a",
            "a/b",
            "a\\b",
            "../a",
            "a#b",
            "a?b=c&d",
            "a%20b",
            "a b",
            "a\nb",
            "a\tb",
            "a\"b",
            "a'b",
            "a*b",
            "a:b",
            "[a]",
            "{a}",
            "null",
            "true",
            "_id",
            "é",
            "e\u0301",
            "教父",
            "🎬",
            "𠮷",
            "i".repeat(200),
            "i".repeat(199) + "j");

    private static final List<String> WORDS =
            List.of("film", "教父", "love", "war", "科幻", "🎬", "night", "的", "dream", "Amélie", "1994", "，", "。");

    private OddTexts() {}

    /** Returns a text of that many UTF-16 units at least, Chinese, English and emoji mixed. */
    static String longText(int length, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }
}
