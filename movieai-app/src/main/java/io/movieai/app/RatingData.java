package io.movieai.app;

import io.movieai.recsys.data.MalformedDataException;
import io.movieai.recsys.data.ReadOptions;
import io.movieai.recsys.dataset.DuplicatePolicy;
import io.movieai.recsys.dataset.InteractionFiles;
import io.movieai.recsys.dataset.InteractionFilter;
import io.movieai.recsys.dataset.Interactions;
import io.movieai.recsys.dataset.Protocol;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.dataset.SplitSettings;
import io.movieai.recsys.dataset.Splitter;
import io.movieai.recsys.training.RecBoleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Ratings, divided as settings say.
 *
 * @param split the parts
 * @param protocol what figures on them rest on
 */
record RatingData(Split split, Protocol protocol) {
    private static final long MIB = 1 << 20;

    /**
     * Reads and divides ratings; a bad line ends the reading, because a figure must not rest on a part of the data.
     *
     * @throws MalformedDataException if the data cannot be understood, or there is too little of it
     */
    static RatingData load(Path data, RecBoleSettings settings, Terminal terminal, Texts texts) throws IOException {
        requireFolder(data, !settings.benchmark().isEmpty());
        try (Progress progress = terminal.progress(texts.get("progress.read"), " MiB", MIB)) {
            InteractionFiles files = new InteractionFiles(
                    ReadOptions.DEFAULT.withStrict(true).withProgress(progress::show),
                    settings.duplicates(),
                    settings.filter());
            String name = String.valueOf(data.toAbsolutePath().normalize().getFileName());
            if (!settings.benchmark().isEmpty()) {
                Split split = files.loadBenchmark(data, settings.benchmark());
                return new RatingData(split, Protocol.ofFiles(name, settings.filter(), settings.benchmark(), split));
            }
            SplitSettings how = settings.training().split();
            long seed = settings.training().seed();
            Split split = new Splitter(how).split(files.load(data), seed);
            return new RatingData(split, Protocol.of(name, settings.filter(), how, seed, split));
        } catch (IllegalArgumentException e) {
            throw unusable(data, e);
        }
    }

    /**
     * Reads all ratings for a model that is to be served: lines that cannot be read are skipped unless that is forbidden, and of
     * repeated pairs the last one counts.
     *
     * @return a split whose validation and test sets are empty
     * @throws MalformedDataException if there are too few ratings
     */
    static Split whole(Path data, boolean strict, Terminal terminal, Texts texts) throws IOException {
        requireFolder(data, false);
        try (Progress progress = terminal.progress(texts.get("progress.read"), " MiB", MIB)) {
            Interactions all = new InteractionFiles(
                            ReadOptions.DEFAULT.withStrict(strict).withProgress(progress::show),
                            DuplicatePolicy.KEEP_LAST,
                            InteractionFilter.NONE)
                    .load(data);
            Interactions none = all.select(new int[0]);
            return new Split(all, none, none);
        } catch (IllegalArgumentException e) {
            throw unusable(data, e);
        }
    }

    private static void requireFolder(Path data, boolean always) throws IOException {
        if (!Files.exists(data) || (always && !Files.isDirectory(data))) {
            throw new NoSuchFileException(
                    data.toString(),
                    null,
                    "expected a folder of ratings, found " + (Files.exists(data) ? "a file" : "nothing")
                            + "; see 'movieai download'");
        }
    }

    private static MalformedDataException unusable(Path data, IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        String hint = message.contains("choose which one to keep") ? " (--set rm_dup_inter=first, or =last)" : "";
        MalformedDataException unusable = new MalformedDataException(data, 0, message + hint);
        unusable.initCause(e);
        return unusable;
    }
}
