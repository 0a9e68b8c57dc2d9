package io.movieai.app;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An embedder that keeps the vectors of long lists of queries in files: the examples that requests are compared with are the
 * same in every run of the program, and embedding them takes longer than answering.
 *
 * <p>A file holds float32 components, big-endian, one vector after the other; its name is the SHA-256 of the
 * format, the space and the texts. A file that cannot be read or written is done without.
 */
final class KeptQueries implements Embedder {
    private static final int LONG_LIST = 100;

    /** Counted up when files that were written before must no longer be read. */
    private static final byte FORMAT = 2;

    private final Embedder embedder;
    private final Path folder;

    /**
     * @param embedder embeds; closed by whoever opened it
     * @param folder where files are kept; made when it is needed
     */
    KeptQueries(Embedder embedder, Path folder) {
        this.embedder = embedder;
        this.folder = folder;
    }

    @Override
    public EmbeddingSpace space() {
        return embedder.space();
    }

    @Override
    public List<Embedding> embed(TextRole role, List<String> texts) {
        if (role != TextRole.QUERY || texts.size() < LONG_LIST) {
            return embedder.embed(role, texts);
        }
        Path file = folder.resolve(name(texts));
        Optional<List<Embedding>> kept = read(file, texts.size());
        if (kept.isPresent()) {
            return kept.get();
        }
        List<Embedding> made = embedder.embed(role, texts);
        write(file, made);
        return made;
    }

    private String name(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(FORMAT);
            digest.update(space().toString().getBytes(StandardCharsets.UTF_8));
            for (String text : texts) {
                digest.update((byte) 0);
                digest.update(text.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()) + ".vectors";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Optional<List<Embedding>> read(Path file, int count) {
        try {
            int dimension = space().dimension();
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != count * dimension * Float.BYTES) {
                return Optional.empty();
            }
            float[] packed = new float[count * dimension];
            ByteBuffer.wrap(bytes).asFloatBuffer().get(packed);
            List<Embedding> embeddings = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                embeddings.add(Embedding.of(packed, i * dimension, dimension, false));
            }
            return Optional.of(embeddings);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void write(Path file, List<Embedding> embeddings) {
        ByteBuffer bytes = ByteBuffer.allocate(embeddings.size() * space().dimension() * Float.BYTES);
        for (Embedding embedding : embeddings) {
            for (float component : embedding.toArray()) {
                bytes.putFloat(component);
            }
        }
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, "", ".unfinished");
            try {
                Files.write(unfinished, bytes.array());
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            // They are made anew next time.
        }
    }

    /** Does nothing: the embedder is closed by whoever opened it. */
    @Override
    public void close() {}
}
