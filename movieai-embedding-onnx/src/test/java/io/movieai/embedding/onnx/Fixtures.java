package io.movieai.embedding.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The bundled models for tests, unpacked into the folder that the build names by {@code MOVIEAI_CACHE}. */
final class Fixtures {
    private Fixtures() {}

    static Path cacheDirectory() {
        return ModelCache.defaultDirectory(
                System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
    }

    /** Returns the files of a bundled model. */
    static EncoderSpec spec(BundledModel model) {
        return model.unpack(new ModelCache(cacheDirectory()));
    }

    /** Returns the tokens of a text, as bge-small-zh's tokenizer gives them. */
    static int[] tokens(String text) {
        EncoderSpec spec = spec(BundledModel.BGE_SMALL_ZH);
        try (InputStream json = Files.newInputStream(spec.tokenizerFile())) {
            return TokenizerFile.read("bge-small-zh", json)
                    .tokenizer(Optional.empty())
                    .scanner(spec.maxTokens())
                    .scan(text)
                    .ids();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
