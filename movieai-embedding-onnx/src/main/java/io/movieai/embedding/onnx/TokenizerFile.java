package io.movieai.embedding.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
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
    private final Map<String, JsonValue> sections = new HashMap<>();
    private final Map<String, JsonValue> model = new HashMap<>();
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
        try (JsonParser parser = jsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw file.incompatible("a JSON object", String.valueOf(parser.currentToken()), null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("model") && parser.currentToken() == JsonToken.START_OBJECT) {
                    file.readModel(parser);
                } else {
                    file.sections.put(name, JsonValue.read(parser));
                }
            }
        } catch (JsonProcessingException e) {
            throw file.incompatible("the JSON of a tokenizer", e.getOriginalMessage(), e);
        }
        if (file.vocabulary.isEmpty()) {
            throw file.incompatible("a vocabulary (model.vocab)", "none", null);
        }
        file.expect("model.type", "WordPiece", file.modelValue("type"));
        return file;
    }

    /** Without a table of names: a vocabulary's are all different. */
    private static JsonFactory jsonFactory() {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
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
                model.put(name, JsonValue.read(parser));
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
        JsonValue normalizer = section("normalizer");
        expect("normalizer.type", "BertNormalizer", normalizer.get("type"));
        expect(
                "pre_tokenizer.type",
                "BertPreTokenizer",
                section("pre_tokenizer").get("type"));
        boolean lower = lowercase.orElseGet(() -> normalizer.get("lowercase").flag(true) || !knowsCapitalLetters());
        CharacterMap characters = new CharacterMap(
                normalizer.get("clean_text").flag(true),
                normalizer.get("handle_chinese_chars").flag(true),
                normalizer.get("strip_accents").flag(lower),
                lower);
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        readTemplate(before, after);
        return new BertTokenizer(
                characters,
                WordPieces.of(
                        vocabulary, modelValue("continuing_subword_prefix").text("##")),
                idOf(modelValue("unk_token").text("[UNK]")),
                modelValue("max_input_chars_per_word").integer(DEFAULT_MAX_WORD_LENGTH),
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
        String prefix = modelValue("continuing_subword_prefix").text("##");
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
        for (JsonValue token :
                sections.getOrDefault("added_tokens", JsonValue.ABSENT).elements()) {
            String content = token.get("content").text("");
            int id = token.get("id").integer(-1);
            if (content.isEmpty() || id < 0) {
                throw incompatible("added tokens with content and id", token.toString(), null);
            }
            // lstrip and rstrip take spaces away, which are no tokens here.
            for (String option : List.of("single_word", "normalized")) {
                if (token.get(option).flag(false)) {
                    throw incompatible("added token " + content + " with " + option + ": false", "true", null);
                }
            }
            tokens.add(new AddedToken(content, id));
        }
        return tokens;
    }

    private void readTemplate(List<Integer> before, List<Integer> after) {
        JsonValue processor = section("post_processor");
        if (processor.get("type").text("").equals("BertProcessing")) {
            before.add(idOf(firstOf(processor.get("cls"))));
            after.add(idOf(firstOf(processor.get("sep"))));
            return;
        }
        expect("post_processor.type", "TemplateProcessing", processor.get("type"));
        boolean textSeen = false;
        for (JsonValue part : processor.get("single").elements()) {
            JsonValue special = part.get("SpecialToken");
            if (part.get("Sequence").get("id").text("").equals("A") && !textSeen) {
                textSeen = true;
            } else if (special.isObject()) {
                (textSeen ? after : before).add(idOf(special.get("id").text("")));
            } else {
                throw incompatible("special tokens around one text (post_processor.single)", part.toString(), null);
            }
        }
        if (!textSeen) {
            throw incompatible("special tokens around one text (post_processor.single)", "no text", null);
        }
    }

    /** A pair of a token and its id stands as an array. */
    private static String firstOf(JsonValue pair) {
        return pair.elements().isEmpty() ? "" : pair.elements().get(0).text("");
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

    private JsonValue section(String name) {
        JsonValue section = sections.getOrDefault(name, JsonValue.ABSENT);
        if (!section.isObject()) {
            throw incompatible(name, section.toString(), null);
        }
        return section;
    }

    private JsonValue modelValue(String name) {
        return model.getOrDefault(name, JsonValue.ABSENT);
    }

    private void expect(String name, String expected, JsonValue found) {
        if (!found.text("").equals(expected)) {
            throw incompatible(name + " " + expected, found.toString(), null);
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
