package io.movieai.app;

import io.movieai.app.http.HttpService;
import io.movieai.app.http.HttpSettings;
import io.movieai.app.http.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code movieai serve}: answers over HTTP until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Texts texts;

    @Mixin
    private FilmOptions films = new FilmOptions();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "5001", descriptionKey = "port")
    private int port = HttpSettings.DEFAULT_PORT;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = HttpSettings.LOOPBACK, descriptionKey = "host")
    private String host = HttpSettings.LOOPBACK;

    ServeCommand(Terminal terminal, Texts texts) {
        this.terminal = terminal;
        this.texts = texts;
    }

    @Override
    public Integer call() throws IOException {
        HttpSettings settings = new HttpSettings(host, port, Optional.empty(), Set.of(), Limits.DEFAULT);
        try (Engine engine = Engine.open(films, terminal, texts);
                HttpService service = HttpService.start(settings, engine.backend())) {
            terminal.say(texts.get(
                    "serve.started", service.url(), engine.ai().catalog().size()));
            if (settings.key().isEmpty() && !InetAddress.getByName(host).isLoopbackAddress()) {
                terminal.say(texts.get("serve.open", host));
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            terminal.say(texts.get("serve.stopped"));
        }
        return ExitCodes.OK;
    }
}
