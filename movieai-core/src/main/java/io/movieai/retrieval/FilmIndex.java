package io.movieai.retrieval;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.CatalogRatings;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import io.movieai.query.Constraint;
import io.movieai.recommend.ItemId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A catalogue arranged for answering which of its films fulfil conditions, and which of those are best liked. Immutable
 * and safe to share between threads. Conditions cost a few bit-set operations, whatever the number of films.
 */
public final class FilmIndex {
    /** The share of the most-rated films that count as well known. */
    private static final double WELL_KNOWN_SHARE = 0.2;
    /** The share of the least-rated films that count as little known. */
    private static final double LITTLE_KNOWN_SHARE = 0.5;

    private final Catalog catalog;
    private final List<Movie> movies;
    private final Map<Genre, BitSet> genres = new EnumMap<>(Genre.class);
    private final Map<String, BitSet> countries = new HashMap<>();
    private final Map<String, BitSet> people = new HashMap<>();
    private final Map<Integer, BitSet> years = new HashMap<>();
    private final BitSet wellKnown = new BitSet();
    private final BitSet littleKnown = new BitSet();
    private final CatalogRatings ratings;
    private final int[] byQuality;

    private FilmIndex(Catalog catalog) {
        this.catalog = catalog;
        this.movies = catalog.movies();
        for (int i = 0; i < movies.size(); i++) {
            Movie movie = movies.get(i);
            for (Genre genre : movie.genres()) {
                set(genres, genre, i);
            }
            for (String country : movie.countries()) {
                set(countries, country, i);
            }
            for (Person person : movie.directors()) {
                set(people, person.name(), i);
            }
            for (Person person : movie.cast()) {
                set(people, person.name(), i);
            }
            if (movie.year().isPresent()) {
                set(years, movie.year().getAsInt(), i);
            }
        }
        markKnown();
        this.ratings = CatalogRatings.of(catalog);
        this.byQuality = byQuality();
    }

    /** Returns an index of the films of a catalogue. */
    public static FilmIndex of(Catalog catalog) {
        return new FilmIndex(catalog);
    }

    private static <K> void set(Map<K, BitSet> sets, K key, int bit) {
        sets.computeIfAbsent(key, unused -> new BitSet()).set(bit);
    }

    private void markKnown() {
        long[] counts = movies.stream().mapToLong(Movie::ratingCount).sorted().toArray();
        if (counts.length == 0 || counts[counts.length - 1] == 0) {
            return;
        }
        long known = counts[(int) Math.floor((counts.length - 1) * (1 - WELL_KNOWN_SHARE))];
        long hidden = counts[(int) Math.floor((counts.length - 1) * LITTLE_KNOWN_SHARE)];
        for (int i = 0; i < movies.size(); i++) {
            wellKnown.set(i, movies.get(i).ratingCount() >= Math.max(1, known));
            littleKnown.set(i, movies.get(i).ratingCount() <= hidden);
        }
    }

    /** Orders the films by {@link CatalogRatings#shrunk}. Films without ratings keep their order, behind the others. */
    private int[] byQuality() {
        double[] quality = new double[movies.size()];
        for (int i = 0; i < quality.length; i++) {
            Movie movie = movies.get(i);
            boolean rated = movie.rating().isPresent() && movie.ratingCount() > 0;
            quality[i] = rated ? ratings.shrunk(movie) : -1;
        }
        Integer[] order = new Integer[quality.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(quality[b], quality[a]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** Returns how its films are rated as a whole. */
    public CatalogRatings ratings() {
        return ratings;
    }

    /** Returns the catalogue that this is an index of. */
    public Catalog catalog() {
        return catalog;
    }

    /**
     * Returns which films fulfil all conditions.
     *
     * @return a set of positions in {@link Catalog#movies()}, which the caller owns
     */
    public BitSet matching(Collection<Constraint> constraints) {
        BitSet matching = new BitSet(movies.size());
        matching.set(0, movies.size());
        for (Constraint constraint : constraints) {
            restrict(matching, constraint);
        }
        return matching;
    }

    private void restrict(BitSet matching, Constraint constraint) {
        if (constraint instanceof Constraint.Genres wanted) {
            apply(matching, union(genres, wanted.anyOf()), wanted.excluded());
        } else if (constraint instanceof Constraint.Years wanted) {
            List<Integer> within = years.keySet().stream()
                    .filter(year -> year >= wanted.from() && year <= wanted.to())
                    .toList();
            apply(matching, union(years, within), wanted.excluded());
        } else if (constraint instanceof Constraint.Countries wanted) {
            apply(matching, union(countries, wanted.anyOf()), wanted.excluded());
        } else if (constraint instanceof Constraint.People wanted) {
            apply(matching, union(people, wanted.anyOf()), wanted.excluded());
        } else if (constraint instanceof Constraint.Popularity wanted) {
            matching.and(wanted.wellKnown() ? wellKnown : littleKnown);
        } else if (constraint instanceof Constraint.Rating wanted) {
            for (int i = matching.nextSetBit(0); i >= 0; i = matching.nextSetBit(i + 1)) {
                double rating = movies.get(i).rating().orElse(-1);
                if (rating < wanted.least() || rating > wanted.greatest()) {
                    matching.clear(i);
                }
            }
        } else {
            throw new IllegalStateException("a constraint of unknown kind: " + constraint);
        }
    }

    private static void apply(BitSet matching, BitSet holders, boolean excluded) {
        if (excluded) {
            matching.andNot(holders);
        } else {
            matching.and(holders);
        }
    }

    private static <K> BitSet union(Map<K, BitSet> sets, Collection<? extends K> keys) {
        BitSet union = new BitSet();
        for (K key : keys) {
            BitSet set = sets.get(key);
            if (set != null) {
                union.or(set);
            }
        }
        return union;
    }

    /** Returns the identities of a set of positions. */
    Set<ItemId> ids(BitSet set) {
        Set<ItemId> ids = new HashSet<>();
        set.stream().forEach(position -> ids.add(movies.get(position).id()));
        return ids;
    }

    /** Returns the films of a set that their viewers like best, best first. */
    List<ItemId> best(BitSet set, int limit) {
        List<ItemId> best = new ArrayList<>(Math.min(limit, 64));
        for (int position : byQuality) {
            if (best.size() >= limit) {
                break;
            }
            if (set.get(position)) {
                best.add(movies.get(position).id());
            }
        }
        return best;
    }

    /** Returns whether any film has ratings, so that {@link #best} means something. */
    boolean hasRatings() {
        return movies.stream().anyMatch(movie -> movie.ratingCount() > 0);
    }
}
