package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeRuntimeTest {
    private static String advice(String message, boolean musl) {
        return NativeRuntime.advice(
                new ExceptionInInitializerError(new RuntimeException("wrapped", new UnsatisfiedLinkError(message))),
                musl);
    }

    @Test
    void advice_musl_namesAnImageWithGlibc() {
        String missing = "/tmp/libonnxruntime.so: Error loading shared library ld-linux-x86-64.so.2";

        assertThat(advice(missing, true)).contains(missing, "glibc", "eclipse-temurin:21-jre");
        assertThat(advice("Error relocating: __register_atfork: symbol not found", false))
                .contains("glibc", "musl");
    }

    @Test
    void advice_missingCppRuntime_namesThePackage() {
        assertThat(advice("libstdc++.so.6: cannot open shared object file: No such file or directory", false))
                .contains("libstdc++6");
    }

    @Test
    void advice_tmpWithoutExecution_namesTheProperty() {
        assertThat(advice("libonnxruntime.so: failed to map segment from shared object", false))
                .contains("java.io.tmpdir");
    }

    @Test
    void advice_anythingElse_saysWhereItRuns() {
        assertThat(advice("no onnxruntime in java.library.path", false))
                .contains("no onnxruntime in java.library.path", "Linux", "onnxruntime.native.path");
    }

    @Test
    void isMusl_muslsLinker_isFound(@TempDir Path folder) throws IOException {
        assertThat(NativeRuntime.isMusl(folder)).isFalse();
        Files.createFile(folder.resolve("ld-musl-x86_64.so.1"));
        assertThat(NativeRuntime.isMusl(folder)).isTrue();
        assertThat(NativeRuntime.isMusl(folder.resolve("missing"))).isFalse();
    }
}
