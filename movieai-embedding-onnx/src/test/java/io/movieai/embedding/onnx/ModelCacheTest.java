package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import io.movieai.IncompatibleModelException;
import io.movieai.PortUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {
    private static final byte[] CONTENTS = "weights, so to speak".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    private static final String SHA256 =
            HexFormat.of().formatHex(ModelCache.sha256Digest().digest(CONTENTS));

    @TempDir
    private Path directory;

    private final AtomicInteger unpacked = new AtomicInteger();

    private Path file(Path cache) {
        return new ModelCache(cache).file("model.onnx", CONTENTS.length, SHA256, this::shipped);
    }

    private InputStream shipped() {
        unpacked.incrementAndGet();
        return new ByteArrayInputStream(CONTENTS);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void file_firstTime_unpacksUnderItsHash() throws IOException {
        Path file = file(directory.resolve("not").resolve("there yet"));

        assertThat(file).hasBinaryContent(CONTENTS);
        assertThat(file.getParent()).hasFileName(SHA256.substring(0, 16));
        assertThat(names(file.resolveSibling(""))).containsExactly("model.onnx", "model.onnx.stamp");
    }

    @Test
    void file_secondTime_isTakenAsItIs() {
        assertThat(file(directory)).isEqualTo(file(directory));
        assertThat(unpacked).hasValue(1);
    }

    @Test
    void file_truncated_isUnpackedAgain() throws IOException {
        Path file = file(directory);
        Files.write(file, "weigh".getBytes(StandardCharsets.UTF_8));

        assertThat(file(directory)).hasBinaryContent(CONTENTS);
        assertThat(unpacked).hasValue(2);
    }

    @Test
    void file_alteredWithoutChangeOfSize_isUnpackedAgain() throws IOException {
        Path file = file(directory);
        byte[] altered = CONTENTS.clone();
        altered[altered.length / 2] ^= 1;
        Files.write(file, altered);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(file(directory)).hasBinaryContent(CONTENTS);
        assertThat(unpacked).hasValue(2);
    }

    @Test
    void file_touched_isReadThroughOnceAndKept() throws IOException {
        Path file = file(directory);
        FileTime time = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, time);

        assertThat(file(directory)).hasBinaryContent(CONTENTS);
        assertThat(unpacked).hasValue(1);
        assertThat(file.resolveSibling("model.onnx.stamp")).content().contains(time.toString());
    }

    @Test
    void file_withoutStamp_isReadThroughAndKept() throws IOException {
        Path file = file(directory);
        Files.delete(file.resolveSibling("model.onnx.stamp"));

        file(directory);
        assertThat(unpacked).hasValue(1);
        assertThat(file.resolveSibling("model.onnx.stamp")).exists();
    }

    @Test
    void file_otherContentsShipped_isRefusedAndLeavesNothing() throws IOException {
        byte[] other = "the weights of another version".getBytes(StandardCharsets.UTF_8);
        String expected = "0".repeat(64);

        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> new ModelCache(directory)
                        .file("model.onnx", other.length, expected, () -> new ByteArrayInputStream(other)))
                .withMessageContainingAll(
                        expected,
                        HexFormat.of().formatHex(ModelCache.sha256Digest().digest(other)),
                        "EncoderSpec");
        assertThat(names(directory.resolve("models").resolve(expected.substring(0, 16))))
                .isEmpty();
    }

    @Test
    void file_folderThatCannotBeMade_namesItAndTheWayOut() throws IOException {
        Path blocked = Files.writeString(directory.resolve("a file"), "");

        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> file(blocked))
                .withMessageContainingAll(blocked.toString(), "MOVIEAI_CACHE", "cacheDirectory");
    }

    @Test
    void file_fullDisk_saysHowMuchIsNeededAndLeavesNothing() throws IOException {
        InputStream full = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> new ModelCache(directory).file("model.onnx", 95_000_000, SHA256, () -> full))
                .withMessageContainingAll("95 MB", "No space left on device", directory.toString());
        assertThat(names(directory.resolve("models").resolve(SHA256.substring(0, 16))))
                .isEmpty();
    }

    @Test
    void file_leftoverOfAKilledProcess_isDeletedAfterADay() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("models").resolve(SHA256.substring(0, 16)));
        Path old = Files.writeString(folder.resolve("model.onnx.1.tmp"), "wei");
        Path fresh = Files.writeString(folder.resolve("model.onnx.2.tmp"), "wei");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        assertThat(file(directory)).hasBinaryContent(CONTENTS);
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void file_temporaryFileGoneWhileListed_isWrittenAllTheSame() throws IOException {
        Path folder = file(directory).resolveSibling("");
        Files.delete(folder.resolve("model.onnx"));
        // A link to nothing is listed and cannot be read, as a file that somebody moves in between.
        Path link = folder.resolve("model.onnx.1.tmp");
        assumeThatCode(() -> Files.createSymbolicLink(link, folder.resolve("moved")))
                .as("links need a privilege on Windows")
                .doesNotThrowAnyException();

        assertThat(file(directory)).hasBinaryContent(CONTENTS);
    }

    @Test
    void file_eightAtOnce_allGetTheWholeFile() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<byte[]>> found = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                found.add(executor.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return Files.readAllBytes(file(directory));
                }));
            }
            for (Future<byte[]> contents : found) {
                assertThat(contents.get(60, TimeUnit.SECONDS)).isEqualTo(CONTENTS);
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(names(file(directory).resolveSibling(""))).containsExactly("model.onnx", "model.onnx.stamp");
    }

    @Test
    void defaultDirectory_variable_wins() {
        assertThat(ModelCache.defaultDirectory(Map.of("MOVIEAI_CACHE", "/data/cache"), "Linux", "/home/li"))
                .isEqualTo(Path.of("/data/cache"));
    }

    @Test
    void defaultDirectory_eachSystem_hasItsPlaceForCaches() {
        Path home = Path.of("/home/li");

        assertThat(ModelCache.defaultDirectory(Map.of("MOVIEAI_CACHE", " "), "Linux", "/home/li"))
                .isEqualTo(home.resolve(".cache/movieai"));
        assertThat(ModelCache.defaultDirectory(Map.of("XDG_CACHE_HOME", "/var/cache/li"), "Linux", "/home/li"))
                .isEqualTo(Path.of("/var/cache/li/movieai"));
        assertThat(ModelCache.defaultDirectory(Map.of("XDG_CACHE_HOME", "relative"), "Linux", "/home/li"))
                .isEqualTo(home.resolve(".cache/movieai"));
        assertThat(ModelCache.defaultDirectory(Map.of(), "Mac OS X", "/home/li"))
                .isEqualTo(home.resolve("Library/Caches/movieai"));
        assertThat(ModelCache.defaultDirectory(Map.of("LOCALAPPDATA", "/local"), "Windows 11", "/home/li"))
                .isEqualTo(Path.of("/local/movieai"));
        assertThat(ModelCache.defaultDirectory(Map.of(), "Windows 11", "/home/li"))
                .isEqualTo(home.resolve("AppData/Local/movieai"));
    }
}
