package io.movieai.app;

import io.movieai.Health;
import io.movieai.IncompatibleModelException;
import io.movieai.MovieAi;
import io.movieai.MovieAiException;
import io.movieai.app.FilmSource.Films;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.embedding.onnx.SelfCheck;
import io.movieai.generation.Generator;
import io.movieai.llm.qwen.QwenGenerator;
import io.movieai.recsys.data.MalformedDataException;
import io.movieai.store.chroma.ChromaStore;
import io.movieai.store.lucene.IndexInUseException;
import io.movieai.store.lucene.LuceneStore;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code movieai doctor}: checks what the program stands on, and says what to do about what is wrong. */
@Command(name = "doctor", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class DoctorCommand implements Callable<Integer> {
    private static final long MIB = 1 << 20;
    /** An index of the largest data set that can be downloaded, and the unpacked models, fit into this. */
    private static final long ENOUGH_DISK = 1024 * MIB;

    private final Terminal terminal;
    private final Texts texts;
    private int code = ExitCodes.OK;

    @Mixin
    private FilmOptions films = new FilmOptions();

    @Mixin
    private LlmOptions llm;

    DoctorCommand(Terminal terminal, Texts texts, Map<String, String> environment) {
        this.terminal = terminal;
        this.texts = texts;
        this.llm = new LlmOptions(environment);
    }

    /** One thing to look at: returns what was found. */
    @FunctionalInterface
    private interface Check {
        String run() throws IOException;
    }

    @Override
    public Integer call() {
        check("doctor.java", this::java);
        check("doctor.environment", this::environment);
        check("doctor.data", this::data);
        check("doctor.disk", this::disk);
        check("doctor.model", this::model);
        if (films.store() != FilmOptions.Store.MEMORY) {
            check("doctor.index", this::index);
        }
        if (films.store() == FilmOptions.Store.CHROMA) {
            check("doctor.chroma", this::chroma);
        }
        ports();
        return code;
    }

    /** Wires the ports as the program does and asks each; what is told of the model and the server above is not repeated. */
    private void ports() {
        Optional<Health> health;
        try {
            health = Optional.of(health());
        } catch (IOException | MovieAiException | IllegalArgumentException | IllegalStateException e) {
            // What cannot be opened is told above, or by the settings of the language model.
            health = Optional.empty();
        }
        if (health.isEmpty()) {
            check("doctor.llm", this::llm);
            return;
        }
        for (Health.Port port : health.get().ports()) {
            switch (port.name()) {
                case "VectorStore" -> {
                    if (films.store() != FilmOptions.Store.CHROMA) {
                        check("doctor.vectors", () -> ready(port, texts.get("doctor.ready")));
                    }
                }
                case "KeywordIndex" -> check("doctor.keywords", () -> ready(port, texts.get("doctor.ready")));
                case "Generator" -> check("doctor.llm", () -> ready(port, llm()));
                default -> {
                    if (!port.ready()) {
                        check("doctor.model", () -> ready(port, ""));
                    }
                }
            }
        }
    }

    private Health health() throws IOException {
        try (OnnxEmbedder embedder = films.model().open();
                Stores stores = stores(embedder.space());
                Generator generator = llm.open()) {
            return MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(stores.vectors())
                    .keywordIndex(stores.keywords())
                    .generator(generator)
                    .build()
                    .health();
        }
    }

    /** Returns the stores that are there; in place of those that are not, empty ones, for looking makes none. */
    private Stores stores(EmbeddingSpace space) throws IOException {
        return films.store() == FilmOptions.Store.MEMORY
                        || !Files.exists(films.indexFolder().lucene())
                ? Stores.inMemory(space)
                : Stores.lucene(films.indexFolder(), space);
    }

    private static String ready(Health.Port port, String found) {
        if (!port.ready()) {
            throw new IllegalStateException(port.reason());
        }
        return found;
    }

    /** The first thing that is wrong decides the exit code. */
    private void check(String name, Check check) {
        String found;
        try {
            found = texts.get("doctor.good", texts.get(name), check.run());
        } catch (IOException | MovieAiException | MalformedDataException | IllegalStateException e) {
            if (code == ExitCodes.OK) {
                code = e instanceof IllegalStateException ? ExitCodes.UNAVAILABLE : Failures.exitCode(e);
            }
            String message =
                    e instanceof IllegalStateException ? String.valueOf(e.getMessage()) : Failures.message(e, texts);
            found = texts.get("doctor.bad", texts.get(name), message);
        }
        terminal.println(found);
    }

    private String java() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + texts.get("doctor.memory", Runtime.getRuntime().maxMemory() / MIB);
    }

    /** The folders that the environment names, as far as they are there. */
    private String environment() throws IOException {
        Path home = IndexFolder.home();
        Path cache = OnnxEmbedder.defaultCacheDirectory();
        for (Path folder : List.of(home, cache)) {
            Path existing = existingPart(folder);
            if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
                throw new IOException(texts.get(
                        "doctor.unwritable", existing, folder.equals(home) ? "MOVIEAI_HOME" : "MOVIEAI_CACHE"));
            }
        }
        return texts.get("doctor.folders", home, cache);
    }

    private String data() throws IOException {
        FilmSource source = films.source();
        source.stamp();
        Films read = source.read(new Progress(null));
        String found = texts.get("doctor.films", source.name(), read.movies().size());
        return read.report()
                .filter(report -> report.linesSkipped() + report.warningCount() > 0)
                .map(report -> found + "; " + texts.get("doctor.skipped", report.linesSkipped(), report.warningCount()))
                .orElse(found);
    }

    private String disk() throws IOException {
        Path folder = films.indexFolder().root().toAbsolutePath();
        Path existing = existingPart(folder);
        FileStore disk = Files.getFileStore(existing);
        if (!Files.isWritable(existing)) {
            throw new IOException(texts.get("doctor.unwritable", existing, "--index"));
        }
        if (disk.getUsableSpace() < ENOUGH_DISK) {
            throw new IOException(texts.get("doctor.full", existing, disk.getUsableSpace() / MIB));
        }
        return texts.get("doctor.space", folder, disk.getUsableSpace() / MIB);
    }

    private static Path existingPart(Path folder) {
        return IndexFolder.at(folder).existingPart();
    }

    private String model() {
        try (OnnxEmbedder embedder = films.model().open()) {
            return verdict(embedder.space(), embedder.selfCheck(), OnnxEmbedder.defaultCacheDirectory(), texts);
        }
    }

    /**
     * Returns what to say of a model that is sound.
     *
     * @param cache where the model's files are
     * @throws IncompatibleModelException if it is not
     */
    static String verdict(EmbeddingSpace space, SelfCheck check, Path cache, Texts texts) {
        if (!check.passed()) {
            throw new IncompatibleModelException(
                    "Embedder",
                    space.model(),
                    texts.get(
                            "doctor.damaged-model",
                            space,
                            Double.toString(check.tolerance()),
                            Double.toString(check.deviation().orElse(Double.NaN)),
                            cache),
                    null);
        }
        return texts.get("doctor.golden", space);
    }

    /** The folder, and how its films compare with the source; what asking would repair is no fault. */
    private String index() throws IOException {
        FilmSource source = films.source();
        IndexFolder folder = films.indexFolder();
        folder.verify(source, films.place());
        if (!Files.exists(folder.lucene())) {
            return texts.get("doctor.no-index");
        }
        String found;
        try {
            found = records(folder);
        } catch (IndexInUseException e) {
            // As it is while the service runs. What the other process is changing says nothing of how complete it is.
            return texts.get("doctor.in-use", folder.root());
        }
        return switch (folder.contents(source, source.stamp()).state()) {
            case CURRENT -> found;
            case INCOMPLETE -> found + "; " + texts.get("doctor.incomplete", folder.root());
            case OUTDATED -> found + "; " + texts.get("doctor.outdated", folder.root());
            case DAMAGED -> found + "; " + texts.get("doctor.damaged", folder.root());
        };
    }

    private String records(IndexFolder folder) {
        try (LuceneStore store = LuceneStore.open(folder.lucene(), films.model().space())) {
            return films.store() == FilmOptions.Store.CHROMA
                    ? texts.get("doctor.remote")
                    : texts.get("doctor.records", store.count(), folder.root());
        }
    }

    /** The server and the collection; makes none. */
    private String chroma() {
        try (OnnxEmbedder embedder = films.model().open()) {
            Optional<ChromaStore> found = films.chroma(embedder.space(), false).find();
            if (found.isEmpty()) {
                return texts.get("doctor.no-collection", films.place().orElseThrow());
            }
            try (ChromaStore store = found.get()) {
                return texts.get("doctor.collection", store, store.count());
            }
        }
    }

    /** What is set. */
    private String llm() {
        Optional<QwenGenerator> found;
        try {
            found = llm.qwen();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        if (found.isEmpty()) {
            return texts.get("doctor.templates");
        }
        try (QwenGenerator qwen = found.get()) {
            return texts.get(qwen.hasApiKey() ? "doctor.key" : "doctor.no-key", qwen.model(), qwen.baseUrl());
        }
    }
}
