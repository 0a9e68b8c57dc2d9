package io.movieai.retrieval;

import io.movieai.query.Constraint;
import io.movieai.query.Constraint.Strength;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Gives up conditions when too few films fulfil them all.
 *
 * <p>The order: what the request only implies, then popularity, rating, country, then years (first widened by five years on
 * either side, then given up), then genres from the last one read to the first but one. Exclusions, people, the first stated
 * genre and the last condition that is left are never given up; a request that no film fulfils even then has no answer.
 *
 * @param constraints the conditions that are left
 * @param relaxed the conditions that were given up or widened, as they were read
 * @param matching the films that fulfil what is left
 * @param exact the films that fulfil all of the conditions
 */
record Relaxation(List<Constraint> constraints, List<Constraint> relaxed, BitSet matching, BitSet exact) {
    private static final int WIDEN_YEARS = 5;

    /** Relaxes as little as needed for {@code wanted} films out of {@code index}, not counting the dropped ones. */
    static Relaxation of(FilmIndex index, List<Constraint> constraints, BitSet dropped, int wanted) {
        BitSet exact = index.matching(constraints);
        exact.andNot(dropped);
        List<Constraint> left = new ArrayList<>(constraints);
        List<Constraint> relaxed = new ArrayList<>();
        BitSet matching = exact;
        for (Constraint constraint : inOrder(constraints)) {
            if (matching.cardinality() >= wanted) {
                break;
            }
            if (constraint instanceof Constraint.Years years) {
                Constraint widened = new Constraint.Years(
                        years.span(), years.from() - WIDEN_YEARS, years.to() + WIDEN_YEARS, false, years.strength());
                left.replaceAll(other -> other.equals(constraint) ? widened : other);
                relaxed.add(constraint);
                matching = matching(index, left, dropped);
                if (matching.cardinality() >= wanted || left.size() == 1) {
                    continue;
                }
                left.remove(widened);
            } else if (left.size() > 1) {
                left.remove(constraint);
                relaxed.add(constraint);
            }
            matching = matching(index, left, dropped);
        }
        return new Relaxation(List.copyOf(left), List.copyOf(relaxed), matching, exact);
    }

    private static BitSet matching(FilmIndex index, List<Constraint> constraints, BitSet dropped) {
        BitSet matching = index.matching(constraints);
        matching.andNot(dropped);
        return matching;
    }

    private static List<Constraint> inOrder(List<Constraint> constraints) {
        List<Constraint> order = new ArrayList<>();
        boolean firstGenre = true;
        for (Constraint constraint : constraints) {
            if (rank(constraint) < 0) {
                continue;
            }
            if (constraint instanceof Constraint.Genres) {
                if (firstGenre && constraint.strength() == Strength.STATED) {
                    firstGenre = false;
                    continue;
                }
                order.add(0, constraint);
            } else {
                order.add(constraint);
            }
        }
        order.sort(Comparator.comparingInt(Relaxation::rank));
        return order;
    }

    /** Returns when a condition is given up, from 0; negative if never. */
    private static int rank(Constraint constraint) {
        if (constraint.excluded()) {
            return -1;
        }
        boolean implied = constraint.strength() == Strength.IMPLIED;
        if (constraint instanceof Constraint.Popularity) {
            return implied ? 0 : 1;
        }
        if (constraint instanceof Constraint.Rating) {
            return implied ? 0 : 2;
        }
        if (constraint instanceof Constraint.Countries) {
            return 3;
        }
        if (constraint instanceof Constraint.Years) {
            return implied ? 0 : 4;
        }
        if (constraint instanceof Constraint.Genres) {
            return implied ? 0 : 5;
        }
        return -1;
    }
}
