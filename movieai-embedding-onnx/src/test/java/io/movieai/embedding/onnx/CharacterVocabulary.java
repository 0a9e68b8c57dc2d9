package io.movieai.embedding.onnx;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** A tokenizer file whose vocabulary is every character that some lines can come down to. */
final class CharacterVocabulary {
    private CharacterVocabulary() {}

    static Path write(Path file, List<String> lines, boolean lowercase, String stripAccents) throws IOException {
        TreeSet<Integer> characters = new TreeSet<>();
        for (String line : lines) {
            for (String form : List.of(line, Normalizer.normalize(line, Normalizer.Form.NFD))) {
                form.codePoints().forEach(characters::add);
                form.codePoints().map(Character::toLowerCase).forEach(characters::add);
                form.toLowerCase(Locale.ROOT).codePoints().forEach(characters::add);
            }
        }
        ObjectMapper json = new ObjectMapper();
        ObjectNode tokenizer = (ObjectNode) json.readTree(ReferenceTokenizer.shippedFile());
        ((ObjectNode) tokenizer.get("normalizer")).put("lowercase", lowercase);
        if (stripAccents.equals("null")) {
            ((ObjectNode) tokenizer.get("normalizer")).putNull("strip_accents");
        } else {
            ((ObjectNode) tokenizer.get("normalizer")).put("strip_accents", Boolean.parseBoolean(stripAccents));
        }
        ObjectNode vocabulary = ((ObjectNode) tokenizer.get("model")).putObject("vocab");
        for (String special : List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")) {
            vocabulary.put(special, special.equals("[PAD]") ? 0 : 99 + vocabulary.size());
        }
        characters.forEach(character -> {
            vocabulary.put(Character.toString(character), 1_000 + vocabulary.size());
            vocabulary.put("##" + Character.toString(character), 1_000 + vocabulary.size());
        });
        json.writeValue(file.toFile(), tokenizer);
        return file;
    }
}
