package io.movieai.query;

import io.movieai.catalog.Movie;
import io.movieai.recommend.ItemId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The titles of a catalogue, found by their exact form in one look-up, by their beginning, or in spite of misspellings.
 * Memory is in proportion to the length of all titles: about 60 bytes and five per character. Immutable and thread-safe.
 */
final class TitleIndex {
    /** Titles longer than this, without spaces, are not found. */
    static final int LONGEST_KEY = 64;

    /** At most this many films are returned for one name. */
    private static final int MOST_FILMS = 10;

    private final Movie[] movies;
    private final KeyTable keys;
    /** For each key, where its films start in {@link #films}. */
    private final int[] firstFilm;

    private final int[] films;
    private final float[] weights;
    private final SpellingIndex spelling;
    private final SoundIndex sounds;
    private final int longest;

    private TitleIndex(Movie[] movies, KeyTable keys, int[] firstFilm, int[] films, float[] weights) {
        this.movies = movies;
        this.keys = keys;
        this.firstFilm = firstFilm;
        this.films = films;
        this.weights = weights;
        int most = 0;
        boolean[] spelt = new boolean[keys.size()];
        for (int key = 0; key < keys.size(); key++) {
            most = Math.max(most, keys.get(key).length());
            for (int i = firstFilm[key]; i < firstFilm[key + 1]; i++) {
                spelt[key] |= weights[i] >= TitleVariants.MAIN;
            }
        }
        this.longest = most;
        this.spelling = SpellingIndex.of(keys, spelt);
        this.sounds = SoundIndex.of(keys);
    }

    /** Returns an index of every name of every film. */
    static TitleIndex of(List<Movie> catalog) {
        Movie[] movies = catalog.toArray(new Movie[0]);
        KeyTable keys = new KeyTable();
        int capacity = movies.length * 3 + 16;
        int[] keyOf = new int[capacity];
        int[] filmOf = new int[capacity];
        float[] weightOf = new float[capacity];
        int entries = 0;
        Map<Integer, List<TitleVariants.Variant>> series = SeriesTitles.of(catalog);
        for (int film = 0; film < movies.length; film++) {
            List<TitleVariants.Variant> variants = new ArrayList<>();
            movies[film].allTitles().forEach(title -> variants.addAll(TitleVariants.of(title)));
            variants.addAll(series.getOrDefault(film, List.of()));
            for (TitleVariants.Variant variant : variants) {
                if (variant.key().length() > LONGEST_KEY) {
                    continue;
                }
                if (entries == keyOf.length) {
                    keyOf = Arrays.copyOf(keyOf, entries * 2);
                    filmOf = Arrays.copyOf(filmOf, entries * 2);
                    weightOf = Arrays.copyOf(weightOf, entries * 2);
                }
                keyOf[entries] = keys.add(variant.key());
                filmOf[entries] = film;
                weightOf[entries++] = variant.weight();
            }
        }
        int[] firstFilm = new int[keys.size() + 1];
        for (int i = 0; i < entries; i++) {
            firstFilm[keyOf[i] + 1]++;
        }
        for (int key = 0; key < keys.size(); key++) {
            firstFilm[key + 1] += firstFilm[key];
        }
        int[] next = firstFilm.clone();
        int[] films = new int[entries];
        float[] weights = new float[entries];
        for (int i = 0; i < entries; i++) {
            int at = next[keyOf[i]]++;
            films[at] = filmOf[i];
            weights[at] = weightOf[i];
        }
        return new TitleIndex(movies, keys, firstFilm, films, weights);
    }

    /** Returns the length of the longest key. */
    int longest() {
        return longest;
    }

    /** Returns the key that a stretch of a reduced text is, or -1. */
    int find(TitleText text, int from, int to) {
        return keys.find(text, from, to);
    }

    /** Returns the same, given the hash code that the stretch would have as a string. */
    int find(TitleText text, int from, int to, int hash) {
        return keys.find(text, from, to, hash);
    }

    /** A key that a misspelt name may stand for, with the number of edits in between. */
    record Guess(int key, int edits) {}

    /**
     * Returns the closest key within the edits that a name of this length may have, or null; of keys that are as close, the
     * one that sounds like the name.
     */
    @Nullable
    Guess guess(String name) {
        SpellingIndex.Hit hit = spelling.closest(name, key -> popularity(key));
        SoundIndex.Hit heard = hit != null && hit.edits() == 0 ? null : sounds.closest(name, key -> popularity(key));
        if (heard != null && (hit == null || heard.edits() <= hit.edits())) {
            return new Guess(heard.key(), heard.edits());
        }
        return hit == null ? null : new Guess(hit.key(), hit.edits());
    }

    /** Returns the length of the longest key that {@link #heard} finds. */
    int longestHeard() {
        return sounds.longest();
    }

    /**
     * Returns the key that a stretch of a reduced text sounds like, with few of its characters wrong, or null.
     *
     * @param hash that of the stretch's sounds, see {@link SoundIndex#next}
     */
    @Nullable
    Guess heard(TitleText text, int from, int to, int hash) {
        SoundIndex.Hit hit =
                !sounds.mayHave(hash) ? null : sounds.closest(text.chars(from, to), hash, key -> popularity(key));
        return hit == null ? null : new Guess(hit.key(), hit.edits());
    }

    /** Returns how much of a title the key is, at best: see {@link TitleVariants}. */
    float weight(int key) {
        float best = 0;
        for (int i = firstFilm[key]; i < firstFilm[key + 1]; i++) {
            best = Math.max(best, weights[i]);
        }
        return best;
    }

    private long popularity(int key) {
        long most = 0;
        for (int i = firstFilm[key]; i < firstFilm[key + 1]; i++) {
            most = Math.max(most, movies[films[i]].ratingCount());
        }
        return most;
    }

    /**
     * Returns the films that go by a key: first those of the years that the request speaks of, then the ones whose title is
     * closest to the key, then the oldest or newest where that is what is meant, then the ones that most people rated.
     */
    List<ItemId> films(int key, Target.@Nullable Years years, Edition edition) {
        List<Integer> entries = new ArrayList<>();
        for (int i = firstFilm[key]; i < firstFilm[key + 1]; i++) {
            entries.add(i);
        }
        Comparator<Integer> order = Comparator.comparing(i -> years == null || !isOf(films[i], years));
        entries.sort(order.thenComparing(i -> -weights[i])
                .thenComparing(i -> age(films[i], edition))
                .thenComparing(i -> -movies[films[i]].ratingCount())
                .thenComparing(i -> films[i]));
        return entries.stream()
                .map(i -> movies[films[i]].id())
                .distinct()
                .limit(MOST_FILMS)
                .toList();
    }

    /** Returns what sorts films of one title as their edition is meant; a film without a year comes last. */
    private int age(int film, Edition edition) {
        int year = movies[film].year().orElse(edition == Edition.REMAKE ? Target.Years.FIRST : Target.Years.LAST);
        return switch (edition) {
            case ORIGINAL -> year;
            case REMAKE -> -year;
            case ANY -> 0;
        };
    }

    private boolean isOf(int film, Target.Years years) {
        int year = movies[film].year().orElse(0);
        return years.from() <= year && year <= years.to();
    }
}
