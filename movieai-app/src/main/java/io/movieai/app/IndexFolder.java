package io.movieai.app;

import io.movieai.IncompatibleModelException;
import io.movieai.app.json.FilmJson;
import io.movieai.catalog.Movie;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A folder that holds an index, the films it was made of, and where they came from, so that an index is never fed from two
 * sources and films are not read from slow formats again.
 *
 * <p>{@code lucene/} is the index; {@code source.txt} names the source, and where vectors are if not here; {@code stamp.txt}
 * tells whether the source has changed, and is written last; {@code films.jsonl} holds the films; {@code
 * taste-NAME.safetensors} are recommender models.
 */
final class IndexFolder {
    private final Path root;

    private IndexFolder(Path root) {
        this.root = root;
    }

    /** Returns the index folder at a path, which need not exist. */
    static IndexFolder at(Path root) {
        return new IndexFolder(root);
    }

    /**
     * Returns the folder that is used when none is named: below {@code MOVIEAI_HOME} or {@code ~/.movieai}, one for each
     * source and model, and for each place of vectors outside the folder.
     *
     * @param place where vectors are kept outside the folder; empty if they are in it
     */
    static IndexFolder standard(FilmSource source, String model, Optional<String> place) {
        CRC32 crc = new CRC32();
        crc.update(origin(source, place).getBytes(StandardCharsets.UTF_8));
        String hash = HexFormat.of().toHexDigits((int) crc.getValue());
        return new IndexFolder(home().resolve("index")
                .resolve(source.label() + "-" + hash + "-" + model + (place.isPresent() ? "-chroma" : "")));
    }

    private static String origin(FilmSource source, Optional<String> place) {
        return source.name() + place.map(text -> "\n" + text).orElse("");
    }

    /** Returns where the program keeps what it makes: {@code MOVIEAI_HOME}, or else {@code ~/.movieai}. */
    static Path home() {
        String home = System.getenv("MOVIEAI_HOME");
        return home == null || home.isBlank() ? Path.of(System.getProperty("user.home"), ".movieai") : Path.of(home);
    }

    Path root() {
        return root;
    }

    Path lucene() {
        return root.resolve("lucene");
    }

    /** Returns the file of a recommender model that was trained on the source's ratings. */
    Path taste(String model) {
        return root.resolve("taste-" + model + ".safetensors");
    }

    /**
     * Makes the folder if it is not there, and claims it for a source and a place of vectors.
     *
     * @param place where vectors are kept outside the folder; empty if they are in it
     * @throws IncompatibleModelException if it holds films of another source, or belongs to vectors in another place
     */
    void claim(FilmSource source, Optional<String> place) throws IOException {
        Files.createDirectories(root);
        Path file = root.resolve("source.txt");
        if (Files.exists(file)) {
            String found = Files.readString(file).strip();
            String expected = origin(source, place);
            if (!found.equals(expected)) {
                throw new IncompatibleModelException(
                        "Index",
                        root.toString(),
                        "expected an index of " + oneLine(expected) + ", found one of " + oneLine(found)
                                + "; give another --index, or remove the folder to index again",
                        null);
            }
            return;
        }
        write(file, origin(source, place) + "\n");
    }

    private static String oneLine(String origin) {
        return origin.replace("\n", " with vectors in ");
    }

    /** Returns the stamp of the films that the index was completed with, if it was. */
    Optional<String> stamp() throws IOException {
        Path file = root.resolve("stamp.txt");
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** Returns the films that the index was completed with; empty if it was not. */
    List<Movie> films() throws IOException {
        Path file = root.resolve("films.jsonl");
        if (!Files.exists(file)) {
            return List.of();
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return FilmJson.read(reader, file.toString());
        }
    }

    /** Keeps the films that the index was completed with. */
    void complete(List<Movie> films, String stamp) throws IOException {
        Files.deleteIfExists(root.resolve("stamp.txt"));
        Path partial = root.resolve("films.jsonl.part");
        try (BufferedWriter writer = Files.newBufferedWriter(partial)) {
            FilmJson.write(films, writer);
        }
        move(partial, root.resolve("films.jsonl"));
        write(root.resolve("stamp.txt"), stamp);
    }

    private static void write(Path file, String text) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(partial, text);
        move(partial, file);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
