package io.movieai.app;

import io.movieai.MovieAiException;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.llm.qwen.QwenGenerator;
import io.movieai.store.chroma.ChromaStore;
import io.movieai.store.lucene.LuceneStore;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private boolean healthy = true;

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
        check("doctor.data", this::data);
        check("doctor.disk", this::disk);
        check("doctor.model", this::model);
        if (films.store() == FilmOptions.Store.CHROMA) {
            check("doctor.chroma", this::chroma);
        }
        check("doctor.llm", this::llm);
        return healthy ? ExitCodes.OK : ExitCodes.UNAVAILABLE;
    }

    private void check(String name, Check check) {
        try {
            terminal.out().println(texts.get("doctor.good", texts.get(name), check.run()));
        } catch (IOException | MovieAiException | IllegalStateException e) {
            healthy = false;
            terminal.out().println(texts.get("doctor.bad", texts.get(name), String.valueOf(e.getMessage())));
        }
    }

    private String java() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + texts.get("doctor.memory", Runtime.getRuntime().maxMemory() / MIB);
    }

    private String data() throws IOException {
        FilmSource source = films.source();
        source.stamp();
        int count = source.read(new Progress(null)).movies().size();
        return texts.get("doctor.films", source.name(), count);
    }

    private String disk() throws IOException {
        Path folder = films.indexFolder().root().toAbsolutePath();
        Path existing = existingPart(folder);
        FileStore disk = Files.getFileStore(existing);
        if (!Files.isWritable(existing)) {
            throw new IOException(texts.get("doctor.unwritable", existing));
        }
        if (disk.getUsableSpace() < ENOUGH_DISK) {
            throw new IOException(texts.get("doctor.full", existing, disk.getUsableSpace() / MIB));
        }
        return texts.get("doctor.space", folder, disk.getUsableSpace() / MIB);
    }

    private static Path existingPart(Path folder) {
        Path parent = folder.getParent();
        return Files.exists(folder) || parent == null ? folder : existingPart(parent);
    }

    /** The model, and the index with it, because an index is of one model's space. */
    private String model() throws IOException {
        try (OnnxEmbedder embedder = films.model().open()) {
            embedder.selfCheck();
            IndexFolder folder = films.indexFolder();
            if (films.store() == FilmOptions.Store.CHROMA) {
                return texts.get("doctor.golden", embedder.space(), texts.get("doctor.remote"));
            }
            if (films.store() == FilmOptions.Store.MEMORY || !Files.exists(folder.lucene())) {
                return texts.get("doctor.golden", embedder.space(), texts.get("doctor.no-index"));
            }
            try (LuceneStore store = LuceneStore.open(folder.lucene(), embedder.space())) {
                return texts.get(
                        "doctor.golden", embedder.space(), texts.get("doctor.index", store.count(), folder.root()));
            }
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

    /** What is set, not whether the service answers: asking it costs money. */
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
