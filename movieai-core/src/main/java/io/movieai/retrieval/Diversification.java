package io.movieai.retrieval;

import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import io.movieai.retrieval.Fusion.Fused;
import io.movieai.text.Titles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Maximal marginal relevance: films are chosen one after the other, each the one with the greatest
 *
 * <pre>{@code (1 - d) * score / greatest score - d * greatest similarity to a film that was chosen before}</pre>
 *
 * <p>where d is the diversity, in [0, 1]: 0 leaves films in the order of their scores. The similarity of two films, in [0, 1],
 * is
 *
 * <pre>{@code 0.5 * (Jaccard index of their genres) + 0.3 * (a director or a series in common) + 0.2 * (of one decade)}</pre>
 *
 * <p>Two films are of one series if their English titles are the same up to a colon or a number at the end (Alien, Alien 3;
 * The Godfather: Part II). Source: J. Carbonell, J. Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering
 * Documents and Producing Summaries", SIGIR 1998, with 1 - d for its lambda. The similarity and its weights are ours.
 */
final class Diversification {
    private static final double GENRES = 0.5;
    private static final double MAKERS = 0.3;
    private static final double DECADE = 0.2;

    private static final Pattern SEQUEL =
            Pattern.compile("(?i)(?::.*| (?:part |episode |vol\\.? )?(?:[0-9]{1,2}|[ivx]{1,4}))$");

    private final double diversity;
    private final Function<Fused, Movie> movies;

    /**
     * @param diversity in [0, 1]
     * @param movies looks up the film of a candidate
     */
    Diversification(double diversity, Function<Fused, Movie> movies) {
        this.diversity = diversity;
        this.movies = movies;
    }

    /** A candidate that was not chosen yet, with its greatest similarity to those that were. */
    private static final class Candidate {
        private final Fused film;
        private final Movie movie;
        private final double relevance;
        private double similarity;

        Candidate(Fused film, Movie movie, double relevance) {
            this.film = film;
            this.movie = movie;
            this.relevance = relevance;
        }
    }

    /**
     * Returns the first films of a new order. Each group is ordered by itself, behind the groups before it; what was chosen
     * from those counts as chosen. Films of one value are chosen in the order in which they were given.
     *
     * @param groups candidates in groups, best first
     * @param limit how many films to return at most
     */
    List<Fused> choose(List<List<Fused>> groups, int limit) {
        double greatest = groups.stream()
                .flatMap(List::stream)
                .mapToDouble(Fused::score)
                .max()
                .orElse(1);
        List<Fused> chosen = new ArrayList<>();
        List<Movie> before = new ArrayList<>();
        for (List<Fused> group : groups) {
            List<Candidate> left = new ArrayList<>();
            for (Fused film : group) {
                Candidate candidate = new Candidate(film, movies.apply(film), film.score() / greatest);
                before.forEach(movie -> compare(candidate, movie));
                left.add(candidate);
            }
            while (!left.isEmpty() && chosen.size() < limit) {
                Candidate best = best(left);
                left.remove(best);
                chosen.add(best.film);
                before.add(best.movie);
                left.forEach(candidate -> compare(candidate, best.movie));
            }
        }
        return chosen;
    }

    private static void compare(Candidate candidate, Movie chosen) {
        candidate.similarity = Math.max(candidate.similarity, similarity(candidate.movie, chosen));
    }

    private Candidate best(List<Candidate> candidates) {
        Candidate best = candidates.get(0);
        for (Candidate candidate : candidates) {
            if (value(candidate) > value(best)) {
                best = candidate;
            }
        }
        return best;
    }

    private double value(Candidate candidate) {
        return (1 - diversity) * candidate.relevance - diversity * candidate.similarity;
    }

    /** Returns how similar two films are, in [0, 1]; what is not known of one of them makes them no more similar. */
    static double similarity(Movie one, Movie other) {
        return GENRES * jaccard(one.genres(), other.genres())
                + (haveMakersInCommon(one, other) ? MAKERS : 0)
                + (areOfOneDecade(one, other) ? DECADE : 0);
    }

    /** Returns the Jaccard index of two sets of genres: the size of what they share by the size of what they are together. */
    static double jaccard(Set<Genre> one, Set<Genre> other) {
        Set<Genre> together = new HashSet<>(one);
        together.addAll(other);
        Set<Genre> shared = new HashSet<>(one);
        shared.retainAll(other);
        return together.isEmpty() ? 0 : (double) shared.size() / together.size();
    }

    private static boolean haveMakersInCommon(Movie one, Movie other) {
        Set<String> directors = new HashSet<>();
        one.directors().forEach(person -> directors.add(person.name()));
        return other.directors().stream().map(Person::name).anyMatch(directors::contains)
                || series(one).equals(series(other));
    }

    private static String series(Movie movie) {
        String title = SEQUEL.matcher(movie.title()).replaceFirst("");
        return Titles.key(title.isBlank() ? movie.title() : title);
    }

    private static boolean areOfOneDecade(Movie one, Movie other) {
        return one.year().isPresent()
                && other.year().isPresent()
                && Math.floorDiv(one.year().getAsInt(), 10)
                        == Math.floorDiv(other.year().getAsInt(), 10);
    }
}
