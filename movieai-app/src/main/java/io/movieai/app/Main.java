package io.movieai.app;

import io.movieai.app.config.Configuration;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The entry point of the command line: {@code movieai <command> [options]}. */
@Command(
        name = "movieai",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        resourceBundle = Texts.BUNDLE,
        exitCodeListHeading = "%n",
        exitCodeList = {
            "0:${bundle:exit.ok}",
            "1:${bundle:exit.defect}",
            "2:${bundle:exit.usage}",
            "3:${bundle:exit.data}",
            "4:${bundle:exit.index}",
            "5:${bundle:exit.unavailable}",
            "69, 70:${bundle:exit.launcher}",
            "130:${bundle:exit.interrupted}"
        })
public final class Main implements Runnable {
    /** How long Ctrl-C waits for the running batch to be stored. */
    private static final long INTERRUPT_GRACE_SECONDS = 10;

    /** How long a stop of the service waits for the requests that it has begun. */
    private static final long SERVE_GRACE_SECONDS = 30;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--debug", descriptionKey = "debug", scope = ScopeType.INHERIT)
    private boolean debug;

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess();
        Texts texts = Texts.in(
                Texts.locale(Optional.ofNullable(System.getenv("MOVIEAI_LANG")).orElse("")));
        Thread worker = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        boolean serving = args.length > 0 && args[0].equals("serve");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (done.getCount() > 0) {
                                terminal.interrupt();
                                terminal.say("");
                                terminal.say(texts.get(serving ? "serve.stopping" : "interrupted"));
                                worker.interrupt();
                                try {
                                    done.await(
                                            serving ? SERVE_GRACE_SECONDS : INTERRUPT_GRACE_SECONDS, TimeUnit.SECONDS);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        },
                        "movieai-interrupt"));
        // Lucene reports through java.util.logging which of its fast paths this JVM has; nobody asked.
        Logger lucene = Logger.getLogger("org.apache.lucene");
        lucene.setLevel(Level.SEVERE);
        int code;
        try {
            code = run(terminal, texts, System.getenv(), args);
        } finally {
            done.countDown();
            Reference.reachabilityFence(lucene);
        }
        System.exit(code);
    }

    /**
     * Runs one command and returns its exit code.
     *
     * @param process the process's environment
     */
    static int run(Terminal terminal, Texts texts, Map<String, String> process, String... args) {
        Configuration configuration;
        try {
            configuration = Configuration.read(process, Path.of(".env"));
        } catch (IOException | IllegalArgumentException e) {
            terminal.say(texts.get("error", String.valueOf(e.getMessage())));
            return ExitCodes.USAGE;
        }
        configuration.unknown().forEach(message -> terminal.say(texts.get("config.unknown", message)));
        Map<String, String> environment = configuration.environment();
        Main main = new Main();
        CommandLine line = new CommandLine(main)
                .addSubcommand(new AskCommand(terminal, texts, environment))
                .addSubcommand(new IngestCommand(terminal, texts))
                .addSubcommand(new ServeCommand(terminal, texts, environment))
                .addSubcommand(new ConfigCommand(terminal, texts, configuration))
                .addSubcommand(new DownloadCommand(terminal, texts))
                .addSubcommand(new DoctorCommand(terminal, texts, environment))
                .addSubcommand(new TrainCommand(terminal, texts))
                .addSubcommand(new RecommendCommand(terminal, texts))
                .addSubcommand(new CommandLine(new EvaluateCommand())
                        .addSubcommand(new EvaluateRetrievalCommand(terminal, texts))
                        .addSubcommand(new EvaluateRecsysCommand(terminal, texts)));
        Failures failures = new Failures(terminal, texts, () -> main.debug);
        line.setDefaultValueProvider(configuration);
        line.setResourceBundle(texts.bundle());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(terminal.writer(terminal.out()));
        line.setErr(terminal.writer(terminal.err()));
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        line.setUsageHelpAutoWidth(true);
        line.setAbbreviatedOptionsAllowed(false);
        int code;
        try {
            code = line.execute(args);
        } catch (Error e) {
            code = failures.handle(e, line.getParseResult());
        }
        return terminal.hasLostOutput() && code == ExitCodes.OK ? failures.outputLost() : code;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"movieai " + (version == null ? "(not packaged)" : version)};
        }
    }
}
