package io.movieai.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.recsys.dataset.Protocol;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import io.movieai.recsys.serving.ServedModel;
import io.movieai.recsys.training.RecBoleSettings;
import io.movieai.recsys.training.Trainer;
import io.movieai.recsys.training.TrainingListener.EpochReport;
import io.movieai.recsys.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Trains models as the command line does: with a bar, and with errors that say what to do. */
final class Training {
    private static final long MIB = 1 << 20;

    private final Terminal terminal;
    private final Texts texts;
    private final WorkerPool pool;

    Training(Terminal terminal, Texts texts, WorkerPool pool) {
        this.terminal = terminal;
        this.texts = texts;
        this.pool = pool;
    }

    /**
     * Trains.
     *
     * @param checkpoint where the state is kept, or empty
     * @throws InterruptedException if the thread is interrupted; the last checkpoint stays
     * @throws IllegalArgumentException if the numbers diverge
     * @throws IOException if there is too little memory, or a checkpoint cannot be written or read
     */
    TrainingResult fit(Split split, RecBoleSettings settings, Optional<Path> checkpoint)
            throws IOException, InterruptedException {
        String model = settings.training().algorithm().name();
        try (Progress progress = terminal.progress(texts.get("progress.train", model), "", 1)) {
            return new Trainer(pool, report -> show(report, settings, progress), checkpoint)
                    .fit(split, settings.training());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "training: expected numbers that stay finite, found that they do not (" + e.getMessage()
                            + "); try a smaller learning_rate",
                    e);
        } catch (OutOfMemoryError e) {
            throw new IOException(
                    "training " + model + ": expected more memory than the heap of "
                            + Runtime.getRuntime().maxMemory() / MIB + " MiB for " + split.userCount() + " users and "
                            + split.itemCount()
                            + " items; set MOVIEAI_JAVA_OPTS=-Xmx8g, or take a model that needs less, such as iALS",
                    e);
        }
    }

    private static void show(EpochReport report, RecBoleSettings settings, Progress progress) {
        progress.show(report.epoch(), report.maxEpochs());
        if (!Double.isNaN(report.validation())) {
            progress.note(String.format(
                    Locale.ROOT,
                    "%s@%d %.4f",
                    settings.training().stopping().metric().displayName(),
                    settings.training().stopping().k(),
                    report.validation()));
        }
    }

    /** Returns what a model's file says of where the model comes from; {@link EvaluateRecsysCommand} reads it back. */
    static Map<String, String> provenance(RecBoleSettings settings, Protocol protocol, TrainingResult result) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("model", settings.training().algorithm().name());
        provenance.put("data", protocol.data());
        provenance.put("filters", protocol.filter());
        provenance.put("split", protocol.split());
        provenance.put("seed", Long.toString(settings.training().seed()));
        provenance.put("epochs", Integer.toString(result.epochs()));
        provenance.put("best_epoch", Integer.toString(result.bestEpoch()));
        result.valid().ifPresent(valid -> provenance.put("valid", valid.toString()));
        try {
            provenance.put("settings", new ObjectMapper().writeValueAsString(settings.inForce()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can always be written", e);
        }
        return provenance;
    }

    /** Returns the model with what serving needs. */
    static ServedModel served(RecBoleSettings settings, RatingData data, TrainingResult result) {
        return ServedModel.of(result.model(), data.split(), provenance(settings, data.protocol(), result));
    }
}
