package io.movieai.app;

import io.movieai.app.http.Backend;
import io.movieai.app.http.HttpService;
import io.movieai.app.http.HttpSettings;
import io.movieai.generation.Generator;
import io.movieai.generation.TemplateGenerator;
import io.movieai.recsys.serving.ModelRecommender;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code movieai serve}: answers over HTTP until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Texts texts;
    private final Map<String, String> environment;

    @Mixin
    private FilmOptions films = new FilmOptions();

    @Mixin
    private TasteOptions taste = new TasteOptions();

    @Mixin
    private LlmOptions llm;

    @Mixin
    private ServeOptions options = new ServeOptions();

    ServeCommand(Terminal terminal, Texts texts, Map<String, String> environment) {
        this.terminal = terminal;
        this.texts = texts;
        this.environment = environment;
        this.llm = new LlmOptions(environment);
    }

    @Override
    public Integer call() throws IOException {
        TasteModel models = TasteModel.of(films, terminal, texts);
        try (Generator generator = llm.open();
                ModelRecommender recommender = taste.isGiven() ? models.open(taste) : null;
                Engine engine = Engine.open(films, AskCommand.ports(generator, recommender), terminal, texts)) {
            serve(engine.backend(films, generator, Optional.ofNullable(recommender)));
        } catch (InterruptedException e) {
            terminal.say(texts.get("serve.stopped"));
        }
        return ExitCodes.OK;
    }

    private void serve(Backend backend) throws IOException, InterruptedException {
        HttpSettings settings = options.settings(environment, !backend.model().equals(TemplateGenerator.MODEL));
        backend.ai().prepare();
        try (HttpService service = HttpService.start(settings, backend)) {
            terminal.say(texts.get(
                    "serve.started", service.url(), backend.ai().catalog().size()));
            if (settings.key().isEmpty()
                    && !InetAddress.getByName(settings.host()).isLoopbackAddress()) {
                terminal.say(texts.get("serve.open", settings.host()));
            }
            new CountDownLatch(1).await();
        }
    }
}
