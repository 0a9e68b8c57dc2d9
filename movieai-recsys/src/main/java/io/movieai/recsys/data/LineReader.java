package io.movieai.recsys.data;

import io.movieai.recsys.ByteProgressListener;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Walks through the lines of a file as slices of one reused buffer. A line ends with LF or CR LF; a byte order mark at the
 * start is left out; blank lines are counted but not shown. Not safe for use by several threads.
 *
 * <p>Reading can be interrupted: it then throws {@link java.nio.channels.ClosedByInterruptException}.
 */
final class LineReader implements Closeable {
    /** The longest line that is looked at, in bytes; a file of zeros, say, would otherwise fill the memory. */
    static final int MAX_LINE = 1 << 20;

    private static final int BUFFER = 2 * MAX_LINE;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final ByteProgressListener progress;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long consumed;
    private boolean endOfFile;

    private int start;
    private int end;
    private long number;
    private boolean terminated;
    private boolean tooLong;

    private LineReader(Path file, FileChannel channel, long size, ByteProgressListener progress) {
        this.file = file;
        this.channel = channel;
        this.size = size;
        this.progress = progress;
    }

    /**
     * Opens a file.
     *
     * @throws NoSuchFileException if there is none
     * @throws FileSystemException if it is a directory
     * @throws MalformedDataException if it is empty, compressed, or not in a byte-oriented encoding
     */
    static LineReader open(Path file, ByteProgressListener progress) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "expected a file, found a directory");
        }
        FileChannel channel = openChannel(file);
        try {
            LineReader reader = new LineReader(file, channel, channel.size(), progress);
            reader.readStart();
            return reader;
        } catch (IOException | RuntimeException e) {
            try {
                channel.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** Opens the file; the JDK's own exceptions have no message but its name. */
    private static FileChannel openChannel(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString(), null, "expected a file, found nothing");
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(
                    file.toString(), null, "expected a file that can be read: check its permissions");
        }
    }

    private void readStart() throws IOException {
        fill();
        if (limit == 0) {
            throw new MalformedDataException(file, 0, "expected lines of data, found an empty file");
        }
        if (startsWith(0x1f, 0x8b)) {
            throw new MalformedDataException(file, 0, "expected text, found a gzip file: unpack it first");
        }
        if (startsWith('P', 'K', 3, 4)) {
            throw new MalformedDataException(file, 0, "expected text, found a zip archive: unpack it first");
        }
        if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) {
            throw new MalformedDataException(file, 0, "expected UTF-8, found UTF-16: convert it first");
        }
        if (startsWith(0xef, 0xbb, 0xbf)) {
            position = 3;
        }
    }

    private boolean startsWith(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= limit || (buffer[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Moves to the next line that is not blank; returns false at the end of the file. */
    boolean next() throws IOException {
        while (nextLine()) {
            if (tooLong || !isBlank()) {
                return true;
            }
        }
        return false;
    }

    private boolean nextLine() throws IOException {
        tooLong = false;
        int from = position;
        while (true) {
            int feed = indexOfLineFeed(from);
            if (feed >= 0) {
                show(position, feed, true);
                position = feed + 1;
                return true;
            }
            if (limit - position > MAX_LINE) {
                skipLongLine();
                return true;
            }
            int held = limit - position;
            fill();
            from = position + held;
            if (from == limit && endOfFile) {
                if (held == 0) {
                    return false;
                }
                show(position, limit, false);
                position = limit;
                return true;
            }
        }
    }

    /** Shows the beginning of a line that is too long, and moves behind its end. */
    private void skipLongLine() throws IOException {
        show(0, 0, false);
        tooLong = true;
        while (true) {
            int feed = indexOfLineFeed(position);
            if (feed >= 0) {
                terminated = true;
                position = feed + 1;
                return;
            }
            position = limit;
            fill();
            if (limit == position && endOfFile) {
                return;
            }
        }
    }

    private void show(int from, int to, boolean withLineFeed) {
        number++;
        terminated = withLineFeed;
        start = from;
        end = withLineFeed && to > from && buffer[to - 1] == '\r' ? to - 1 : to;
    }

    private boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private int indexOfLineFeed(int from) {
        byte[] bytes = buffer;
        for (int i = from; i < limit; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves what is not yet consumed to the front and reads on behind it. */
    private void fill() throws IOException {
        if (endOfFile) {
            return;
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int read = channel.read(ByteBuffer.wrap(buffer, limit, BUFFER - limit));
        if (read < 0) {
            endOfFile = true;
            progress.onBytes(consumed, consumed);
            return;
        }
        limit += read;
        consumed += read;
        progress.onBytes(consumed, Math.max(size, consumed));
    }

    /** Returns the buffer that the line lies in. Its content between start and end may be changed, and lasts until the next line. */
    byte[] bytes() {
        return buffer;
    }

    /** Returns where the line starts in the buffer. */
    int start() {
        return start;
    }

    /** Returns where the line ends in the buffer, exclusive, without its line break. */
    int end() {
        return end;
    }

    /** Returns the line's number, counted from 1, blank lines included. */
    long number() {
        return number;
    }

    /** Returns whether a line break ends the line; the last line of a file that was cut off has none. */
    boolean terminated() {
        return terminated;
    }

    /** Returns whether the line is longer than {@link #MAX_LINE} and therefore not shown. */
    boolean tooLong() {
        return tooLong;
    }

    /** Warns, once the last line was read, if no line break ends it: the file may have been cut off within a number. */
    void warnIfCut(ProblemLog log) {
        if (!terminated && number > 0) {
            log.warn(file, number, "expected a line break at the end of the file, found none: it may be cut off");
        }
    }

    Path file() {
        return file;
    }

    /** Returns the line for a message: shortened, control characters escaped. */
    String excerpt() {
        return Excerpt.of(Arrays.copyOfRange(buffer, start, Math.min(end, start + 4 * Excerpt.LENGTH)));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
