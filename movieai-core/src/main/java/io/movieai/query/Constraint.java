package io.movieai.query;

import io.movieai.catalog.Genre;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A condition that a request puts on films, with the words it was read from. All constraints of a request hold together,
 * as far as their {@link Strength} goes.
 */
public sealed interface Constraint {
    /** Returns where in the request the condition was read. */
    Span span();

    /** Returns how firmly the request asks for it. */
    Strength strength();

    /** Returns whether films that have the property are unwanted, rather than wanted. */
    default boolean excluded() {
        return false;
    }

    /** How firmly a request asks for something. */
    enum Strength {
        /** The request says it: 科幻片, 1995年以前. */
        STATED,
        /**
         * It follows from what the request says, by a meaning or a measure that is the reader's: 催泪 for drama, 高分 for a
         * mean rating. The first to be given up where too few films are left.
         */
        IMPLIED,
        /** Films that fulfil it come first, and others may follow: 经典, 治愈. */
        PREFERRED
    }

    /**
     * The film has at least one of these genres or, when excluded, none of them.
     *
     * @param span where it was read
     * @param anyOf the genres, not empty
     * @param excluded whether films of these genres are unwanted
     * @param strength how firmly the request asks for it
     */
    record Genres(Span span, Set<Genre> anyOf, boolean excluded, Strength strength) implements Constraint {
        /** @throws IllegalArgumentException if {@code anyOf} is empty */
        public Genres {
            Objects.requireNonNull(span, "span");
            Objects.requireNonNull(strength, "strength");
            anyOf = Set.copyOf(anyOf);
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("anyOf: expected at least one genre, found none");
            }
        }
    }

    /**
     * The film came out in these years or, when excluded, outside of them. A film whose year is not known does not
     * fulfil it.
     *
     * @param span where it was read
     * @param from first year
     * @param to last year, included
     * @param excluded whether films of these years are unwanted
     * @param strength how firmly the request asks for it
     */
    record Years(Span span, int from, int to, boolean excluded, Strength strength) implements Constraint {
        /** @throws IllegalArgumentException if the range is empty */
        public Years {
            Objects.requireNonNull(span, "span");
            Objects.requireNonNull(strength, "strength");
            if (to < from) {
                throw new IllegalArgumentException("years: expected from <= to, found " + from + " and " + to);
            }
        }
    }

    /**
     * The film's mean rating lies in a range. A film without ratings does not fulfil it.
     *
     * @param span where it was read
     * @param least lowest mean rating, in [0, 5]
     * @param greatest highest mean rating, in [0, 5]
     * @param strength how firmly the request asks for it
     */
    record Rating(Span span, double least, double greatest, Strength strength) implements Constraint {
        /** @throws IllegalArgumentException if the range is empty or outside [0, 5] */
        public Rating {
            Objects.requireNonNull(span, "span");
            Objects.requireNonNull(strength, "strength");
            if (!(0 <= least && least <= greatest && greatest <= 5)) {
                throw new IllegalArgumentException(
                        "rating: expected 0 <= least <= greatest <= 5, found " + least + " and " + greatest);
            }
        }
    }

    /**
     * The film is known to many, or to few.
     *
     * @param span where it was read
     * @param wellKnown true for films that many people rated, false for hidden ones
     * @param strength how firmly the request asks for it
     */
    record Popularity(Span span, boolean wellKnown, Strength strength) implements Constraint {
        public Popularity {
            Objects.requireNonNull(span, "span");
            Objects.requireNonNull(strength, "strength");
        }
    }

    /**
     * The film was made in one of these countries or, when excluded, in none of them.
     *
     * @param span where it was read
     * @param anyOf ISO 3166-1 alpha-2 codes, not empty
     * @param excluded whether films of these countries are unwanted
     */
    record Countries(Span span, Set<String> anyOf, boolean excluded) implements Constraint {
        /** @throws IllegalArgumentException if {@code anyOf} is empty */
        public Countries {
            Objects.requireNonNull(span, "span");
            anyOf = Set.copyOf(anyOf);
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("anyOf: expected at least one country, found none");
            }
        }

        /** {@return {@link Strength#STATED}} */
        @Override
        public Strength strength() {
            return Strength.STATED;
        }
    }

    /**
     * One of these people made the film or plays in it or, when excluded, none of them does.
     *
     * @param span where it was read
     * @param anyOf names as {@link io.movieai.catalog.Person#name()} has them, not empty
     * @param excluded whether films with these people are unwanted
     */
    record People(Span span, List<String> anyOf, boolean excluded) implements Constraint {
        /** @throws IllegalArgumentException if {@code anyOf} is empty */
        public People {
            Objects.requireNonNull(span, "span");
            anyOf = List.copyOf(anyOf);
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("anyOf: expected at least one name, found none");
            }
        }

        /** {@return {@link Strength#STATED}} */
        @Override
        public Strength strength() {
            return Strength.STATED;
        }
    }
}
