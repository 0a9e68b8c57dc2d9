package io.movieai.app;

import io.movieai.recsys.training.RecBoleSettings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code --model} names: a model that can be trained, or a file that holds a trained one.
 *
 * @param name the model's name in its usual spelling
 * @param file the file
 */
record ModelChoice(Optional<String> name, Optional<Path> file) {
    /** @throws IllegalArgumentException if the text is neither; the message names the nearest model */
    static ModelChoice of(String text) {
        Path path = null;
        try {
            path = Path.of(text);
        } catch (InvalidPathException e) {
            // Then it is no file.
        }
        if (RecBoleSettings.models().stream().anyMatch(text::equalsIgnoreCase)) {
            return new ModelChoice(Optional.of(RecBoleSettings.modelNamed(text)), Optional.empty());
        }
        if (path != null && Files.isRegularFile(path)) {
            return new ModelChoice(Optional.empty(), Optional.of(path));
        }
        try {
            RecBoleSettings.modelNamed(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--model: there is no such file, and as a name: " + e.getMessage(), e);
        }
        throw new IllegalStateException("a name that is known and unknown: " + text);
    }
}
