package io.movieai.app;

import io.movieai.indexing.IndexReport;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code movieai ingest}: brings films into an index, so that questions are answered at once. */
@Command(name = "ingest", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class IngestCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Texts texts;

    @Mixin
    private FilmOptions films = new FilmOptions();

    IngestCommand(Terminal terminal, Texts texts) {
        this.terminal = terminal;
        this.texts = texts;
    }

    @Override
    public Integer call() throws IOException {
        if (films.store() == FilmOptions.Store.MEMORY) {
            throw new IllegalArgumentException(
                    "--store: expected a store that lasts, found memory; ingest fills an index for later commands");
        }
        try (Engine engine = Engine.ingest(films, terminal, texts)) {
            IndexReport report = engine.report();
            terminal.say(texts.get(
                    "ingest.done",
                    report.films(),
                    report.embedded(),
                    String.format(Locale.ROOT, "%.1f", report.elapsed().toMillis() / 1000.0),
                    films.place().orElse(films.indexFolder().root().toString())));
            if (report.truncated() > 0) {
                terminal.say(texts.get("ingest.truncated", report.truncated()));
            }
        }
        return ExitCodes.OK;
    }
}
