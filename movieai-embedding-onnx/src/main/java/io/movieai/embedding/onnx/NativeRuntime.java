package io.movieai.embedding.onnx;

import ai.onnxruntime.OrtEnvironment;
import io.movieai.PortRejectedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** ONNX Runtime's native library: loaded once for the process, or an error that says what the machine lacks. */
final class NativeRuntime {
    private NativeRuntime() {}

    /**
     * Returns ONNX Runtime's environment, which the process shares and nobody closes.
     *
     * @throws PortRejectedException if the native library cannot be loaded
     */
    static OrtEnvironment environment(String model) {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError e) {
            // Thrown again as NoClassDefFoundError, with the first failure as its cause, on every later try.
            throw new PortRejectedException("Embedder", model, advice(e, isMusl(Path.of("/lib"))), e);
        }
    }

    /** Says what to do about a native library that cannot be loaded. */
    static String advice(Throwable failure, boolean musl) {
        String found = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                found = cause.getMessage();
            }
        }
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        String expected = "expected ONNX Runtime's native library to load on " + platform + ", found: " + found + "; ";
        if (musl || found.contains("__register_atfork") || found.contains("ld-linux")) {
            return expected
                    + "it needs glibc, and this system (Alpine?) has musl: use an image of Debian, Ubuntu or a Red Hat"
                    + " kind, for example eclipse-temurin:21-jre instead of eclipse-temurin:21-jre-alpine";
        }
        if (found.contains("libstdc++") || found.contains("libgcc") || found.contains("GLIBC")) {
            return expected
                    + "install the C++ runtime (apt-get install libstdc++6, or dnf install libstdc++), or use a newer"
                    + " system where it asks for a newer glibc";
        }
        if (found.contains("failed to map segment") || found.contains("No space left")) {
            return expected + "it is unpacked into the folder java.io.tmpdir ("
                    + System.getProperty("java.io.tmpdir")
                    + "): name one with space that programs may be loaded from, with -Djava.io.tmpdir=FOLDER";
        }
        return expected
                + "it exists for Linux (x64, aarch64; glibc), macOS and Windows (x64); elsewhere, name a folder with a"
                + " library of your own by -Donnxruntime.native.path=FOLDER, or use an embedder that runs on another machine";
    }

    /** Whether the folder holds musl's dynamic linker, which stands for the C library of the system. */
    static boolean isMusl(Path libraries) {
        try (DirectoryStream<Path> linkers = Files.newDirectoryStream(libraries, "ld-musl-*")) {
            return linkers.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }
}
