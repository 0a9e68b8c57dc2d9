package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our tokens against those of Hugging Face's implementation on the same file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BertTokenizerReferenceTest {
    private static final int MAX_TOKENS = 512;
    private static final long SEED = 20_260_119;

    private final ReferenceTokenizer reference;
    private final BertTokenizer tokenizer;

    BertTokenizerReferenceTest(@TempDir Path folder) throws IOException {
        reference = ReferenceTokenizer.open(folder);
        tokenizer = TokenizerFile.read(
                        "bge-small-zh",
                        new ByteArrayInputStream(
                                ReferenceTokenizer.shippedFile().getBytes(StandardCharsets.UTF_8)))
                .tokenizer(Optional.empty());
    }

    @AfterAll
    void closeReference() {
        reference.close();
    }

    private void assertSameTokens(List<String> lines, String what) {
        assertSameTokens(lines, what, tokenizer, reference);
    }

    private static void assertSameTokens(
            List<String> lines, String what, BertTokenizer tokenizer, ReferenceTokenizer reference) {
        BertTokenizer.Scanner scanner = tokenizer.scanner(MAX_TOKENS);
        for (String line : lines) {
            int[] found = scanner.scan(line).ids();
            int[] expected = reference.tokens(line, MAX_TOKENS);
            if (!Arrays.equals(found, expected)) {
                assertThat(found).as("%s: %s", what, escaped(line)).containsExactly(expected);
            }
        }
    }

    private static String escaped(String line) {
        StringBuilder text = new StringBuilder(line).append("  ");
        line.codePoints().forEach(codePoint -> text.append(String.format("%X ", codePoint)));
        return text.toString();
    }

    @Test
    void scan_mixedLines_givesTheTokensOfTheReference() {
        assertSameTokens(MixedLines.generate(6_000, SEED), "seed " + SEED);
    }

    @Test
    void scan_everyCharacterWithinAWord_givesTheTokensOfTheReference() {
        List<String> lines = new ArrayList<>();
        for (int first = 0; first <= Character.MAX_CODE_POINT; first += 64) {
            StringBuilder line = new StringBuilder();
            for (int codePoint = first; codePoint < first + 64; codePoint++) {
                if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                    line.append("a").appendCodePoint(codePoint).append("b ");
                }
            }
            lines.add(line.toString());
        }

        assertSameTokens(lines, "every character");
    }

    /** With a vocabulary that knows every character, no difference can hide behind the unknown token. */
    @ParameterizedTest
    @CsvSource({"true, null", "false, null", "true, false", "false, true"})
    void scan_vocabularyOfAllCharacters_givesTheTokensOfTheReference(
            boolean lowercase, String stripAccents, @TempDir Path folder) throws IOException {
        List<String> lines = MixedLines.ofKnownCharacters(3_000, SEED + 1);
        Path file = CharacterVocabulary.write(folder.resolve("characters.json"), lines, lowercase, stripAccents);
        try (ReferenceTokenizer everyCharacter = ReferenceTokenizer.open(file, true);
                InputStream json = Files.newInputStream(file)) {
            BertTokenizer ours = TokenizerFile.read("characters.json", json).tokenizer(Optional.of(lowercase));

            assertSameTokens(lines, "seed " + (SEED + 1), ours, everyCharacter);
        }
    }

    @Test
    void scan_movieLensTitles_givesTheTokensOfTheReference() throws IOException {
        List<String> titles = MovieLensTitles.read();

        assertThat(titles).hasSize(1_682);
        assertSameTokens(titles, "title");
    }
}
