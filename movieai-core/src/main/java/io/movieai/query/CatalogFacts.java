package io.movieai.query;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import java.util.Arrays;

/**
 * What a reader must know of a catalogue as a whole: which data it has at all, and what "new", "highly rated" and "well
 * known" mean within it.
 *
 * @param hasGenres whether any film has a genre
 * @param hasYears whether any film has a year
 * @param hasRatings whether any film has a mean rating
 * @param hasRatingCounts whether any film has been rated by more than one person
 * @param hasCountries whether any film has a country
 * @param hasPeople whether any film has a director or somebody who plays in it
 * @param newestYear the year of the newest film, or 0 without years; the greatest integer where it cannot be known
 * @param acclaimedFrom the mean rating, in [3.5, 4], that a quarter of the films with an average number of ratings reach
 */
record CatalogFacts(
        boolean hasGenres,
        boolean hasYears,
        boolean hasRatings,
        boolean hasRatingCounts,
        boolean hasCountries,
        boolean hasPeople,
        int newestYear,
        double acclaimedFrom) {

    /** Without films in memory the films of a store are read, which have genres and years at least. */
    private static final CatalogFacts UNSEEN =
            new CatalogFacts(true, true, false, false, false, false, Integer.MAX_VALUE, 4);

    static CatalogFacts of(Catalog catalog) {
        if (catalog.size() == 0) {
            return UNSEEN;
        }
        boolean genres = false;
        boolean countries = false;
        boolean people = false;
        boolean counts = false;
        int newest = 0;
        int rated = 0;
        double total = 0;
        for (Movie movie : catalog.movies()) {
            genres |= !movie.genres().isEmpty();
            countries |= !movie.countries().isEmpty();
            people |= !movie.directors().isEmpty() || !movie.cast().isEmpty();
            counts |= movie.ratingCount() > 1;
            newest = Math.max(newest, movie.year().orElse(0));
            if (movie.rating().isPresent()) {
                rated++;
                total += movie.ratingCount();
            }
        }
        double average = rated == 0 ? 0 : total / rated;
        double[] means = catalog.movies().stream()
                .filter(movie -> movie.rating().isPresent() && movie.ratingCount() >= average)
                .mapToDouble(movie -> movie.rating().getAsDouble())
                .toArray();
        Arrays.sort(means);
        double quarter = means.length == 0 ? 4 : means[means.length * 3 / 4];
        return new CatalogFacts(
                genres, newest > 0, rated > 0, counts, countries, people, newest, Math.max(3.5, Math.min(4, quarter)));
    }
}
