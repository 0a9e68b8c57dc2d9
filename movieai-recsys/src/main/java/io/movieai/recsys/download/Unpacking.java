package io.movieai.recsys.download;

import io.movieai.MalformedResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks an archive that nobody vouches for: nothing lands outside the folder, and nothing grows without bound. */
final class Unpacking {
    /** The data sets have a few dozen files. */
    private static final int MAX_ENTRIES = 1000;

    /** Where the archive is from, for errors. */
    private final String source;

    /** The most bytes that the archive may unpack to. */
    private final long maxBytes;

    Unpacking(String source, long maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    /**
     * Unpacks an archive into a folder.
     *
     * @throws MalformedResponseException if it is no zip archive, broken, too great, or holds a path that leads elsewhere
     */
    void unpack(Path archive, Path folder, SpaceCheck space) throws IOException, InterruptedException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw malformed("expected at most " + MAX_ENTRIES + " files, found " + zip.size());
            }
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            for (ZipEntry entry : entries) {
                // All of them before the first one is written.
                resolve(folder, entry);
            }
            space.require(Math.min(
                    maxBytes,
                    entries.stream()
                            .mapToLong(entry -> Math.max(0, entry.getSize()))
                            .sum()));
            long written = 0;
            for (ZipEntry entry : entries) {
                if (!entry.isDirectory()) {
                    written += unpack(zip, entry, resolve(folder, entry), maxBytes - written);
                }
            }
        } catch (ZipException e) {
            throw new MalformedResponseException(
                    ArchiveTransfer.PORT, source, "expected a zip archive, found a broken one: " + e.getMessage(), e);
        }
    }

    private Path resolve(Path folder, ZipEntry entry) {
        // A backslash separates folders on one system and is part of a name on another; no data set has one.
        String name = entry.getName();
        if (name.indexOf('\\') < 0 && name.indexOf('\0') < 0) {
            Path path = folder.resolve(name).normalize();
            if (path.startsWith(folder) && !path.equals(folder)) {
                return path;
            }
        }
        throw malformed("expected files within the archive's own folder, found \"" + name + "\"");
    }

    private long unpack(ZipFile zip, ZipEntry entry, Path path, long limit) throws IOException, InterruptedException {
        Files.createDirectories(path.getParent());
        byte[] buffer = new byte[1 << 16];
        CRC32 checksum = new CRC32();
        long size = 0;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while unpacking " + entry.getName());
                }
                size += read;
                if (size > limit) {
                    throw malformed("expected at most " + maxBytes + " bytes of content, found more");
                }
                checksum.update(buffer, 0, read);
                write(out, buffer, read, path);
            }
        }
        if (entry.getCrc() != checksum.getValue()) {
            throw malformed(
                    "expected content as the archive's checksum says, found other content in " + entry.getName());
        }
        return size;
    }

    private static void write(OutputStream out, byte[] buffer, int length, Path path) throws IOException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw LocalDisk.unwritable(path, e);
        }
    }

    private MalformedResponseException malformed(String message) {
        return new MalformedResponseException(ArchiveTransfer.PORT, source, message, null);
    }
}
