package io.movieai.catalog;

import io.movieai.recommend.ItemId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The films that can be recommended, held in memory. Immutable and safe to share between threads. */
public final class Catalog {
    /** A catalogue without films. */
    public static final Catalog EMPTY = new Catalog(Map.of());

    private final Map<ItemId, Movie> byId;
    private final List<Movie> movies;

    private Catalog(Map<ItemId, Movie> byId) {
        this.byId = byId;
        this.movies = List.copyOf(byId.values());
    }

    /**
     * Returns a catalogue of these films, in their order.
     *
     * @throws IllegalArgumentException if two films have the same identity
     */
    public static Catalog of(Collection<Movie> movies) {
        Map<ItemId, Movie> byId = new LinkedHashMap<>();
        for (Movie movie : movies) {
            Movie other = byId.putIfAbsent(movie.id(), movie);
            if (other != null) {
                throw new IllegalArgumentException("movies: expected distinct ids, found " + movie.id() + " twice ("
                        + other.title() + ", " + movie.title() + ")");
            }
        }
        return new Catalog(byId);
    }

    /** Returns a catalogue of the films of both; where both have a film of one identity, the other's counts. */
    public Catalog with(Catalog other) {
        if (byId.isEmpty()) {
            return other;
        }
        Map<ItemId, Movie> merged = new LinkedHashMap<>(byId);
        merged.putAll(other.byId);
        return new Catalog(merged);
    }

    /** Returns a catalogue without these films. */
    public Catalog without(Collection<ItemId> ids) {
        List<Movie> kept = new ArrayList<>(movies);
        kept.removeIf(movie -> ids.contains(movie.id()));
        return of(kept);
    }

    /** Returns the films, unmodifiable, in the order in which they were given. */
    public List<Movie> movies() {
        return movies;
    }

    /** Returns the film of that identity. */
    public Optional<Movie> find(ItemId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the number of films. */
    public int size() {
        return movies.size();
    }
}
