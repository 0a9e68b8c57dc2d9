package io.movieai.app;

import io.movieai.app.json.FilmJson;
import io.movieai.catalog.Movie;
import io.movieai.recsys.data.ChineseTitles;
import io.movieai.recsys.data.MovieDataset;
import io.movieai.recsys.data.MovieDatasetReader;
import io.movieai.recsys.data.ReadOptions;
import io.movieai.recsys.data.ReadReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where films come from: a folder of film data, or the starter catalogue inside the program.
 *
 * @param data the folder, or a file of films in it; empty for the starter catalogue
 * @param strict whether a bad line ends the reading instead of being counted and skipped
 */
record FilmSource(Optional<Path> data, boolean strict) {
    private static final String STARTER = "starter-catalogue.jsonl";

    /**
     * Films that were read.
     *
     * @param movies the films
     * @param report what the reading came across, if they were read from data files
     */
    record Films(List<Movie> movies, Optional<ReadReport> report) {}

    /** Returns what people call this source: the folder's path, or {@code starter}. */
    String name() {
        return data.map(path -> path.toAbsolutePath().normalize().toString()).orElse("starter");
    }

    /** Returns the last part of the name. */
    String label() {
        return data.map(path -> path.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("starter");
    }

    /**
     * Returns a text that changes when the films may change: with the program that reads them, and with names, sizes and times
     * of the files that they are read from.
     *
     * @throws NoSuchFileException if there is no such folder, or no data in it
     */
    String stamp() throws IOException {
        StringBuilder stamp =
                new StringBuilder("program ").append(ProgramVersion.current()).append('\n');
        if (data.isEmpty()) {
            try (InputStream resource = starter()) {
                return stamp.append("starter ")
                        .append(resource.available())
                        .append('\n')
                        .toString();
            }
        }
        Path path = data.get();
        if (!Files.exists(path)) {
            throw new NoSuchFileException(
                    path.toString(), null, "expected a folder of film data, found nothing; see 'movieai download'");
        }
        for (Path file : MovieDatasetReader.files(path)) {
            stamp.append(file.getFileName())
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file).toMillis())
                    .append('\n');
        }
        return stamp.toString();
    }

    /** Reads the films, with Chinese titles where they are known. */
    Films read(Progress progress) throws IOException {
        if (data.isEmpty()) {
            try (Reader reader = new InputStreamReader(starter(), StandardCharsets.UTF_8)) {
                return new Films(FilmJson.read(reader, STARTER), Optional.empty());
            }
        }
        MovieDataset dataset = new MovieDatasetReader(
                        ReadOptions.DEFAULT.withStrict(strict).withProgress(progress::show))
                .read(data.get());
        return new Films(ChineseTitles.load().enrich(dataset.movies()), Optional.of(dataset.report()));
    }

    private static InputStream starter() throws IOException {
        InputStream resource = FilmSource.class.getResourceAsStream(STARTER);
        if (resource == null) {
            throw new NoSuchFileException(
                    STARTER, null, "expected it inside the program, found nothing: build it again");
        }
        return resource;
    }
}
