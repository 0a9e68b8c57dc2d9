package io.movieai.embedding.onnx;

import java.nio.file.Path;

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
}
