package io.movieai.recsys.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.IncompatibleModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the safetensors format: the header's length in 8 bytes, a header of JSON, the numbers, all little-endian
 * (<a href="https://github.com/huggingface/safetensors">its description</a>). A file is checked entirely before it is believed.
 */
public final class SafetensorsFile {
    /** The limit of the reference implementation. */
    private static final long MAX_HEADER = 100_000_000;

    private static final int CHUNK = 1 << 20;

    private SafetensorsFile() {}

    /**
     * Writes a file beside the wanted one and then puts it in its place, so that nobody sees half of it.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Safetensors content) throws IOException {
        byte[] header = header(content);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        // Two processes may write the same file: each has an unfinished one of its own.
        Path unfinished = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
                writeFully(channel, length.putLong(header.length).flip());
                writeFully(channel, ByteBuffer.wrap(header));
                ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
                for (Tensor tensor : content.tensors().values()) {
                    writeNumbers(channel, buffer, tensor);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static byte[] header(Safetensors content) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        ObjectNode metadata = root.putObject("__metadata__");
        content.metadata().forEach(metadata::put);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
            Tensor tensor = entry.getValue();
            ObjectNode node = root.putObject(entry.getKey());
            node.put("dtype", tensor.isInteger() ? "I32" : "F32");
            for (int size : tensor.shape()) {
                node.withArray("shape").add(size);
            }
            long end = offset + tensor.byteCount();
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = mapper.writeValueAsBytes(root);
        // The numbers begin at a multiple of 8; the format pads with spaces.
        byte[] padded = new byte[(json.length + 7) / 8 * 8];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(json, 0, padded, 0, json.length);
        return padded;
    }

    private static void writeNumbers(FileChannel channel, ByteBuffer buffer, Tensor tensor) throws IOException {
        buffer.clear();
        if (tensor.isInteger()) {
            for (int value : tensor.ints()) {
                flushIfFull(channel, buffer);
                buffer.putInt(value);
            }
        } else {
            float[][] rows = tensor.shape().length == 2 ? tensor.rows() : new float[][] {tensor.floats()};
            for (float[] row : rows) {
                for (float value : row) {
                    flushIfFull(channel, buffer);
                    buffer.putFloat(value);
                }
            }
        }
        writeFully(channel, buffer.flip());
    }

    private static void flushIfFull(FileChannel channel, ByteBuffer buffer) throws IOException {
        if (!buffer.hasRemaining()) {
            writeFully(channel, buffer.flip());
            buffer.clear();
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IncompatibleModelException if it is truncated, foreign, inconsistent, holds types other than F32, I32 and I64, or
     *     numbers that are not finite
     * @throws IOException if it is missing or cannot be read
     */
    public static Safetensors read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8) {
                throw incompatible(file, "expected a header of at least 8 bytes, found " + size + " bytes", null);
            }
            long headerLength = read(channel, 0, 8, file).getLong();
            if (headerLength < 2 || headerLength > Math.min(size - 8, MAX_HEADER)) {
                throw incompatible(
                        file,
                        "expected the length of a header within " + size + " bytes, found " + headerLength
                                + "; the file is truncated or no safetensors file",
                        null);
            }
            JsonNode header = parse(file, read(channel, 8, (int) headerLength, file));
            Map<String, String> metadata = new LinkedHashMap<>();
            List<Entry> entries = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : header.properties()) {
                if (field.getKey().equals("__metadata__")) {
                    field.getValue()
                            .properties()
                            .forEach(text ->
                                    metadata.put(text.getKey(), text.getValue().asText()));
                } else {
                    entries.add(Entry.of(file, field.getKey(), field.getValue()));
                }
            }
            long data = 8 + headerLength;
            requireCovered(file, entries, size - data);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Entry entry : entries) {
                tensors.put(entry.name, readTensor(channel, data, entry, file));
            }
            return new Safetensors(tensors, metadata);
        }
    }

    private static JsonNode parse(Path file, ByteBuffer bytes) {
        byte[] json = new byte[bytes.remaining()];
        bytes.get(json);
        try {
            ObjectMapper mapper = JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();
            JsonNode header = mapper.readTree(new String(json, StandardCharsets.UTF_8));
            if (header == null || !header.isObject()) {
                throw incompatible(file, "expected a header of a JSON object, found something else", null);
            }
            return header;
        } catch (JsonProcessingException e) {
            throw incompatible(file, "expected a header of JSON, found something else: no safetensors file", e);
        }
    }

    /** Where a tensor is, relative to the begin of the numbers. */
    private record Entry(String name, String type, List<Integer> shape, long begin, long end) {
        static Entry of(Path file, String name, JsonNode node) {
            String type = node.path("dtype").asText();
            int width = type.equals("I64") ? 8 : 4;
            if (!type.equals("F32") && !type.equals("I32") && !type.equals("I64")) {
                throw incompatible(
                        file, "tensor " + name + ": expected F32, I32 or I64, found " + type + "; convert it", null);
            }
            JsonNode offsets = node.path("data_offsets");
            List<Integer> shape = new ArrayList<>();
            long bytes = width;
            for (JsonNode size : node.path("shape")) {
                if (!size.canConvertToInt() || size.asInt() < 0) {
                    throw incompatible(file, "tensor " + name + ": expected sizes of at least 0, found " + size, null);
                }
                shape.add(size.asInt());
                bytes = size.asInt() == 0
                        ? 0
                        : Math.multiplyHigh(bytes, size.asInt()) != 0 ? Long.MAX_VALUE : bytes * size.asInt();
            }
            if (shape.isEmpty() || shape.size() > 2 || (!type.equals("F32") && shape.size() != 1)) {
                throw incompatible(
                        file,
                        "tensor " + name + ": expected a vector, or a matrix of F32, found " + type + " of shape "
                                + shape,
                        null);
            }
            long begin = offsets.path(0).asLong(-1);
            long end = offsets.path(1).asLong(-1);
            if (begin < 0 || end - begin != bytes) {
                throw incompatible(
                        file,
                        "tensor " + name + ": expected " + bytes + " bytes for shape " + shape + ", found offsets "
                                + offsets,
                        null);
            }
            return new Entry(name, type, shape, begin, end);
        }
    }

    private static void requireCovered(Path file, List<Entry> entries, long size) {
        List<Entry> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long at = 0;
        for (Entry entry : ordered) {
            if (entry.begin != at) {
                throw incompatible(
                        file,
                        "tensor " + entry.name + ": expected it to begin at byte " + at + ", found " + entry.begin,
                        null);
            }
            at = entry.end;
        }
        if (at != size) {
            throw incompatible(
                    file,
                    "expected " + at + " bytes of numbers, found " + size
                            + (size < at ? "; the file is truncated" : "; something was added to the file"),
                    null);
        }
    }

    private static Tensor readTensor(FileChannel channel, long data, Entry entry, Path file) throws IOException {
        Numbers numbers = new Numbers(channel, data + entry.begin, data + entry.end, file);
        int first = entry.shape.get(0);
        if (entry.type.equals("F32")) {
            int rows = entry.shape.size() == 2 ? first : 1;
            int columns = entry.shape.size() == 2 ? entry.shape.get(1) : first;
            float[][] values = new float[rows][columns];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    float value = numbers.next(4).getFloat();
                    if (!Float.isFinite(value)) {
                        throw incompatible(
                                file,
                                "tensor " + entry.name + ": expected finite numbers, found " + value + " in row " + r,
                                null);
                    }
                    values[r][c] = value;
                }
            }
            return entry.shape.size() == 2 ? Tensor.ofRows(values) : Tensor.of(values[0]);
        }
        int[] values = new int[first];
        boolean wide = entry.type.equals("I64");
        for (int i = 0; i < first; i++) {
            long value = wide ? numbers.next(8).getLong() : numbers.next(4).getInt();
            if (value != (int) value) {
                throw incompatible(
                        file, "tensor " + entry.name + ": expected integers of 32 bits, found " + value, null);
            }
            values[i] = (int) value;
        }
        return Tensor.of(values);
    }

    /** The bytes of one tensor, a chunk at a time. */
    private static final class Numbers {
        private final FileChannel channel;
        private final long end;
        private final Path file;
        private long at;
        private ByteBuffer chunk = ByteBuffer.allocate(0);

        Numbers(FileChannel channel, long begin, long end, Path file) {
            this.channel = channel;
            this.at = begin;
            this.end = end;
            this.file = file;
        }

        ByteBuffer next(int width) throws IOException {
            if (chunk.remaining() < width) {
                int size = (int) Math.min(CHUNK, end - at);
                chunk = read(channel, at, size, file);
                at += size;
            }
            return chunk;
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int size, Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw incompatible(
                        file, "expected " + size + " bytes at " + at + ", found the end; the file is truncated", null);
            }
        }
        return buffer.flip();
    }

    private static IncompatibleModelException incompatible(Path file, String message, @Nullable Throwable cause) {
        return new IncompatibleModelException(
                "CandidateRecommender", String.valueOf(file.getFileName()), message, cause);
    }
}
