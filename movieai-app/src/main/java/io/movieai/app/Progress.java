package io.movieai.app;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** How far a task has come, as a bar where there is a terminal to draw it on. Nothing is drawn before there is something to show. */
final class Progress implements AutoCloseable {
    private final @Nullable ProgressBarBuilder design;
    private @Nullable ProgressBar bar;

    /** @param design the bar to draw; null where there is no terminal */
    Progress(@Nullable ProgressBarBuilder design) {
        this.design = design;
    }

    /** Shows that {@code done} of {@code total} is done; a negative total is not known. */
    void show(long done, long total) {
        if (design == null) {
            return;
        }
        if (bar == null) {
            bar = design.setInitialMax(total).build();
        }
        bar.maxHint(total);
        bar.stepTo(done);
    }

    /** Shows a few words behind the bar. */
    void note(String words) {
        if (bar != null) {
            bar.setExtraMessage(words);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
