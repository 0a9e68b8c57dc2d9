package io.movieai.recsys.data;

import io.movieai.catalog.Movie;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads the films of a data set, and what its ratings say of them. Recognises the formats of {@link DataFormat} by their
 * files' names; other files of a data set (tags, links, users) are left alone. Immutable and safe for use by several threads.
 *
 * <p>Titles are normalised: the article comes first, names in parentheses become aliases, a year in parentheses becomes the
 * year unless the file has a column for it.
 */
public final class MovieDatasetReader {
    /** The best mean rating of a {@link Movie}. */
    private static final double MOVIE_SCALE = 5;

    private final ReadOptions options;

    /** Makes a reader with these options. */
    public MovieDatasetReader(ReadOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * Reads the data set in a folder, or the one that a file of films belongs to. Means of ratings are mapped from [0, {@link
     * ReadOptions#maxRating}] to [0, 5].
     *
     * <p>A line that holds no film or rating is reported and skipped, or ends the reading if the options are strict: too few
     * or too many fields, text in a wrong encoding, no title, an identity that another film has (the first one is kept), a
     * rating outside the scale. A year that is none, a genre that is unknown and a rating of a film that is not in the file
     * are reported and lose no line.
     *
     * @throws MalformedDataException if a file is empty, compressed or without usable header, no line holds a film, or it
     *     cannot be told which file to read; for a bad line too if the options are strict
     * @throws IOException if there is no such path, the folder holds no data set (the message says what was looked for), or a
     *     file cannot be read; {@link java.nio.channels.ClosedByInterruptException} if the thread is interrupted
     */
    public MovieDataset read(Path path) throws IOException {
        DataFiles files = DataFiles.detect(path);
        ProblemLog log = new ProblemLog(options.strict());
        TokenIndex items = new TokenIndex();
        List<Movie> films = new FilmReader(files, options, items, log).read();
        if (films.isEmpty()) {
            throw new MalformedDataException(
                    files.films(), 0, "expected at least one film, found none: " + firstProblem(log.report()));
        }
        long ratings = 0;
        if (files.ratings().isPresent()) {
            Means means = new Means(films.size());
            Path file = files.ratings().get();
            ratings = new RatingsReader(options).read(file, new TokenIndex(), items, means, log);
            means.warnOfStrangers(file, items, log);
            films = means.applyTo(films, MOVIE_SCALE / options.maxRating());
        }
        return new MovieDataset(files.format(), films, ratings, log.report());
    }

    /**
     * Returns the files that {@link #read} reads for a path: those of the films, the ratings and the genres' names, as far as
     * they are there. Opens none of them.
     *
     * @throws MalformedDataException if it cannot be told which file to read
     * @throws IOException if there is no such path, or the folder holds no data set
     */
    public static List<Path> files(Path path) throws IOException {
        return List.copyOf(DataFiles.detect(path).all());
    }

    private static String firstProblem(ReadReport report) {
        return report.problems().isEmpty()
                ? "there is only a header"
                : report.linesSkipped() + " lines were skipped, the first because: "
                        + report.problems().get(0);
    }

    /** Adds up ratings by item. Items numbered below the number of films are the films. */
    private static final class Means implements RatingConsumer {
        private final int films;
        private final double[] sums;
        private final long[] counts;
        private long ratingsOfStrangers;

        Means(int films) {
            this.films = films;
            this.sums = new double[films];
            this.counts = new long[films];
        }

        @Override
        public void accept(int user, int item, float rating, long timestamp) {
            if (item >= films) {
                ratingsOfStrangers++;
            } else if (!Float.isNaN(rating)) {
                sums[item] += rating;
                counts[item]++;
            }
        }

        void warnOfStrangers(Path file, TokenIndex items, ProblemLog log) {
            if (ratingsOfStrangers > 0) {
                log.warn(
                        file,
                        0,
                        "expected ratings of known films, found " + ratingsOfStrangers + " of "
                                + (items.size() - films) + " films that the file of films does not have, such as "
                                + Excerpt.of(items.token(films)));
            }
        }

        List<Movie> applyTo(List<Movie> movies, double scale) {
            List<Movie> rated = new ArrayList<>(movies.size());
            for (int i = 0; i < movies.size(); i++) {
                Movie movie = movies.get(i);
                rated.add(
                        counts[i] == 0
                                ? movie
                                : movie.toBuilder()
                                        .rating(Math.min(MOVIE_SCALE, scale * (sums[i] / counts[i])), counts[i])
                                        .build());
            }
            return rated;
        }
    }
}
