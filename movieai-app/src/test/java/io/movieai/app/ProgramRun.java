package io.movieai.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * What a run of the program came to, in this process, without a terminal.
 *
 * @param code its exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record ProgramRun(int code, String out, String err) {
    /** Runs the program in English, without any setting in its environment. */
    static ProgramRun of(String... args) {
        return of(Locale.ENGLISH, Map.of(), args);
    }

    static ProgramRun of(Locale locale, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                StandardCharsets.UTF_8,
                false);
        int code = Main.run(terminal, Texts.in(locale), environment, args);
        return new ProgramRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
