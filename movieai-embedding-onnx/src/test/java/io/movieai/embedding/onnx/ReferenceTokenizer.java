package io.movieai.embedding.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hugging Face's own tokenizer on the tokenizer file of bge-small-zh, with lower-casing on as the vocabulary needs it. */
final class ReferenceTokenizer implements AutoCloseable {
    private static final String AS_SHIPPED = "\"lowercase\": false";

    private final HuggingFaceTokenizer tokenizer;

    private ReferenceTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Opens the tokenizer over a copy of the file in {@code folder}. */
    static ReferenceTokenizer open(Path folder) throws IOException {
        String shipped = shippedFile();
        if (!shipped.contains(AS_SHIPPED)) {
            throw new IllegalStateException("the shipped tokenizer file no longer says " + AS_SHIPPED);
        }
        Path patched = folder.resolve("reference-tokenizer.json");
        Files.writeString(patched, shipped.replace(AS_SHIPPED, "\"lowercase\": true"));
        return open(patched, true);
    }

    static ReferenceTokenizer open(Path file, boolean specialTokens) throws IOException {
        return new ReferenceTokenizer(HuggingFaceTokenizer.builder()
                .optTokenizerPath(file)
                .optAddSpecialTokens(specialTokens)
                .optPadding(false)
                .optTruncation(false)
                .build());
    }

    /** Returns the text of the file that bge-small-zh is shipped with. */
    static String shippedFile() throws IOException {
        try (InputStream in = ReferenceTokenizer.class.getResourceAsStream("/bge-small-zh-tokenizer.json")) {
            if (in == null) {
                throw new IllegalStateException("bge-small-zh-tokenizer.json is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the tokens of a text, special tokens included, cut at {@code maxTokens} as the library cuts them. */
    int[] tokens(String text, int maxTokens) {
        Encoding encoding = tokenizer.encode(text);
        long[] ids = encoding.getIds();
        int length = Math.min(ids.length, maxTokens);
        int[] tokens = new int[length];
        for (int i = 0; i < length; i++) {
            tokens[i] = Math.toIntExact(ids[i]);
        }
        tokens[length - 1] = Math.toIntExact(ids[ids.length - 1]);
        return tokens;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
