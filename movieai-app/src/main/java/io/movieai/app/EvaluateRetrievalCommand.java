package io.movieai.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.Stage;
import io.movieai.app.RetrievalEvaluation.Group;
import io.movieai.app.RetrievalEvaluation.Miss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code movieai evaluate retrieval}: measures the answers to requests whose right answers are known. */
@Command(name = "retrieval", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class EvaluateRetrievalCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Texts texts;

    @Mixin
    private FilmOptions films = new FilmOptions();

    @Option(names = "--queries", paramLabel = "FILE", required = true, descriptionKey = "queries")
    private Path queries = Path.of("");

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    EvaluateRetrievalCommand(Terminal terminal, Texts texts) {
        this.terminal = terminal;
        this.texts = texts;
    }

    @Override
    public Integer call() throws IOException {
        List<EvaluationQuery> asked = EvaluationQuery.read(queries);
        try (Engine engine = Engine.open(films, terminal, texts)) {
            RetrievalEvaluation evaluation = RetrievalEvaluation.of(engine.ai(), asked);
            if (json) {
                terminal.out().println(json(evaluation));
            } else {
                print(evaluation);
            }
        }
        return ExitCodes.OK;
    }

    private void print(RetrievalEvaluation evaluation) {
        line("%-28s %8s %12s %8s %8s %8s", "kind/tag", "requests", "precision@5", "hit@1", "hit@5", "refused");
        for (Map.Entry<String, Group> entry : evaluation.groups().entrySet()) {
            Group group = entry.getValue();
            line(
                    "%-28s %8d %12.3f %8.3f %8.3f %8.3f",
                    entry.getKey(),
                    group.requests(),
                    group.precision(),
                    group.hitAtOne(),
                    group.hitAtFive(),
                    group.refused());
        }
        line("refused though there is an answer: %.3f", evaluation.falseRefusals());
        for (Stage stage : Stage.values()) {
            line(
                    "%-12s p50 %.2f ms, p99 %.2f ms",
                    stage.name().toLowerCase(Locale.ROOT),
                    evaluation.millis(stage, 0.5),
                    evaluation.millis(stage, 0.99));
        }
        for (Miss miss : evaluation.misses()) {
            line(
                    "- %s [%s] %s",
                    miss.query().id(), miss.query().tag(), miss.query().text());
            line("    %s", miss.reason());
            line("    %s", miss.understood());
        }
    }

    private void line(String format, Object... values) {
        terminal.println(String.format(Locale.ROOT, format, values));
    }

    private static ObjectNode json(RetrievalEvaluation evaluation) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ObjectNode groups = root.putObject("groups");
        evaluation
                .groups()
                .forEach((name, group) -> groups.putObject(name)
                        .put("requests", group.requests())
                        .put("precision@5", group.precision())
                        .put("hit@1", group.hitAtOne())
                        .put("hit@5", group.hitAtFive())
                        .put("refused", group.refused()));
        root.put("false_refusals", evaluation.falseRefusals());
        ObjectNode times = root.putObject("p50_ms");
        for (Stage stage : Stage.values()) {
            times.put(stage.name().toLowerCase(Locale.ROOT), evaluation.millis(stage, 0.5));
        }
        ArrayNode misses = root.putArray("misses");
        for (Miss miss : evaluation.misses()) {
            misses.addObject()
                    .put("id", miss.query().id())
                    .put("q", miss.query().text())
                    .put("reason", miss.reason())
                    .put("understood", miss.understood());
        }
        return root;
    }
}
