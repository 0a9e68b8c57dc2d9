package io.movieai.app;

import io.movieai.IncompatibleModelException;
import io.movieai.app.FilmSource.Films;
import io.movieai.app.json.FilmJson;
import io.movieai.catalog.Movie;
import io.movieai.recommend.ItemId;
import io.movieai.recsys.data.ReadReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A folder that holds an index, the films it was made of, and where they came from, so that an index is never fed from two
 * sources and films are not read from slow formats again.
 *
 * <p>{@code lucene/} is the index; {@code source.txt} names the source, and where vectors are if not here; {@code ids.txt}
 * lists the films that may be in the index; {@code films.jsonl} holds the films; {@code stamp.txt} tells whether the source
 * or {@code films.jsonl} have changed, and is written last; {@code taste-NAME.safetensors} are recommender models.
 */
final class IndexFolder {
    private static final String SOURCE = "source.txt";
    private static final String IDS = "ids.txt";
    private static final String FILMS = "films.jsonl";
    private static final String STAMP = "stamp.txt";

    private static final Pattern STAMP_FORMAT = Pattern.compile(
            "films (?<films>\\d+ [0-9a-f]{8})\nskipped (?<skipped>\\d{1,18})\nwarnings (?<warnings>\\d{1,18})\n(?<source>.*)",
            Pattern.DOTALL);

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
     * @throws IncompatibleModelException if it holds films of another source, or belongs to vectors in another place, or cannot
     *     be used
     */
    void claim(FilmSource source, Optional<String> place) throws IOException {
        verify(source, place);
        try {
            Files.createDirectories(root);
        } catch (FileSystemException e) {
            throw refused(e);
        }
        if (!Files.exists(root.resolve(SOURCE))) {
            write(root.resolve(SOURCE), origin(source, place) + "\n");
        }
    }

    /**
     * Checks that the folder is one of this source, or still none; changes nothing.
     *
     * @param place where vectors are kept outside the folder; empty if they are in it
     * @throws IncompatibleModelException if it is of another source or of vectors in another place, or cannot be read
     */
    void verify(FilmSource source, Optional<String> place) throws IOException {
        Path existing = existingPart();
        if (!Files.isDirectory(existing)) {
            throw unusable("a folder", "the file " + existing, "give another --index", null);
        }
        Path file = root.resolve(SOURCE);
        if (!Files.exists(file)) {
            return;
        }
        String found;
        try {
            found = Files.readString(file).strip();
        } catch (CharacterCodingException e) {
            throw unusable(
                    "the name of its films in " + file,
                    "bytes that are no UTF-8",
                    "the folder is damaged: remove it to index again, or give another --index",
                    e);
        } catch (AccessDeniedException e) {
            throw unusable(
                    "to be allowed to read " + file,
                    "that access is denied",
                    "check its owner and permissions, or give another --index",
                    e);
        }
        String expected = origin(source, place);
        if (!found.equals(expected)) {
            throw unusable(
                    "an index of " + oneLine(expected),
                    "one of " + oneLine(found),
                    "give another --index, or remove the folder to index again",
                    null);
        }
    }

    /** Returns the folder, or the nearest above it that exists. */
    Path existingPart() {
        Path path = root.toAbsolutePath().normalize();
        for (Path parent = path.getParent(); parent != null && !Files.exists(path); parent = path.getParent()) {
            path = parent;
        }
        return path;
    }

    /** Tells a folder that does not allow changes from a disk that fails, which has a reason. */
    private RuntimeException refused(FileSystemException e) throws FileSystemException {
        if (e.getReason() != null && !(e instanceof AccessDeniedException)) {
            throw e;
        }
        return unusable(
                "a folder that can be made and written",
                e.getClass().getSimpleName() + " for " + e.getFile(),
                "check its owner and permissions, or give another --index",
                e);
    }

    private IncompatibleModelException unusable(
            String expected, String found, String advice, @Nullable Exception cause) {
        return new IncompatibleModelException(
                "Index", root.toString(), "expected " + expected + ", found " + found + "; " + advice, cause);
    }

    private static String oneLine(String origin) {
        return origin.replace("\n", " with vectors in ");
    }

    /** Whether what a folder holds can be used as it is. */
    enum State {
        /** No index was completed here. */
        INCOMPLETE,
        /** The films have changed since, or they are to be read more strictly than they were. */
        OUTDATED,
        /** The films that are kept are not those that the index was completed with. */
        DAMAGED,
        CURRENT
    }

    /**
     * What a folder holds.
     *
     * @param films the films that the index was completed with; empty unless it is current
     * @param skipped how many lines were skipped when the films were read
     * @param warnings how many values were left out when the films were read
     */
    record Contents(State state, List<Movie> films, long skipped, long warnings) {
        private static Contents of(State state) {
            return new Contents(state, List.of(), 0, 0);
        }

        boolean isCurrent() {
            return state == State.CURRENT;
        }
    }

    /**
     * Returns what the folder holds for a source as it is now.
     *
     * @param stamp the source's {@link FilmSource#stamp()}
     */
    Contents contents(FilmSource source, String stamp) throws IOException {
        Path file = root.resolve(STAMP);
        if (!Files.exists(file)) {
            return Contents.of(State.INCOMPLETE);
        }
        // What is no UTF-8 is no stamp, so that the films are read again.
        Matcher found = STAMP_FORMAT.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        if (!found.matches()) {
            return Contents.of(State.INCOMPLETE);
        }
        long skipped = Long.parseLong(found.group("skipped"));
        if (!found.group("source").equals(stamp) || (source.strict() && skipped > 0)) {
            return Contents.of(State.OUTDATED);
        }
        Path films = root.resolve(FILMS);
        if (!Files.exists(films) || !checksum(Files.readAllBytes(films)).equals(found.group("films"))) {
            return Contents.of(State.DAMAGED);
        }
        try (BufferedReader reader = Files.newBufferedReader(films)) {
            return new Contents(
                    State.CURRENT,
                    FilmJson.read(reader, films.toString()),
                    skipped,
                    Long.parseLong(found.group("warnings")));
        }
    }

    private static String checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return bytes.length + " " + HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /**
     * Notes films before they are brought into the index, so that they are known to be in it even if that is interrupted.
     *
     * @return the films that may be in the index and are not among these
     */
    Set<ItemId> begin(List<Movie> films) throws IOException {
        Set<ItemId> known = new LinkedHashSet<>();
        Path file = root.resolve(IDS);
        if (Files.exists(file)) {
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> known.add(ItemId.of(line)));
        }
        List<ItemId> ids = films.stream().map(Movie::id).toList();
        Set<ItemId> all = new LinkedHashSet<>(known);
        all.addAll(ids);
        write(file, lines(all));
        known.removeAll(Set.copyOf(ids));
        return known;
    }

    private static String lines(Collection<ItemId> ids) {
        return ids.stream().map(id -> id.value() + "\n").collect(Collectors.joining());
    }

    /** Keeps the films that the index was completed with, as the only ones in it. */
    void complete(Films films, String stamp) throws IOException {
        Files.deleteIfExists(root.resolve(STAMP));
        StringWriter text = new StringWriter();
        FilmJson.write(films.movies(), text);
        write(root.resolve(FILMS), text.toString());
        write(root.resolve(IDS), lines(films.movies().stream().map(Movie::id).toList()));
        long skipped = films.report().map(ReadReport::linesSkipped).orElse(0L);
        long warnings = films.report().map(ReadReport::warningCount).orElse(0L);
        write(
                root.resolve(STAMP),
                "films " + checksum(text.toString().getBytes(StandardCharsets.UTF_8)) + "\nskipped " + skipped
                        + "\nwarnings " + warnings + "\n" + stamp);
    }

    private void write(Path file, String text) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(partial, text);
            move(partial, file);
        } catch (FileSystemException e) {
            throw refused(e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
