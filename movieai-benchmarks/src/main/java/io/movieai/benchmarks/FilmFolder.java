package io.movieai.benchmarks;

import io.movieai.catalog.Movie;
import io.movieai.recsys.data.ChineseTitles;
import io.movieai.recsys.data.MovieDatasetReader;
import io.movieai.recsys.data.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the films that are measured with. */
final class FilmFolder {
    private FilmFolder() {}

    /** Returns the films of a data set's folder, with their Chinese titles. */
    static List<Movie> read(String folder) throws IOException {
        return ChineseTitles.load()
                .enrich(new MovieDatasetReader(ReadOptions.DEFAULT)
                        .read(Path.of(folder))
                        .movies());
    }
}
