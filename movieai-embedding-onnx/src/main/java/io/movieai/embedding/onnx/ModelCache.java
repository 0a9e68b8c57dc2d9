package io.movieai.embedding.onnx;

import io.movieai.IncompatibleModelException;
import io.movieai.PortUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A folder in which model files lie that are shipped within jars, because ONNX Runtime maps weights from files.
 *
 * <p>A file is written beside its place and moved there when it is whole and its SHA-256 is right, so that several processes
 * may do so at once and none sees half a file. A <em>stamp</em> beside the file holds the size and time of modification
 * for which the SHA-256 was last found right; while they hold, the file is not read through again. Stateless and thread-safe.
 */
final class ModelCache {
    private static final String PORT = "Embedder";
    private static final String VARIABLE = "MOVIEAI_CACHE";
    private static final int PREFIX_LENGTH = 16;

    /** A temporary file this old was left behind by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** Opens the shipped file. */
    @FunctionalInterface
    interface Shipped {
        InputStream open() throws IOException;
    }

    private final Path directory;

    /** @param directory the folder of all cached files of this library; need not exist */
    ModelCache(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns the folder that is used unless the caller names one: that of {@code MOVIEAI_CACHE}, or {@code movieai} in the
     * place for caches of the user's system.
     */
    static Path defaultDirectory(Map<String, String> environment, String osName, String userHome) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        String os = osName.toLowerCase(Locale.ROOT);
        Path home = Path.of(userHome);
        if (os.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local)).resolve("movieai");
        }
        if (os.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("movieai");
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        // A relative path is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
        boolean usable = !xdg.isBlank() && Path.of(xdg).isAbsolute();
        return (usable ? Path.of(xdg) : home.resolve(".cache")).resolve("movieai");
    }

    /**
     * Returns the path of a file with these contents, and writes it there unless it is there.
     *
     * @param name the file's name
     * @param size its size in bytes
     * @param sha256 its SHA-256, in hexadecimal digits
     * @param shipped what it is copied from
     * @throws IncompatibleModelException if the shipped file has another SHA-256
     * @throws PortUnavailableException if the file cannot be written or read
     */
    Path file(String name, long size, String sha256, Shipped shipped) {
        Path folder = directory.resolve("models").resolve(sha256.substring(0, PREFIX_LENGTH));
        Path file = folder.resolve(name);
        try {
            if (!isWhole(file, size, sha256)) {
                Files.createDirectories(folder);
                deleteAbandoned(folder);
                unpack(file, size, sha256, shipped);
            }
            return file;
        } catch (IOException e) {
            throw new PortUnavailableException(
                    PORT,
                    name,
                    "expected to keep the model's " + size / 1_000_000 + " MB in " + folder + ", found: " + reason(e)
                            + "; make room or allow writing there, or name another folder with the environment variable "
                            + VARIABLE + " or with OnnxEmbedder.Builder.cacheDirectory",
                    e);
        }
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName();
        return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
    }

    private static boolean isWhole(Path file, long size, String sha256) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != size) {
            return false;
        }
        Path stamp = stampOf(file);
        if (Files.isRegularFile(stamp) && Files.readString(stamp).equals(stampText(file, sha256))) {
            return true;
        }
        if (!sha256.equals(sha256(file))) {
            return false;
        }
        stamp(file, sha256);
        return true;
    }

    private static void unpack(Path file, long size, String sha256, Shipped shipped) throws IOException {
        // Not Files.createTempFile, whose files only their owner can read: users of a machine may share the cache.
        Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            MessageDigest digest = sha256Digest();
            try (InputStream in = new DigestInputStream(shipped.open(), digest);
                    FileChannel channel =
                            FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                    OutputStream out = Channels.newOutputStream(channel)) {
                in.transferTo(out);
                channel.force(true);
            }
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(sha256)) {
                throw new IncompatibleModelException(
                        PORT,
                        String.valueOf(file.getFileName()),
                        "expected " + size + " bytes with SHA-256 " + sha256 + ", found " + Files.size(temporary)
                                + " bytes with SHA-256 " + found
                                + " on the class path; use the version of the model's jar that"
                                + " movieai names, or open the model by file with EncoderSpec under a name of its own",
                        null);
            }
            move(temporary, file, size, sha256);
        } finally {
            Files.deleteIfExists(temporary);
        }
        stamp(file, sha256);
    }

    private static void move(Path temporary, Path file, long size, String sha256) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // Windows does not replace a file that is in use, as it is when another process was quicker.
            if (!isWhole(file, size, sha256)) {
                throw e;
            }
        }
    }

    private static void deleteAbandoned(Path folder) throws IOException {
        FileTime limit = FileTime.from(Instant.now().minus(ABANDONED));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.tmp")) {
            for (Path file : files) {
                if (isOlder(file, limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, FileTime limit) throws IOException {
        try {
            return Files.getLastModifiedTime(file).compareTo(limit) < 0;
        } catch (NoSuchFileException e) {
            return false; // Another thread or process has just moved it to its place.
        }
    }

    private static Path stampOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".stamp");
    }

    /** Writes the stamp if that is possible; in a folder that can only be read, the file is read through each time. */
    private static void stamp(Path file, String sha256) throws IOException {
        String text = stampText(file, sha256);
        try {
            Files.writeString(stampOf(file), text);
        } catch (IOException e) {
            if (Files.isWritable(stampOf(file).resolveSibling(""))) {
                throw e;
            }
        }
    }

    private static String stampText(Path file, String sha256) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return sha256 + "\n" + attributes.size() + "\n" + attributes.lastModifiedTime() + "\n";
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256Digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
