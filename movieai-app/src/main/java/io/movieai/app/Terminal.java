package io.movieai.app;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Where the program writes: answers to one stream, everything else to the other, with bars only where a person looks. */
final class Terminal {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private final PrintStream out;
    private final PrintStream err;
    private final Charset charset;
    private final boolean bars;
    private final AtomicBoolean interrupted = new AtomicBoolean();

    /**
     * @param out takes answers
     * @param err takes progress, warnings and errors
     * @param charset the charset of both
     * @param bars whether {@code err} is a terminal, so that progress is drawn as a bar
     */
    Terminal(PrintStream out, PrintStream err, Charset charset, boolean bars) {
        this.out = out;
        this.err = err;
        this.charset = charset;
        this.bars = bars;
    }

    /** Returns the terminal of the process. The launcher says whether stderr is one. */
    static Terminal ofProcess() {
        return new Terminal(System.out, System.err, charsetOfProcess(), Boolean.getBoolean("movieai.stderr.terminal"));
    }

    /** The streams do not tell their charset before Java 18; these properties are what they are made with. */
    private static Charset charsetOfProcess() {
        for (String property : List.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")) {
            String name = System.getProperty(property);
            if (name != null && Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return StandardCharsets.UTF_8;
    }

    /** Returns a writer to one of the streams, which is flushed at the end of each line. */
    PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, charset), true);
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Writes text for people to stdout. */
    void print(String text) {
        out.print(printable(text));
        out.flush();
    }

    /** Writes a line for people to stdout. */
    void println(String line) {
        print(line + "\n");
    }

    /** Writes a line for people to stderr. */
    void say(String line) {
        err.println(printable(line));
    }

    /** Titles and error messages may come from anywhere; what would command the terminal is shown as a replacement character. */
    private static String printable(String text) {
        return CONTROL.matcher(text).replaceAll("\ufffd");
    }

    /** Notes that somebody ended the program, as with Ctrl-C. */
    void interrupt() {
        interrupted.set(true);
    }

    /** Returns whether somebody has ended the program. */
    boolean isInterrupted() {
        return interrupted.get();
    }

    /** Returns whether something that was written to stdout has been lost: a full disk, a reader that is gone. */
    boolean hasLostOutput() {
        return out.checkError();
    }

    /** Starts to show the progress of a task; draws nothing when stderr is not a terminal. */
    Progress progress(String task, String unit, long unitSize) {
        if (!bars) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(unit, unitSize)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100)
                .setConsumer(new ConsoleProgressBarConsumer(err, 100)));
    }
}
