package io.movieai.app;

import io.movieai.app.FilmOptions.Store;
import io.movieai.app.config.Configuration;
import io.movieai.app.config.Configuration.Value;
import io.movieai.app.config.Setting;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** {@code movieai config}: shows what is in force, and where it was said. Secrets are masked. */
@Command(name = "config", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class ConfigCommand implements Callable<Integer> {
    private static final String MASK = "***";

    private final Terminal terminal;
    private final Texts texts;
    private final Configuration configuration;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    ConfigCommand(Terminal terminal, Texts texts, Configuration configuration) {
        this.terminal = terminal;
        this.texts = texts;
        this.configuration = configuration;
    }

    @Override
    public Integer call() {
        for (Setting setting : Setting.values()) {
            Optional<Value> value = configuration.value(setting);
            String shown = value.map(found -> setting.isSecret() ? MASK : found.text())
                    .or(() -> preset(setting))
                    .orElse("-");
            String source = value.map(Value::source).orElse(texts.get("config.default"));
            terminal.out().printf("%-18s %-40s %s%n", setting, shown, source);
        }
        return ExitCodes.OK;
    }

    /** Returns the default that the option of the service says. */
    private Optional<String> preset(Setting setting) {
        if (setting == Setting.MOVIEAI_EMBEDDER) {
            boolean chroma = configuration
                    .value(Setting.MOVIEAI_STORE)
                    .filter(store -> store.text().equalsIgnoreCase(Store.CHROMA.name()))
                    .isPresent();
            return Optional.of(
                    FilmOptions.usualModel(chroma ? Store.CHROMA : Store.LUCENE).toString());
        }
        CommandLine serve = Objects.requireNonNull(spec.root().subcommands().get("serve"), "serve");
        return serve.getCommandSpec().options().stream()
                .filter(option ->
                        !setting.option().isEmpty() && setting.option().equals(option.descriptionKey()))
                .findFirst()
                .map(OptionSpec::defaultValue)
                .filter(text -> !text.startsWith("$"));
    }
}
