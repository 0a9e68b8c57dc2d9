package io.movieai.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextChunkerTest {
    private static final long SEED = 20_260_122;

    private static List<String> texts(int size, int overlap, String text) {
        return new TextChunker(size, overlap)
                .chunks(text).stream().map(TextChunk::text).toList();
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    @Test
    void chunks_emptyText_areNone() {
        assertThat(TextChunker.DEFAULT.chunks("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "教", "短。", "One sentence. Another!\n", "🎬"})
    void chunks_textWithinTheSize_areOne(String text) {
        assertThat(TextChunker.DEFAULT.chunks(text)).containsExactly(new TextChunk(0, text.length(), text));
    }

    @Test
    void chunks_textOfExactlyTheSize_areOne() {
        assertThat(texts(200, 50, "𠮷".repeat(200))).hasSize(1);
        assertThat(texts(200, 50, "𠮷".repeat(201))).hasSize(2);
    }

    @Test
    void chunks_sentences_areCutBetweenThemAndRepeatWholeOnes() {
        assertThat(texts(12, 6, "一二三四。五六七。八九十甲。乙丙。")).containsExactly("一二三四。五六七。", "五六七。八九十甲。乙丙。");
        assertThat(texts(24, 8, "One two. Three. Four five six. Seven."))
                .containsExactly("One two. Three. ", "Three. Four five six. ", "six. Seven.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            他说：“走吧。”她不走！他走了……          | 他说：“走吧。”/她不走！/他走了……
            Mr. Smith saw J. Doe. He ran!  | Mr. Smith saw J. Doe. /He ran!
            Pi is 3.14 or so. (Really.) Yes? | Pi is 3.14 or so. /(Really.) /Yes?
            真的？！是「真的」。好              | 真的？！/是「真的」。/好
            """)
    void chunks_ofOneSentenceEach_endWhereSentencesEnd(String text, String sentences) {
        // The size of the longest sentence leaves no room for two, and an overlap of 0 repeats nothing.
        List<String> expected = List.of(sentences.split("/", -1));
        int longest =
                expected.stream().mapToInt(TextChunkerTest::characters).max().orElseThrow();
        StringBuilder joined = new StringBuilder();
        for (String chunk : texts(longest, 0, text)) {
            joined.append(chunk);
            String soFar = joined.toString();
            assertThat(expected.stream()
                            .reduce(
                                    "",
                                    (before, sentence) ->
                                            soFar.startsWith(before + sentence) ? before + sentence : before))
                    .as("chunks up to '%s' end with a sentence", chunk)
                    .isEqualTo(soFar);
        }
        assertThat(joined).hasToString(text);
    }

    @Test
    void chunks_longSentence_isCutAtAPhraseElseAtABlankElseAnywhere() {
        assertThat(texts(10, 0, "一二三四五六，七八九十甲乙丙丁。")).containsExactly("一二三四五六，", "七八九十甲乙丙丁。");
        assertThat(texts(10, 0, "aaa bbb ccc ddd eee.")).containsExactly("aaa bbb ", "ccc ddd ", "eee.");
        assertThat(texts(4, 0, "一二三四五六七八九。")).containsExactly("一二三四", "五六七八", "九。");
        assertThat(texts(3, 0, "𠮷🎬𠮷🎬")).containsExactly("𠮷🎬𠮷", "🎬");
    }

    @Test
    void chunks_phraseInTheFirstHalf_isNoPlaceToCut() {
        assertThat(texts(10, 0, "一，二三四五六七八九十甲乙丙丁。")).containsExactly("一，二三四五六七八九", "十甲乙丙丁。");
    }

    @Test
    void chunks_sentenceTooLongToRepeat_repeatPhrasesElseWords() {
        assertThat(texts(16, 6, "一二三四五六七八九，十甲乙丙。丁戊己庚辛。")).containsExactly("一二三四五六七八九，十甲乙丙。", "十甲乙丙。丁戊己庚辛。");
        assertThat(texts(24, 10, "one two three four five. Six seven."))
                .containsExactly("one two three four ", "four five. Six seven.");
    }

    @Test
    void chunks_unbrokenText_repeatTheFullOverlap() {
        List<TextChunk> chunks = TextChunker.DEFAULT.chunks("字".repeat(1_000));

        assertThat(chunks).extracting(TextChunk::start).containsExactly(0, 150, 300, 450, 600, 750, 900);
    }

    @Test
    void chunks_shortSentenceBeforeALongOne_leaveTheLongOneWhole() {
        String shortOne = "短句。";
        String longOne = "字".repeat(198) + "。";

        assertThat(texts(200, 50, shortOne + longOne + shortOne)).containsExactly(shortOne, longOne, shortOne);
    }

    @Test
    void chunks_randomTexts_keepTheirPromises() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_500; i++) {
            int size = i % 3 == 0 ? 200 : 1 + random.nextInt(120);
            int overlap = i % 3 == 0 ? 50 : random.nextInt(size);
            String text = i % 5 == 0
                    ? RandomTexts.mixed(random, random.nextInt(300))
                    : RandomTexts.prose(random, random.nextInt(60));
            String what = "seed " + SEED + ", text " + i + ", size " + size + ", overlap " + overlap + ": " + text;

            List<TextChunk> chunks = new TextChunker(size, overlap).chunks(text);

            assertThat(chunks.isEmpty()).as(what).isEqualTo(text.isEmpty());
            for (int j = 0; j < chunks.size(); j++) {
                TextChunk chunk = chunks.get(j);
                assertThat(chunk.text())
                        .as(what)
                        .isEqualTo(text.substring(chunk.start(), chunk.end()))
                        .isNotEmpty();
                assertThat(characters(chunk.text())).as(what).isLessThanOrEqualTo(size);
                assertThat(cutsPair(text, chunk.start()) || cutsPair(text, chunk.end()))
                        .as(what)
                        .isFalse();
                TextChunk before = j == 0 ? new TextChunk(-1, 0, "") : chunks.get(j - 1);
                assertThat(chunk.start()).as(what).isGreaterThan(before.start()).isLessThanOrEqualTo(before.end());
                assertThat(chunk.end()).as(what).isGreaterThan(before.end());
                assertThat(text.codePointCount(chunk.start(), before.end()))
                        .as(what)
                        .isLessThanOrEqualTo(overlap);
            }
            if (!chunks.isEmpty()) {
                assertThat(chunks.get(chunks.size() - 1).end()).as(what).isEqualTo(text.length());
                assertSentencesWhole(text, size, chunks, what);
            }
        }
    }

    private static boolean cutsPair(String text, int at) {
        return at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }

    private static void assertSentencesWhole(String text, int size, List<TextChunk> chunks, String what) {
        TextBreaks breaks = TextBreaks.of(text);
        int start = 0;
        for (int end = 1; end <= breaks.length(); end++) {
            if (breaks.at(end) == TextBreaks.SENTENCE) {
                if (end - start <= size) {
                    int from = breaks.offset(start);
                    int to = breaks.offset(end);
                    assertThat(chunks)
                            .as("%s: sentence '%s'", what, text.substring(from, to))
                            .anyMatch(chunk -> chunk.start() <= from && chunk.end() >= to);
                }
                start = end;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"字", "\n", " ", "!)", ".", "a.", "a, "})
    void chunks_oneMillionCharactersOfOneKind_areCutToTheEnd(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());

        List<TextChunk> chunks = TextChunker.DEFAULT.chunks(text);

        assertThat(chunks.get(chunks.size() - 1).end()).isEqualTo(text.length());
    }

    @Test
    void constructor_numbersOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextChunker(0, 0))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextChunker(10, 10))
                .withMessageContaining("10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextChunker(10, -1))
                .withMessageContaining("-1");
    }
}
