package io.movieai.app;

import io.movieai.recsys.training.RecBoleSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that train and measure recommender models. */
final class RecsysOptions {
    @Option(names = "--data", paramLabel = "DIR", required = true, descriptionKey = "recsys.data")
    private Path data = Path.of("");

    @Option(names = "--benchmark", paramLabel = "TRAIN,VALID,TEST", descriptionKey = "recsys.benchmark")
    private @Nullable String benchmark;

    @Option(names = "--config", paramLabel = "FILE", descriptionKey = "recsys.config")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "NAME=VALUE", descriptionKey = "recsys.set")
    private Map<String, String> set = Map.of();

    @Option(names = "--ci", descriptionKey = "recsys.ci")
    private boolean intervals;

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    Path data() {
        return data;
    }

    boolean intervals() {
        return intervals;
    }

    boolean json() {
        return json;
    }

    /**
     * Returns the settings of a training: those of the configuration file, over them {@code --set}, over them the other options.
     *
     * @param basis settings that all of these replace
     * @param model the name of the model, or null if the settings name it
     */
    RecBoleSettings settings(Map<String, Object> basis, @Nullable String model) {
        Map<String, Object> settings = new LinkedHashMap<>(basis);
        settings.putAll(given());
        if (model != null) {
            settings.put("model", model);
        }
        return RecBoleSettings.of(settings);
    }

    private Map<String, Object> given() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (config != null) {
            settings.putAll(SettingsYaml.file(config));
        }
        set.forEach((name, value) -> settings.put(name, SettingsYaml.value(name, value)));
        if (benchmark != null) {
            List<String> parts =
                    Arrays.stream(benchmark.split(",", -1)).map(String::strip).toList();
            if (parts.size() != 3 || Set.copyOf(parts).size() != 3 || parts.contains("")) {
                throw new IllegalArgumentException(
                        "--benchmark: expected three words like train,valid,test, found " + benchmark);
            }
            settings.put("benchmark_filename", parts);
        }
        return settings;
    }
}
