package io.movieai.catalog;

import java.util.List;

/**
 * How the films of a catalogue are rated as a whole, which tells what a film's own mean rating is worth. Immutable and safe
 * to share between threads.
 */
public final class CatalogRatings {
    /** With fewer raters than this a mean says little: its standard error is a third of a point or more where ratings spread by one. */
    private static final long FEWEST_RATERS = 10;

    private final double mean;
    private final double meanCount;
    private final long medianCount;

    private CatalogRatings(double mean, double meanCount, long medianCount) {
        this.mean = mean;
        this.meanCount = meanCount;
        this.medianCount = medianCount;
    }

    /** Returns the ratings of the films of a catalogue. */
    public static CatalogRatings of(Catalog catalog) {
        List<Movie> rated =
                catalog.movies().stream().filter(CatalogRatings::isRated).toList();
        if (rated.isEmpty()) {
            return new CatalogRatings(0, 1, 0);
        }
        double count = 0;
        double sum = 0;
        for (Movie movie : rated) {
            count += movie.ratingCount();
            sum += movie.ratingCount() * movie.rating().orElseThrow();
        }
        long[] counts = rated.stream().mapToLong(Movie::ratingCount).sorted().toArray();
        return new CatalogRatings(sum / count, count / rated.size(), counts[counts.length / 2]);
    }

    private static boolean isRated(Movie movie) {
        return movie.rating().isPresent() && movie.ratingCount() > 0;
    }

    /** Returns the mean of all ratings, in [0, 5]; 0 without any. */
    public double mean() {
        return mean;
    }

    /**
     * Returns a film's mean rating drawn towards the catalogue's, the more the fewer rated it: {@code (n·r + m·c)/(n + m)}
     * with the film's count n and mean r, the catalogue's mean c, and m the catalogue's mean count (the weighted rating that
     * IMDb described for its top 250). A film that nobody rated has the catalogue's mean.
     */
    public double shrunk(Movie movie) {
        if (!isRated(movie)) {
            return mean;
        }
        double count = movie.ratingCount();
        return (count * movie.rating().orElseThrow() + meanCount * mean) / (count + meanCount);
    }

    /**
     * Returns whether a film's rating speaks for it: above the catalogue's mean, by at least as many as rated half of the rated
     * films, and by ten or more.
     */
    public boolean speakFor(Movie movie) {
        return isRated(movie)
                && movie.rating().orElseThrow() > mean
                && movie.ratingCount() >= Math.max(FEWEST_RATERS, medianCount);
    }
}
