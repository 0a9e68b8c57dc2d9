package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.IncompatibleModelException;
import io.movieai.embedding.onnx.BertTokenizer.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TokenizerFileTest {
    /** A tokenizer of a few words; in the vocabulary, names that are no words have capitals and words have none. */
    private static final String SMALL = """
            {
              "added_tokens": [
                {"id": 1, "content": "[UNK]", "normalized": false, "single_word": false, "lstrip": false, "rstrip": false},
                {"id": 2, "content": "[CLS]", "normalized": false}, {"id": 3, "content": "[SEP]", "normalized": false},
                {"id": 4, "content": "[SEP", "normalized": false}
              ],
              "normalizer": {
                "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null,
                "lowercase": false
              },
              "pre_tokenizer": {"type": "BertPreTokenizer"},
              "post_processor": {
                "type": "TemplateProcessing",
                "single": [
                  {"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                  {"SpecialToken": {"id": "[SEP]", "type_id": 0}}
                ]
              },
              "model": {
                "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                "max_input_chars_per_word": 6,
                "vocab": {
                  "[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "<S>": 5, "toy": 6, "story": 7, "##s": 8, "leon": 9, "!": 10
                }
              }
            }
            """;

    private static TokenizerFile read(String json) throws IOException {
        return TokenizerFile.read("small.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String changed(Consumer<ObjectNode> change) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = (ObjectNode) mapper.readTree(SMALL);
        change.accept(root);
        return mapper.writeValueAsString(root);
    }

    private static ObjectNode vocabulary(ObjectNode root) {
        return (ObjectNode) root.at("/model/vocab");
    }

    private static Tokens scan(String json, Optional<Boolean> lowercase, String text) throws IOException {
        return read(json).tokenizer(lowercase).scanner(32).scan(text);
    }

    private static int[] ids(String json, String text) throws IOException {
        return scan(json, Optional.empty(), text).ids();
    }

    private static void assertRefused(String json, String... messageParts) {
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> {
                    TokenizerFile file = read(json);
                    file.tokenizer(Optional.empty());
                    file.maxTokenId();
                })
                .withMessageContaining("small.json")
                .withMessageContainingAll(messageParts);
    }

    @Test
    void tokenizer_vocabularyWithoutCapitals_putsTextIntoLowerCaseWhateverTheFileSays() throws IOException {
        assertThat(ids(SMALL, "TOY Storys Léon")).containsExactly(2, 6, 7, 8, 9, 3);
    }

    @Test
    void tokenizer_vocabularyWithACapital_keepsCaseAsTheFileSays() throws IOException {
        String json = changed(root -> vocabulary(root).put("Toy", 11));

        assertThat(ids(json, "Toy toy TOY Léon")).containsExactly(2, 11, 6, 1, 1, 3);
    }

    @Test
    void tokenizer_capitalInALaterPiece_keepsCase() throws IOException {
        String json = changed(root -> vocabulary(root).put("##S", 11));

        assertThat(ids(json, "toyS Toy")).containsExactly(2, 6, 11, 1, 3);
    }

    @Test
    void tokenizer_callersChoiceOfCase_wins() throws IOException {
        assertThat(scan(SMALL, Optional.of(false), "Toy toy").ids()).containsExactly(2, 1, 6, 3);

        String capital = changed(root -> vocabulary(root).put("Toy", 11));
        assertThat(scan(capital, Optional.of(true), "Toy toy").ids()).containsExactly(2, 6, 6, 3);
    }

    @Test
    void tokenizer_accentsKeptByTheFile_areKept() throws IOException {
        String json = changed(root -> ((ObjectNode) root.get("normalizer")).put("strip_accents", false));

        assertThat(ids(json, "leon léon")).containsExactly(2, 9, 1, 3);
    }

    @Test
    void scan_wordLongerThanTheLimit_isUnknownAsAWhole() throws IOException {
        String json = changed(root -> vocabulary(root).put("##o", 11));

        assertThat(ids(json, "toyooo")).containsExactly(2, 6, 11, 11, 11, 3);
        assertThat(ids(json, "toyoooo")).containsExactly(2, 1, 3);
        assertThat(ids(json, "toy" + "o".repeat(100_000) + " toy")).containsExactly(2, 1, 6, 3);
    }

    @Test
    void scan_nameOfASpecialToken_isThatToken() throws IOException {
        assertThat(ids(SMALL, "toy[SEP]toy [CLS] [sep]")).containsExactly(2, 6, 3, 6, 2, 1, 1, 1, 3);
    }

    @Test
    void scan_twoAddedTokensFit_takesTheLonger() throws IOException {
        assertThat(ids(SMALL, "[SEP]")).containsExactly(2, 3, 3);
        assertThat(ids(SMALL, "[SEPtoy")).containsExactly(2, 4, 6, 3);
    }

    @Test
    void scan_loneSurrogate_isDroppedAsTheReplacementCharacterIs() throws IOException {
        assertThat(ids(SMALL, "to\ud83cy \udfac toy\ud83c")).containsExactly(2, 6, 6, 3);
        assertThat(ids(SMALL, "to\ufffdy")).containsExactly(2, 6, 3);
    }

    @Test
    void scan_loneSurrogateInTextThatIsNotCleaned_isUnknown() throws IOException {
        String json = changed(root -> ((ObjectNode) root.get("normalizer")).put("clean_text", false));

        assertThat(ids(json, "toy \ud83c toy")).containsExactly(2, 6, 1, 6, 3);
    }

    @Test
    void scan_moreTokensThanTheLimit_cutsTheEnd() throws IOException {
        BertTokenizer.Scanner scanner = read(SMALL).tokenizer(Optional.empty()).scanner(4);

        assertThat(scanner.scan("toy story").truncated()).isFalse();
        assertThat(scanner.scan("toy storys").truncated()).isTrue();
        assertThat(scanner.scan("toy storys").ids()).containsExactly(2, 6, 7, 3);
        assertThat(scanner.scan("toy").ids()).containsExactly(2, 6, 3);
        assertThat(scanner.scan("toy").truncated()).isFalse();
    }

    @Test
    void tokenizer_bertProcessing_isReadLikeATemplate() throws IOException {
        String json = changed(root -> {
            ObjectNode processor = root.putObject("post_processor").put("type", "BertProcessing");
            processor.putArray("sep").add("[SEP]").add(3);
            processor.putArray("cls").add("[CLS]").add(2);
        });

        assertThat(ids(json, "toy")).containsExactly(2, 6, 3);
    }

    @Test
    void maxTokenId_addedTokenAboveTheVocabulary_counts() throws IOException {
        assertThat(read(SMALL).maxTokenId()).isEqualTo(10);
        assertThat(read(changed(root -> root.withArray("added_tokens")
                                .addObject()
                                .put("id", 50)
                                .put("content", "[NEW]")))
                        .maxTokenId())
                .isEqualTo(50);
    }

    @Test
    void read_filesOfAnotherKind_areRefused() throws IOException {
        assertRefused("", "a JSON object");
        assertRefused("[]", "a JSON object");
        assertRefused("{\"model\": {", "JSON");
        assertRefused("{}", "vocabulary");
        assertRefused(changed(root -> vocabulary(root).removeAll()), "vocabulary");
        assertRefused(changed(root -> root.remove("model")), "vocabulary");
        assertRefused(changed(root -> vocabulary(root).put("toy", "six")), "toy");
        assertRefused(changed(root -> vocabulary(root).put("toy", -1)), "toy");
        assertRefused(changed(root -> ((ObjectNode) root.get("model")).put("type", "BPE")), "WordPiece", "BPE");
        assertRefused(changed(root -> ((ObjectNode) root.get("model")).remove("type")), "WordPiece", "none");
    }

    @Test
    void tokenizer_partsOfAnotherKind_areRefused() throws IOException {
        assertRefused(changed(root -> root.putNull("normalizer")), "normalizer");
        assertRefused(
                changed(root -> ((ObjectNode) root.get("normalizer")).put("type", "NFC")), "BertNormalizer", "NFC");
        assertRefused(
                changed(root -> ((ObjectNode) root.get("pre_tokenizer")).put("type", "Whitespace")),
                "BertPreTokenizer",
                "Whitespace");
        assertRefused(changed(root -> root.putNull("post_processor")), "post_processor");
        assertRefused(
                changed(root -> ((ObjectNode) root.get("post_processor")).put("type", "RobertaProcessing")),
                "TemplateProcessing",
                "RobertaProcessing");
        assertRefused(changed(root -> ((ObjectNode) root.get("post_processor")).putArray("single")), "around one text");
        assertRefused(
                changed(root -> ((ObjectNode) root.at("/added_tokens/0")).put("single_word", true)), "single_word");
        assertRefused(changed(root -> ((ObjectNode) root.at("/added_tokens/0")).put("normalized", true)), "normalized");
        assertRefused(changed(root -> ((ObjectNode) root.at("/added_tokens/0")).put("content", "")), "added tokens");
    }

    @Test
    void tokenizer_missingSpecialToken_isNamed() throws IOException {
        for (String token : new String[] {"[UNK]", "[CLS]", "[SEP]"}) {
            assertRefused(changed(root -> vocabulary(root).remove(token)), token);
        }
    }
}
