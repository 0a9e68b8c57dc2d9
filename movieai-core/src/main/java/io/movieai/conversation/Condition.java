package io.movieai.conversation;

import io.movieai.catalog.Genre;
import io.movieai.query.Constraint;
import io.movieai.query.Constraint.Strength;
import io.movieai.query.Reading;
import io.movieai.query.Span;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A condition of an earlier request, as plain values: a {@link Constraint} with the words it was read from instead of
 * their place.
 *
 * @param kind what it is a condition on
 * @param values what it asks for, in the form that the kind says
 * @param excluded whether films that have the property are unwanted
 * @param strength how firmly it was asked for
 * @param words the words it was read from
 */
public record Condition(Kind kind, List<String> values, boolean excluded, Strength strength, String words) {
    /** @throws IllegalArgumentException if the values are not of the form that the kind says; the message names both */
    public Condition {
        Objects.requireNonNull(kind, "kind");
        values = List.copyOf(values);
        Objects.requireNonNull(strength, "strength");
        Objects.requireNonNull(words, "words");
        try {
            constraint(kind, values, excluded, strength, new Span(0, words.length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "condition of kind " + kind + ": expected " + kind.form + ", found " + values, e);
        }
    }

    /** What a condition is on, and which values it has. */
    public enum Kind {
        /** Any of these genres: names of {@link Genre}. */
        GENRES("names of genres such as SCI_FI"),
        /** The first and the last year of release. */
        YEARS("a first and a last year"),
        /** The lowest and the highest mean rating, in [0, 5]. */
        RATING("a lowest and a highest rating from 0 to 5"),
        /** {@code known} or {@code hidden}. */
        POPULARITY("known or hidden"),
        /** Any of these countries: ISO 3166-1 alpha-2 codes. */
        COUNTRIES("codes of countries"),
        /** Any of these people, by name. */
        PEOPLE("names of people");

        private final String form;

        Kind(String form) {
            this.form = form;
        }
    }

    /** Returns a constraint of a reading as a condition. */
    static Condition of(Constraint constraint, Reading reading) {
        String words = constraint.span().of(reading.text());
        if (constraint instanceof Constraint.Genres genres) {
            List<String> names =
                    genres.anyOf().stream().sorted().map(Genre::name).toList();
            return new Condition(Kind.GENRES, names, genres.excluded(), genres.strength(), words);
        }
        if (constraint instanceof Constraint.Years years) {
            List<String> range = List.of(Integer.toString(years.from()), Integer.toString(years.to()));
            return new Condition(Kind.YEARS, range, years.excluded(), years.strength(), words);
        }
        if (constraint instanceof Constraint.Rating rating) {
            List<String> range = List.of(Double.toString(rating.least()), Double.toString(rating.greatest()));
            return new Condition(Kind.RATING, range, false, rating.strength(), words);
        }
        if (constraint instanceof Constraint.Popularity popularity) {
            String value = popularity.wellKnown() ? "known" : "hidden";
            return new Condition(Kind.POPULARITY, List.of(value), false, popularity.strength(), words);
        }
        if (constraint instanceof Constraint.Countries countries) {
            List<String> codes = countries.anyOf().stream().sorted().toList();
            return new Condition(Kind.COUNTRIES, codes, countries.excluded(), Strength.STATED, words);
        }
        if (constraint instanceof Constraint.People people) {
            return new Condition(Kind.PEOPLE, people.anyOf(), people.excluded(), Strength.STATED, words);
        }
        throw new IllegalStateException("a constraint of unknown kind: " + constraint);
    }

    /** Returns the constraint that this is, with its words at that place of a text. */
    Constraint constraint(Span span) {
        return constraint(kind, values, excluded, strength, span);
    }

    private static Constraint constraint(
            Kind kind, List<String> values, boolean excluded, Strength strength, Span span) {
        return switch (kind) {
            case GENRES ->
                new Constraint.Genres(
                        span,
                        values.stream().map(Genre::valueOf).collect(Collectors.toUnmodifiableSet()),
                        excluded,
                        strength);
            case YEARS ->
                new Constraint.Years(
                        span, Integer.parseInt(values.get(0)), Integer.parseInt(values.get(1)), excluded, strength);
            case RATING ->
                new Constraint.Rating(
                        span, Double.parseDouble(values.get(0)), Double.parseDouble(values.get(1)), strength);
            case POPULARITY -> {
                if (!values.get(0).equals("known") && !values.get(0).equals("hidden")) {
                    throw new IllegalArgumentException(values.get(0));
                }
                yield new Constraint.Popularity(span, values.get(0).equals("known"), strength);
            }
            case COUNTRIES ->
                new Constraint.Countries(span, values.stream().collect(Collectors.toUnmodifiableSet()), excluded);
            case PEOPLE -> new Constraint.People(span, values, excluded);
        };
    }
}
