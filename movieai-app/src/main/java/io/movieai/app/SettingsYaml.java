package io.movieai.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Settings written in YAML: a file of them, or the value of one. Only plain values, lists and maps are read. */
final class SettingsYaml {
    private SettingsYaml() {}

    /** @throws IllegalArgumentException if the file is missing, cannot be read or is no YAML map */
    static Map<String, Object> file(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("--config: expected UTF-8 in " + file + ", found other bytes", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--config: expected a file of settings in YAML, found "
                            + (Files.exists(file) ? "that " + file + " cannot be read" : "nothing at " + file),
                    e);
        }
        Object parsed = parse("--config: " + file, text);
        if (parsed == null) {
            return Map.of();
        }
        if (!(parsed instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(
                    "--config: expected lines like learning_rate: 0.001 in " + file + ", found " + shorten(parsed));
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        // A name without a value has RecBole's default.
        map.forEach((name, value) -> {
            if (value != null) {
                settings.put(String.valueOf(name), value);
            }
        });
        return settings;
    }

    /** @throws IllegalArgumentException if there is no value, or it is no YAML */
    static Object value(String name, String text) {
        Object value = parse("--set " + name, text);
        if (value == null) {
            throw new IllegalArgumentException("--set " + name + ": expected a value behind the =, found none");
        }
        return value;
    }

    private static @Nullable Object parse(String where, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(20);
        try {
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (YAMLException e) {
            throw new IllegalArgumentException(where + ": expected YAML, found " + shorten(e.getMessage()), e);
        }
    }

    private static String shorten(@Nullable Object text) {
        String line = String.valueOf(text).strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
