package io.movieai.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.recsys.ByteProgressListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }

    private Path file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> linesOf(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = LineReader.open(file, ByteProgressListener.NONE)) {
            while (reader.next()) {
                lines.add(reader.number() + "|" + text(reader) + (reader.terminated() ? "" : "|cut"));
            }
        }
        return lines;
    }

    private static String text(LineReader reader) {
        return new String(reader.bytes(), reader.start(), reader.end() - reader.start(), StandardCharsets.UTF_8);
    }

    @Test
    void next_linesOfEachBreak_comeWithTheirNumbers() throws IOException {
        assertThat(linesOf(file("a\nb\r\n\n \t\nc\rd\n"))).containsExactly("1|a", "2|b", "5|c\rd");
    }

    @Test
    void next_noBreakAtTheEnd_isTold() throws IOException {
        assertThat(linesOf(file("a\nb"))).containsExactly("1|a", "2|b|cut");
    }

    @Test
    void next_byteOrderMark_isLeftOut() throws IOException {
        assertThat(linesOf(file("\uFEFFa\n"))).containsExactly("1|a");
    }

    @Test
    void next_linesAcrossTheBuffersEnd_areWhole() throws IOException {
        long seed = 20_240_917;
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < 9_000_000) {
            String line = "x".repeat(1 + random.nextInt(random.nextInt(20) == 0 ? LineReader.MAX_LINE - 1 : 200));
            expected.add(line);
            bytes.writeBytes((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }

        List<String> found = new ArrayList<>();
        try (LineReader reader = LineReader.open(file(bytes.toByteArray()), ByteProgressListener.NONE)) {
            while (reader.next()) {
                found.add(text(reader));
            }
        }

        assertThat(found.equals(expected))
                .as("lines are the same, seed " + seed)
                .isTrue();
    }

    @Test
    void next_lineThatIsTooLong_isPassedOver() throws IOException {
        Path file = file("a\n" + "\0".repeat(5 * LineReader.MAX_LINE) + "\nb\n");

        try (LineReader reader = LineReader.open(file, ByteProgressListener.NONE)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.tooLong()).isFalse();
            assertThat(reader.next()).isTrue();
            assertThat(reader.tooLong()).isTrue();
            assertThat(reader.next()).isTrue();
            assertThat(reader.tooLong()).isFalse();
            assertThat(reader.number()).isEqualTo(3);
            assertThat(text(reader)).isEqualTo("b");
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void next_longLineAtTheEnd_isTold() throws IOException {
        Path file = file("\0".repeat(5 * LineReader.MAX_LINE));

        try (LineReader reader = LineReader.open(file, ByteProgressListener.NONE)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.tooLong()).isTrue();
            assertThat(reader.terminated()).isFalse();
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void next_progress_endsWithTheFilesSize() throws IOException {
        Path file = file("abc\n".repeat(1_000_000));
        List<Long> done = new ArrayList<>();

        try (LineReader reader = LineReader.open(file, (bytes, total) -> {
            assertThat(total).isEqualTo(4_000_000);
            done.add(bytes);
        })) {
            while (reader.next()) {
                assertThat(reader.end() - reader.start()).isEqualTo(3);
            }
        }

        assertThat(done).isSorted().last().isEqualTo(4_000_000L);
    }

    @Test
    void next_interruptedThread_throws() throws IOException {
        Path file = file("abc\n".repeat(1_000_000));
        try (LineReader reader = LineReader.open(file, ByteProgressListener.NONE)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> {
                        while (reader.next()) {
                            assertThat(reader.tooLong()).isFalse();
                        }
                    })
                    .isInstanceOf(ClosedByInterruptException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void open_emptyFile_saysSo() throws IOException {
        Path file = file("");

        assertThatThrownBy(() -> linesOf(file))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(file + ": expected lines of data, found an empty file");
    }

    @Test
    void open_packedOrWideFiles_sayWhatToDo() throws IOException {
        assertThatThrownBy(() -> linesOf(file(new byte[] {0x1f, (byte) 0x8b, 8, 0})))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("gzip file: unpack it first");
        assertThatThrownBy(() -> linesOf(file(new byte[] {'P', 'K', 3, 4, 0})))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("zip archive: unpack it first");
        assertThatThrownBy(() -> linesOf(file("a\n".getBytes(StandardCharsets.UTF_16))))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("UTF-16: convert it first");
    }

    @Test
    void open_directoryOrNothing_isAnErrorOfTheFileSystem() {
        assertThatThrownBy(() -> linesOf(folder))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(folder + ": expected a file, found a directory");
        assertThatThrownBy(() -> linesOf(folder.resolve("nothing")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(folder.resolve("nothing") + ": expected a file, found nothing");
    }
}
