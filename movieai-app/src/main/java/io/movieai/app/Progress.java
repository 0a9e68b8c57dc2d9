package io.movieai.app;

import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** How far a task has come, as a bar where there is a terminal to draw it on. */
final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** Shows that {@code done} of {@code total} is done; a negative total is not known. */
    void show(long done, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
        }
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
