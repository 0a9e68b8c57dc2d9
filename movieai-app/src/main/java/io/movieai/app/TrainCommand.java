package io.movieai.app;

import io.movieai.recsys.parallel.WorkerPool;
import io.movieai.recsys.serving.ModelFile;
import io.movieai.recsys.training.RecBoleSettings;
import io.movieai.recsys.training.TrainingResult;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code movieai train}: trains a recommender model, measures it and keeps it in a file. */
@Command(name = "train", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class TrainCommand implements Callable<Integer>, JsonOutput {
    private final Terminal terminal;
    private final Texts texts;

    @Option(names = "--model", paramLabel = "NAME", descriptionKey = "train.model")
    private @Nullable String model;

    @Mixin
    private RecsysOptions options = new RecsysOptions();

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "train.out")
    private @Nullable Path out;

    @Option(names = "--resume", descriptionKey = "train.resume")
    private boolean resume;

    TrainCommand(Terminal terminal, Texts texts) {
        this.terminal = terminal;
        this.texts = texts;
    }

    @Override
    public boolean json() {
        return options.json();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RecBoleSettings settings = options.settings(Map.of(), model);
        if (out != null) {
            requireWritable(out);
        }
        Path checkpoint = checkpoint(settings);
        if (!resume && Files.exists(checkpoint)) {
            throw new IllegalArgumentException("train: expected no unfinished training, found the checkpoint "
                    + checkpoint + "; add --resume to go on from it, or delete it");
        }
        if (resume && !Files.exists(checkpoint)) {
            terminal.say(texts.get("train.nothing-to-resume", checkpoint));
        }
        settings.withoutEffect().forEach(name -> terminal.say(texts.get("train.without-effect", name, name(settings))));
        RatingData data = RatingData.load(options.data(), settings, terminal, texts);
        try (WorkerPool pool = WorkerPool.start()) {
            TrainingResult result = fit(settings, data, checkpoint, pool);
            Figures figures = Figures.measure(
                    name(settings),
                    result.model(),
                    data,
                    settings.inForce(),
                    settings.training().topk(),
                    result.valid(),
                    Optional.of(result),
                    pool);
            if (out != null) {
                ModelFile.write(out, Training.served(settings, data, result));
            }
            if (options.json()) {
                Map<String, Object> more = new LinkedHashMap<>();
                if (out != null) {
                    more.put("file", out.toString());
                }
                terminal.out().println(figures.toJson(options.intervals(), more));
            } else {
                figures.print(terminal, texts, options.intervals());
                terminal.say(out == null ? texts.get("train.not-kept") : texts.get("train.kept", out));
            }
        }
        return ExitCodes.OK;
    }

    private TrainingResult fit(RecBoleSettings settings, RatingData data, Path checkpoint, WorkerPool pool)
            throws IOException, InterruptedException {
        try {
            return new Training(terminal, texts, pool).fit(data.split(), settings, Optional.of(checkpoint));
        } catch (InterruptedException | ClosedByInterruptException e) {
            terminal.say(
                    Files.exists(checkpoint)
                            ? texts.get("train.interrupted", checkpoint)
                            : texts.get("train.interrupted-early"));
            throw e;
        }
    }

    private static String name(RecBoleSettings settings) {
        return settings.training().algorithm().name();
    }

    /** Beside the model's file, or below {@code MOVIEAI_HOME} with a name that data and settings decide. */
    private Path checkpoint(RecBoleSettings settings) {
        if (out != null) {
            return out.resolveSibling(out.getFileName() + ".checkpoint");
        }
        CRC32 crc = new CRC32();
        String all = options.data().toAbsolutePath().normalize() + " " + settings.inForce();
        crc.update(all.getBytes(StandardCharsets.UTF_8));
        return IndexFolder.home()
                .resolve("checkpoints")
                .resolve(name(settings) + "-" + HexFormat.of().toHexDigits((int) crc.getValue()) + ".checkpoint");
    }

    /** Finds out before a long training whether its result can be kept. */
    private static void requireWritable(Path file) throws IOException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IllegalArgumentException("--out: expected a file, found the folder " + file);
        }
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "movieai", ".part"));
        } catch (IOException e) {
            throw new IOException(
                    "--out: expected a folder that can be written to, found that " + folder
                            + " cannot; check its path and permissions, or name another file",
                    e);
        }
    }
}
