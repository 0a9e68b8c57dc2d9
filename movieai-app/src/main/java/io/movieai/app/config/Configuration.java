package io.movieai.app.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What the program is set to. An option on the command line counts first, then the process's environment, then a file {@code
 * .env} in the current folder; what is said nowhere has its default. Variables that are empty count as not set. Immutable.
 */
public final class Configuration implements IDefaultValueProvider {
    /** Variables of the project's tests, which mean nothing to the program and are no mistake either. */
    private static final Set<String> OF_TESTS = Set.of("MOVIEAI_ML100K", "MOVIEAI_REQUIRE_CHROMA");

    private final Map<String, String> environment;
    private final Map<Setting, Value> values;
    private final List<String> unknown;

    private Configuration(Map<String, String> environment, Map<Setting, Value> values, List<String> unknown) {
        this.environment = Map.copyOf(environment);
        this.values = Map.copyOf(values);
        this.unknown = List.copyOf(unknown);
    }

    /**
     * A value and where it was found.
     *
     * @param text the value
     * @param source where: {@code environment}, or file and line
     */
    public record Value(String text, String source) {}

    /**
     * Reads the configuration.
     *
     * @param process the process's environment
     * @param file the file, which need not exist
     * @throws IllegalArgumentException if the file holds a line that cannot be read; the message holds no value
     */
    public static Configuration read(Map<String, String> process, Path file) throws IOException {
        Map<String, String> environment = new HashMap<>(process);
        Map<Setting, Value> values = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        DotEnv.read(file).forEach((name, variable) -> {
            String place = file.getFileName() + ":" + variable.line();
            Optional<Setting> setting = Setting.named(name);
            if (setting.isEmpty()) {
                unknown.add(place + ": expected the name of a setting, found " + name + nearest(name));
            } else if (setting.get().isOfProcess()) {
                unknown.add(place + ": " + name + " counts in the environment only; set it there");
            } else if (!variable.value().isBlank()
                    && process.getOrDefault(name, "").isBlank()) {
                environment.put(name, variable.value());
                values.put(setting.get(), new Value(variable.value(), place));
            }
        });
        process.forEach((name, value) -> {
            Optional<Setting> setting = Setting.named(name);
            if (setting.isPresent() && !value.isBlank()) {
                values.put(setting.get(), new Value(value, "environment"));
            } else if (setting.isEmpty()
                    && (name.startsWith("MOVIEAI_") || name.startsWith("QWEN_"))
                    && !OF_TESTS.contains(name)) {
                unknown.add("environment: expected the name of a setting, found " + name + nearest(name));
            }
        });
        return new Configuration(environment, values, unknown.stream().sorted().toList());
    }

    /** Returns the process's environment with what the file adds to it. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Returns what a setting is set to, if it is. */
    public Optional<Value> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** Returns a message for each variable that looks like a setting and is none. Holds no values. */
    public List<String> unknown() {
        return unknown;
    }

    /** {@inheritDoc} Options are known by their message keys, which mean the same in every command. */
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        String key = argument.descriptionKey();
        if (key == null || key.isEmpty() || !argument.isOption()) {
            return null;
        }
        return switch (key) {
            case "chroma" ->
                joined(Setting.CHROMA_HOST, "localhost", ":", Setting.CHROMA_PORT, "8000")
                        .map(place -> "http://" + place)
                        .orElse(null);
            case "chroma-database" ->
                joined(Setting.CHROMA_TENANT, "default_tenant", "/", Setting.CHROMA_DATABASE, "default_database")
                        .orElse(null);
            default ->
                Arrays.stream(Setting.values())
                        .filter(setting -> setting.option().equals(key))
                        .findFirst()
                        .flatMap(this::value)
                        .map(Value::text)
                        .orElse(null);
        };
    }

    private Optional<String> joined(
            Setting first, String firstDefault, String separator, Setting second, String secondDefault) {
        if (value(first).isEmpty() && value(second).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(value(first).map(Value::text).orElse(firstDefault)
                + separator
                + value(second).map(Value::text).orElse(secondDefault));
    }

    /** A typo is most often in one place: the names that begin or end alike are the ones that may be meant. */
    private static String nearest(String name) {
        return Arrays.stream(Setting.values())
                .map(Setting::name)
                .filter(known -> alike(known, name) >= Math.max(known.length(), name.length()) - 2)
                .findFirst()
                .map(known -> "; is " + known + " meant?")
                .orElse("");
    }

    private static int alike(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int front = 0;
        while (front < most && a.charAt(front) == b.charAt(front)) {
            front++;
        }
        int back = 0;
        while (back < most - front && a.charAt(a.length() - 1 - back) == b.charAt(b.length() - 1 - back)) {
            back++;
        }
        return front + back;
    }

    /** Returns a text without any value. */
    @Override
    public String toString() {
        return "Configuration" + values.keySet();
    }
}
