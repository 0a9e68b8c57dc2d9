package io.movieai.recsys.data;

import io.movieai.catalog.Movie;
import java.util.List;
import java.util.Objects;

/**
 * The films of a data set. Immutable.
 *
 * @param format the layout in which they were found
 * @param movies the films, in the order of their file, each with the mean and number of its ratings where it has some
 * @param ratingCount how many ratings were read, those of films that are not in the file included; 0 without ratings
 * @param report what the reading came across
 */
public record MovieDataset(DataFormat format, List<Movie> movies, long ratingCount, ReadReport report) {
    /** @throws IllegalArgumentException if {@code ratingCount} is negative */
    public MovieDataset {
        Objects.requireNonNull(format, "format");
        movies = List.copyOf(movies);
        Objects.requireNonNull(report, "report");
        if (ratingCount < 0) {
            throw new IllegalArgumentException("ratingCount: expected at least 0, found " + ratingCount);
        }
    }
}
