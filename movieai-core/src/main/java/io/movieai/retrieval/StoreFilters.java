package io.movieai.retrieval;

import io.movieai.catalog.Genre;
import io.movieai.indexing.MovieRecords;
import io.movieai.query.Constraint;
import io.movieai.store.Filter;
import java.util.ArrayList;
import java.util.List;

/** Puts conditions on films as filters on the attributes of their records. */
final class StoreFilters {
    private StoreFilters() {}

    /**
     * Returns a filter that every film fulfilling the conditions fulfils. Popularity is left out: it depends on the whole
     * catalogue.
     */
    static Filter of(List<Constraint> constraints) {
        List<Filter> filters = new ArrayList<>();
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.Genres wanted) {
                List<String> names =
                        wanted.anyOf().stream().map(Genre::english).sorted().toList();
                filters.add(side(Filter.in(MovieRecords.GENRES, names), wanted.excluded()));
            } else if (constraint instanceof Constraint.Years wanted) {
                filters.add(side(Filter.between(MovieRecords.YEAR, wanted.from(), wanted.to()), wanted.excluded()));
            } else if (constraint instanceof Constraint.Countries wanted) {
                List<String> codes = wanted.anyOf().stream().sorted().toList();
                filters.add(side(Filter.in(MovieRecords.COUNTRIES, codes), wanted.excluded()));
            } else if (constraint instanceof Constraint.People wanted) {
                filters.add(side(Filter.in(MovieRecords.PEOPLE, wanted.anyOf()), wanted.excluded()));
            } else if (constraint instanceof Constraint.Rating wanted) {
                filters.add(Filter.between(MovieRecords.RATING, wanted.least(), wanted.greatest()));
            }
        }
        return new Filter.All(filters);
    }

    private static Filter side(Filter filter, boolean excluded) {
        return excluded ? Filter.not(filter) : filter;
    }
}
