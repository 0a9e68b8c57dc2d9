package io.movieai.embedding.onnx;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.IncompatibleModelException;
import io.movieai.embedding.onnx.BertTokenizer.AddedToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a {@code tokenizer.json}, Hugging Face's file of a fast tokenizer, as far as BERT's tokenizers use it.
 * Padding and truncation that the file asks for are left to the caller, who knows what the model reads.
 */
final class TokenizerFile {
    private static final String PORT = "Embedder";
    private static final int DEFAULT_MAX_WORD_LENGTH = 100;

    private final String target;
    private final Map<String, JsonNode> sections = new HashMap<>();
    private final Map<String, JsonNode> model = new HashMap<>();
    private final Map<String, Integer> vocabulary = new HashMap<>();

    private TokenizerFile(String target) {
        this.target = target;
    }

    /**
     * Reads the file.
     *
     * @param target what errors call it: its path or the name of its model
     * @throws IncompatibleModelException if it is not the file of a WordPiece tokenizer
     * @throws IOException if it cannot be read
     */
    static TokenizerFile read(String target, InputStream json) throws IOException {
        TokenizerFile file = new TokenizerFile(target);
        try (JsonParser parser = new ObjectMapper().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw file.incompatible("a JSON object", String.valueOf(parser.currentToken()), null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("model") && parser.currentToken() == JsonToken.START_OBJECT) {
                    file.readModel(parser);
                } else {
                    file.sections.put(name, parser.readValueAsTree());
                }
            }
        } catch (JsonProcessingException e) {
            throw file.incompatible("the JSON of a tokenizer", e.getOriginalMessage(), e);
        }
        if (file.vocabulary.isEmpty()) {
            throw file.incompatible("a vocabulary (model.vocab)", "none", null);
        }
        file.expect("model.type", "WordPiece", file.model.get("type"));
        return file;
    }

    private void readModel(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("vocab") && value == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String token = parser.currentName();
                    if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT || parser.getIntValue() < 0) {
                        throw incompatible("the id of token '" + token + "'", parser.getText(), null);
                    }
                    vocabulary.put(token, parser.getIntValue());
                }
            } else {
                model.put(name, parser.readValueAsTree());
            }
        }
    }

    /**
     * Builds the tokenizer.
     *
     * @param lowercase whether text is put into lower case; empty for what the file says, unless the vocabulary has no
     *     capital letter that a text could match: then no capital letter could ever be known, so it is put into lower case
     */
    BertTokenizer tokenizer(Optional<Boolean> lowercase) {
        JsonNode normalizer = section("normalizer");
        expect("normalizer.type", "BertNormalizer", normalizer.get("type"));
        expect(
                "pre_tokenizer.type",
                "BertPreTokenizer",
                section("pre_tokenizer").get("type"));
        boolean lower = lowercase.orElseGet(() -> flag(normalizer, "lowercase", true) || !knowsCapitalLetters());
        CharacterMap characters = new CharacterMap(
                flag(normalizer, "clean_text", true),
                flag(normalizer, "handle_chinese_chars", true),
                flag(normalizer, "strip_accents", lower),
                lower);
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        readTemplate(before, after);
        JsonNode maxWordLength = model.get("max_input_chars_per_word");
        return new BertTokenizer(
                characters,
                WordPieces.of(vocabulary, text("continuing_subword_prefix", "##")),
                idOf(text("unk_token", "[UNK]")),
                maxWordLength == null ? DEFAULT_MAX_WORD_LENGTH : maxWordLength.asInt(DEFAULT_MAX_WORD_LENGTH),
                before.stream().mapToInt(Integer::intValue).toArray(),
                after.stream().mapToInt(Integer::intValue).toArray(),
                addedTokens());
    }

    /** Returns the highest id that the tokenizer can give. */
    int maxTokenId() {
        int max = vocabulary.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return Math.max(
                max, addedTokens().stream().mapToInt(AddedToken::id).max().orElse(0));
    }

    /** Returns the id that fills up the shorter texts of a batch; masked out, so any will do. */
    int paddingId() {
        return vocabulary.getOrDefault("[PAD]", 0);
    }

    /** Whether any token that a word can match holds a capital letter. {@code [UNK]} and {@code <S>} match no word. */
    private boolean knowsCapitalLetters() {
        String prefix = text("continuing_subword_prefix", "##");
        return vocabulary.keySet().stream()
                .map(token ->
                        (token.startsWith(prefix) && !token.equals(prefix)) ? token.substring(prefix.length()) : token)
                .filter(piece -> any(piece, character -> Character.getType(character) == Character.UPPERCASE_LETTER))
                .anyMatch(piece -> !any(piece, BertCharacters::isPunctuation));
    }

    private static boolean any(String piece, IntPredicate test) {
        return piece.codePoints().anyMatch(test);
    }

    private List<AddedToken> addedTokens() {
        List<AddedToken> tokens = new ArrayList<>();
        for (JsonNode token : sections.getOrDefault("added_tokens", new ObjectMapper().createArrayNode())) {
            String content = token.path("content").asText("");
            if (content.isEmpty() || !token.path("id").isInt()) {
                throw incompatible("added tokens with content and id", token.toString(), null);
            }
            // lstrip and rstrip take spaces away, which are no tokens here.
            for (String option : List.of("single_word", "normalized")) {
                if (flag(token, option, false)) {
                    throw incompatible("added token " + content + " with " + option + ": false", "true", null);
                }
            }
            tokens.add(new AddedToken(content, token.path("id").asInt()));
        }
        return tokens;
    }

    private void readTemplate(List<Integer> before, List<Integer> after) {
        JsonNode processor = section("post_processor");
        String type = processor.path("type").asText("");
        if (type.equals("BertProcessing")) {
            before.add(idOf(processor.path("cls").path(0).asText()));
            after.add(idOf(processor.path("sep").path(0).asText()));
            return;
        }
        expect("post_processor.type", "TemplateProcessing", processor.get("type"));
        boolean textSeen = false;
        for (JsonNode part : processor.path("single")) {
            JsonNode special = part.path("SpecialToken");
            if (part.path("Sequence").path("id").asText("").equals("A") && !textSeen) {
                textSeen = true;
            } else if (!special.isMissingNode()) {
                (textSeen ? after : before).add(idOf(special.path("id").asText()));
            } else {
                throw incompatible("special tokens around one text (post_processor.single)", part.toString(), null);
            }
        }
        if (!textSeen) {
            throw incompatible("special tokens around one text (post_processor.single)", "no text", null);
        }
    }

    private int idOf(String specialToken) {
        Integer id = vocabulary.get(specialToken);
        if (id == null) {
            throw incompatible(
                    "special token " + specialToken + " in the vocabulary",
                    "none among " + vocabulary.size() + " tokens",
                    null);
        }
        return id;
    }

    private JsonNode section(String name) {
        JsonNode section = sections.get(name);
        if (section == null || !section.isObject()) {
            throw incompatible(name, "none", null);
        }
        return section;
    }

    private String text(String name, String otherwise) {
        JsonNode value = model.get(name);
        return (value != null && value.isTextual()) ? value.asText() : otherwise;
    }

    private static boolean flag(JsonNode node, String name, boolean otherwise) {
        JsonNode value = node.get(name);
        return (value != null && value.isBoolean()) ? value.asBoolean() : otherwise;
    }

    private void expect(String name, String expected, @Nullable JsonNode found) {
        if (found == null || !found.asText().equals(expected)) {
            throw incompatible(name + " " + expected, found == null ? "none" : found.asText(), null);
        }
    }

    private IncompatibleModelException incompatible(String expected, String found, @Nullable Throwable cause) {
        return new IncompatibleModelException(
                PORT,
                target,
                "expected " + expected + ", found " + found
                        + "; give the tokenizer.json of a BERT-style model (WordPiece), from the same place as the model",
                cause);
    }
}
