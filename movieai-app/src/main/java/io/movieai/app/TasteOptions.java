package io.movieai.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which recommender model knows people's taste. */
final class TasteOptions {
    @Option(names = "--model", paramLabel = "FILE|NAME", descriptionKey = "taste.model")
    private @Nullable String model;

    boolean isGiven() {
        return model != null;
    }

    /** @throws IllegalArgumentException if it is neither a file nor a model's name */
    Optional<ModelChoice> model() {
        return Optional.ofNullable(model).map(ModelChoice::of);
    }
}
