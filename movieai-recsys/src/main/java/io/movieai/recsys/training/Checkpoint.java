package io.movieai.recsys.training;

import io.movieai.IncompatibleModelException;
import io.movieai.recsys.safetensors.Safetensors;
import io.movieai.recsys.safetensors.SafetensorsFile;
import io.movieai.recsys.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a training in a file: what the next epoch depends on, the same of the best epoch, and how far training is.
 *
 * @param rows numbers by name
 */
record Checkpoint(Map<String, float[][]> rows) {
    private static final String BEST = "best.";

    /**
     * How far training is.
     *
     * @param epoch epochs that were run
     * @param stalled evaluations since the last improvement
     * @param bestEpoch the epoch of the last improvement, 0 if there is none
     * @param best its metric
     */
    record Progress(int epoch, int stalled, int bestEpoch, double best) {}

    static Checkpoint copyOf(Map<String, float[][]> state) {
        Map<String, float[][]> copy = new LinkedHashMap<>();
        state.forEach((name, rows) -> {
            float[][] copied = new float[rows.length][];
            for (int r = 0; r < rows.length; r++) {
                copied[r] = rows[r].clone();
            }
            copy.put(name, copied);
        });
        return new Checkpoint(copy);
    }

    static void write(Path file, String fingerprint, Progress progress, Checkpoint current, @Nullable Checkpoint best)
            throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        current.rows.forEach((name, rows) -> tensors.put(name, Tensor.ofRows(rows)));
        if (best != null) {
            best.rows.forEach((name, rows) -> tensors.put(BEST + name, Tensor.ofRows(rows)));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "movieai-checkpoint-1");
        metadata.put("training", fingerprint);
        metadata.put("epoch", Integer.toString(progress.epoch));
        metadata.put("stalled", Integer.toString(progress.stalled));
        metadata.put("best_epoch", best == null ? "0" : Integer.toString(progress.bestEpoch));
        metadata.put("best", Double.toString(progress.best));
        SafetensorsFile.write(file, new Safetensors(tensors, metadata));
    }

    /** Reads the tensors whose names begin with the prefix into the rows of a state; without a best epoch, not those. */
    static Progress read(Path file, String fingerprint, Map<String, float[][]> into, String prefix) throws IOException {
        Safetensors content = SafetensorsFile.read(file);
        try {
            String found = content.text("training");
            if (!found.equals(fingerprint)) {
                throw new IllegalArgumentException("expected a checkpoint of " + fingerprint + ", found one of " + found
                        + "; delete it or name another");
            }
            Progress progress = new Progress(
                    Integer.parseInt(content.text("epoch")),
                    Integer.parseInt(content.text("stalled")),
                    Integer.parseInt(content.text("best_epoch")),
                    Double.parseDouble(content.text("best")));
            if (!prefix.equals(BEST) || progress.bestEpoch > 0) {
                into.forEach((name, rows) -> copy(content.tensor(prefix + name).rows(), rows, name));
            }
            return progress;
        } catch (IllegalArgumentException e) {
            throw new IncompatibleModelException(
                    "Trainer", String.valueOf(file.getFileName()), String.valueOf(e.getMessage()), e);
        }
    }

    private static void copy(float[][] from, float[][] to, String name) {
        if (from.length != to.length || (to.length > 0 && from[0].length != to[0].length)) {
            throw new IllegalArgumentException(
                    "expected " + name + " of the same shape, found " + from.length + " rows");
        }
        for (int r = 0; r < to.length; r++) {
            System.arraycopy(from[r], 0, to[r], 0, to[r].length);
        }
    }
}
