package io.movieai.recsys.training;

import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.evaluation.FullRanking;
import io.movieai.recsys.evaluation.RankingReport;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.model.TrainingRun;
import io.movieai.recsys.parallel.WorkerPool;
import io.movieai.recsys.training.TrainingListener.EpochReport;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model until the validation set says stop.
 *
 * <p>With a checkpoint file, the state is saved after the first epoch, then after an epoch whenever {@value
 * #CHECKPOINT_SECONDS} seconds have passed, and when training is interrupted; if the file is there when training begins, training
 * goes on from it and ends with the same model, bit for bit, as without the interruption. It is deleted when training is done.
 * Interrupting the thread ends training between two epochs.
 *
 * <p>Immutable and safe for use by several threads, each with a checkpoint file of its own.
 */
public final class Trainer {
    /** How much work is lost at most, with an epoch, when the process is killed. */
    private static final int CHECKPOINT_SECONDS = 5;

    private final WorkerPool pool;
    private final TrainingListener listener;
    private final Optional<Path> checkpointFile;

    /**
     * Makes a trainer.
     *
     * @param pool does the work; stays open
     * @param listener told about each epoch
     * @param checkpointFile where the state is saved, or empty
     */
    public Trainer(WorkerPool pool, TrainingListener listener, Optional<Path> checkpointFile) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.checkpointFile = Objects.requireNonNull(checkpointFile, "checkpointFile");
    }

    /**
     * Trains.
     *
     * @throws InterruptedException if the thread is interrupted; the last checkpoint stays
     * @throws IOException if a checkpoint cannot be written or read
     * @throws io.movieai.IncompatibleModelException if the checkpoint is broken or belongs to another training
     * @throws ArithmeticException if the parameters leave the range of finite numbers
     */
    public TrainingResult fit(Split split, TrainingConfig config) throws InterruptedException, IOException {
        long began = System.nanoTime();
        Session session = new Session(split, config);
        if (checkpointFile.isPresent() && Files.exists(checkpointFile.get())) {
            session.restore(checkpointFile.get());
        }
        while (!session.isDone()) {
            try {
                if (!Thread.interrupted()) {
                    session.next();
                    continue;
                }
            } catch (ClosedByInterruptException e) {
                // It came while a checkpoint was written, which the interrupt of the thread makes impossible: write it
                // now.
                Thread.interrupted();
            }
            session.save();
            throw new InterruptedException("training interrupted after epoch " + session.epoch);
        }
        TrainingResult result = session.result((System.nanoTime() - began) / 1e9);
        if (checkpointFile.isPresent()) {
            Files.deleteIfExists(checkpointFile.get());
        }
        return result;
    }

    /** One training. */
    private final class Session {
        private final Split split;
        private final TrainingConfig config;
        private final StoppingRule rule;
        private final TrainingRun run;
        private final int maxEpochs;
        private final @Nullable FullRanking validation;
        private final int[] cutoffs;
        private double[] seconds = new double[0];
        private long saved = System.nanoTime();
        private int epoch;
        private int stalled;
        private double best = Double.NEGATIVE_INFINITY;
        private int bestEpoch;
        private @Nullable RecommenderModel bestModel;
        private @Nullable RankingReport bestReport;
        private @Nullable Checkpoint bestState;

        Session(Split split, TrainingConfig config) {
            this.split = split;
            this.config = config;
            this.rule = config.stopping();
            this.run = config.algorithm().start(split, config.seed(), pool);
            this.maxEpochs = Math.min(run.maxEpochs(), rule.epochs());
            this.validation = split.valid().size() == 0 ? null : FullRanking.validation(split);
            this.cutoffs = IntStream.concat(
                            IntStream.of(rule.k()), config.topk().stream().mapToInt(Integer::intValue))
                    .distinct()
                    .sorted()
                    .toArray();
        }

        /** Whether the model is judged epoch by epoch; what ends by itself is judged at its end. */
        private boolean isOpenEnded() {
            return run.maxEpochs() == Integer.MAX_VALUE && validation != null;
        }

        boolean isDone() {
            return epoch >= maxEpochs || stalled > rule.stoppingStep();
        }

        void next() throws IOException {
            long began = System.nanoTime();
            double loss = run.runEpoch();
            double took = (System.nanoTime() - began) / 1e9;
            seconds = Arrays.copyOf(seconds, seconds.length + 1);
            seconds[seconds.length - 1] = took;
            epoch++;
            double value = Double.NaN;
            boolean improved = false;
            boolean evaluated = isOpenEnded() ? epoch % rule.evalStep() == 0 : epoch == maxEpochs;
            if (evaluated) {
                RecommenderModel model = run.model();
                RankingReport report = validation == null ? null : validation.evaluate(model, cutoffs, pool);
                value = report == null ? Double.NaN : report.rounded(rule.metric(), rule.k());
                improved = report == null || value >= best;
                if (improved) {
                    best = value;
                    bestEpoch = epoch;
                    bestModel = model;
                    bestReport = report;
                    bestState = checkpointFile.isPresent() ? Checkpoint.copyOf(run.state()) : null;
                    stalled = 0;
                } else {
                    stalled++;
                }
            }
            if (System.nanoTime() - saved >= CHECKPOINT_SECONDS * 1_000_000_000L || epoch == 1) {
                save();
            }
            listener.onEpoch(new EpochReport(epoch, maxEpochs, loss, took, value, improved));
        }

        void save() throws IOException {
            if (checkpointFile.isPresent() && epoch > 0 && !run.state().isEmpty()) {
                Checkpoint.write(
                        checkpointFile.get(),
                        fingerprint(),
                        new Checkpoint.Progress(epoch, stalled, bestEpoch, best),
                        Checkpoint.copyOf(run.state()),
                        bestState);
                saved = System.nanoTime();
            }
        }

        void restore(Path file) throws IOException {
            Checkpoint.Progress progress = Checkpoint.read(file, fingerprint(), run.state(), "best.");
            if (progress.bestEpoch() > 0) {
                // The best state passes through the run once, which makes its model again.
                bestState = Checkpoint.copyOf(run.state());
                run.resumeAt(progress.bestEpoch());
                RecommenderModel model = run.model();
                bestModel = model;
                bestReport = validation == null ? null : validation.evaluate(model, cutoffs, pool);
            }
            Checkpoint.read(file, fingerprint(), run.state(), "");
            run.resumeAt(progress.epoch());
            epoch = progress.epoch();
            stalled = progress.stalled();
            bestEpoch = progress.bestEpoch();
            best = progress.best();
        }

        private String fingerprint() {
            return config.algorithm() + ", seed " + config.seed() + ", " + rule + ", "
                    + split.train().size() + " / " + split.valid().size() + " interactions of " + split.userCount()
                    + " x " + split.itemCount();
        }

        TrainingResult result(double fitSeconds) {
            RecommenderModel model = bestModel == null ? run.model() : bestModel;
            double[] sorted = seconds.clone();
            Arrays.sort(sorted);
            return new TrainingResult(
                    model,
                    epoch,
                    bestModel == null ? epoch : bestEpoch,
                    Optional.ofNullable(bestReport),
                    sorted.length == 0 ? 0 : sorted[sorted.length / 2],
                    fitSeconds);
        }
    }
}
