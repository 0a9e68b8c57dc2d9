package io.movieai.store.lucene;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java process with this one's class path. What it prints is read line by line. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Returns the next line that it prints, waiting for it. */
    String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new AssertionError("expected another line from " + process.info() + ", found its end");
        }
        return line;
    }

    /** Ends it as {@code kill -9} does, and returns what it had printed beyond the lines read. */
    List<String> kill() throws InterruptedException {
        // The process's own method would close its output too, with what is not yet read of it.
        process.toHandle().destroyForcibly();
        List<String> rest = lines.lines().toList();
        process.waitFor();
        return rest;
    }

    /** Lets its reading of the standard input end, and waits for it to finish. */
    int finish() throws IOException, InterruptedException {
        process.getOutputStream().close();
        lines.lines().forEach(line -> {});
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
