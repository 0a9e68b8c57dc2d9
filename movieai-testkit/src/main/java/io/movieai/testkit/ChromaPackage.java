package io.movieai.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The npm package that {@link ChromaServer} runs, installed once into the user's cache. */
final class ChromaPackage {
    private static final List<String> FILES = List.of("package.json", "package-lock.json");
    private static final int INSTALL_MINUTES = 5;

    private ChromaPackage() {}

    /**
     * Installs the package if it is not there yet.
     *
     * @return the program for Node to run
     */
    static Path install() {
        try {
            Path folder =
                    Path.of(System.getProperty("user.home"), ".cache", "movieai", "chroma-server-" + fingerprint());
            Path program = folder.resolve("node_modules/chromadb/dist/cli.mjs");
            Path done = folder.resolve("installed");
            Files.createDirectories(folder);
            String trouble = run(folder, List.of("node", "--version"));
            if (trouble.isEmpty() && !Files.exists(done)) {
                trouble = install(folder, done);
            }
            if (!trouble.isEmpty()) {
                unavailable(trouble);
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what was wrong, or an empty text. */
    private static String install(Path folder, Path done) throws IOException {
        // Builds of several modules may come here at once.
        try (FileChannel lock =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            Objects.requireNonNull(held);
            if (Files.exists(done)) {
                return "";
            }
            for (String file : FILES) {
                Files.write(folder.resolve(file), resource(file));
            }
            String trouble = run(folder, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            if (trouble.isEmpty()) {
                Files.createFile(done);
            }
            return trouble;
        }
    }

    /** Runs a command and returns what was wrong, or an empty text. */
    private static String run(Path folder, List<String> command) {
        Path log = folder.resolve(command.get(0) + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return command + " took more than " + INSTALL_MINUTES + " minutes";
            }
            return process.exitValue() == 0 ? "" : command + " ended with " + process.exitValue() + "; see " + log;
        } catch (IOException e) {
            return command + " could not be started (" + e.getMessage() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while waiting for " + command;
        }
    }

    private static void unavailable(String reason) {
        String message =
                "no Chroma server: " + reason + ". Install Node 20, or name a server with CHROMA_HOST and CHROMA_PORT";
        if (Boolean.parseBoolean(System.getenv("MOVIEAI_REQUIRE_CHROMA"))) {
            throw new AssertionError(message);
        }
        Assumptions.abort(message);
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ChromaPackage.class.getResourceAsStream("chroma-server/" + file), file)) {
            return in.readAllBytes();
        }
    }

    private static String fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String file : FILES) {
                digest.update(resource(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
