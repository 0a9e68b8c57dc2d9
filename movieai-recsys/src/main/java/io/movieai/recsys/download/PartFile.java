package io.movieai.recsys.download;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * An archive that is not complete yet, with a note beside it of which version of the remote file it belongs to. Locked while it
 * is open. Not safe for use by several threads.
 */
final class PartFile implements Closeable {
    private static final String VALIDATOR = "validator";
    private static final String TOTAL = "total";

    private final Path file;
    private final Path note;
    private final FileChannel channel;
    private final Properties properties = new Properties();
    private long size;
    private long total = -1;
    private long received;

    private PartFile(Path file, Path note, FileChannel channel, long size) {
        this.file = file;
        this.note = note;
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens the part at that path, or begins one.
     *
     * @throws FileSystemException if another download has it open
     */
    static PartFile open(Path file) throws IOException {
        Path note = file.resolveSibling(file.getFileName() + ".properties");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, channel);
            PartFile part = new PartFile(file, note, channel, channel.size());
            part.readNote();
            return part;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "expected a file that nobody uses, found that another download writes to it");
        }
    }

    private void readNote() throws IOException {
        if (Files.exists(note)) {
            try (InputStream in = Files.newInputStream(note)) {
                properties.load(in);
                total = Long.parseLong(properties.getProperty(TOTAL, "-1"));
            } catch (IllegalArgumentException e) {
                // A note that was cut off; the part starts over.
                properties.clear();
            }
        }
        if (validator().isEmpty()) {
            restart(null, -1);
        } else {
            channel.position(size);
        }
    }

    /** Returns how many bytes are there. */
    long size() {
        return size;
    }

    /** Returns how many bytes were appended since it was opened, those included that were dropped again. */
    long received() {
        return received;
    }

    /** Returns the entity tag or the time of change of the remote file that the bytes are of, if it had one. */
    Optional<String> validator() {
        return Optional.ofNullable(properties.getProperty(VALIDATOR));
    }

    /** Returns how many bytes there will be, or -1 if that is not known. */
    long total() {
        return total;
    }

    /**
     * Drops all bytes and begins with those of a version of the remote file.
     *
     * @param validator that version's entity tag or time of change, or null: the part can then not be resumed
     * @param newTotal how many bytes it has, or -1 if that is not known
     */
    void restart(@Nullable String validator, long newTotal) throws IOException {
        // First the note goes, so that after a crash no note speaks of bytes of another version.
        Files.deleteIfExists(note);
        properties.clear();
        channel.truncate(0);
        channel.position(0);
        size = 0;
        total = newTotal;
        if (validator != null) {
            properties.setProperty(VALIDATOR, validator);
            properties.setProperty(TOTAL, Long.toString(newTotal));
            try (OutputStream out = Files.newOutputStream(note)) {
                properties.store(out, null);
            }
        }
    }

    /**
     * Appends bytes.
     *
     * @throws FileSystemException if the disk does not take them
     */
    void append(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                int written = channel.write(bytes);
                size += written;
                received += written;
            }
        } catch (IOException e) {
            throw LocalDisk.unwritable(file, e);
        }
    }

    /** Returns the MD5 sum of the bytes, in lower-case hexadecimal digits. */
    String md5() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        long position = 0;
        for (int read = channel.read(buffer, position); read >= 0; read = channel.read(buffer, position)) {
            position += read;
            digest.update(buffer.flip());
            buffer.clear();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    Path file() {
        return file;
    }

    /** Closes the part and deletes it. */
    void delete() throws IOException {
        close();
        Files.deleteIfExists(note);
        Files.deleteIfExists(file);
    }

    /** Closes the part; one that holds nothing leaves nothing behind. */
    @Override
    public void close() throws IOException {
        boolean first = channel.isOpen();
        channel.close();
        if (first && size == 0) {
            delete();
        }
    }
}
