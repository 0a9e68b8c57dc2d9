package io.movieai.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.generation.ConstraintText;
import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.query.Span;
import io.movieai.query.TitleMention;
import io.movieai.text.Language;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a request was understood, as a list of {@code {key, kind, text, label, excluded, start, end}}: one object for each
 * condition and each film that it names. A key names what was understood whatever the words were, so that it can be taken
 * back: {@code genre:Sci-Fi}, {@code not-genre:Horror}, {@code years:1990-1999}, {@code title:50}.
 */
public final class UnderstoodJson {
    private UnderstoodJson() {}

    /**
     * Adds what was understood to an array.
     *
     * @param catalog says what the films are called that are named
     */
    static void put(ArrayNode array, Reading reading, Catalog catalog) {
        for (Constraint constraint : reading.constraints()) {
            put(array, reading, constraint.span())
                    .put("key", key(constraint))
                    .put("kind", kind(constraint))
                    .put("label", ConstraintText.phrase(constraint, reading))
                    .put("excluded", constraint.excluded());
        }
        for (TitleMention title : reading.titles()) {
            put(array, reading, title.span())
                    .put("key", key(title, reading))
                    .put("kind", "title")
                    .put("label", label(title, reading, catalog))
                    .put("excluded", title.role() == TitleMention.Role.EXCLUDED);
        }
    }

    /** Returns the reading without what the keys name. Keys that name nothing in it are ignored. */
    public static Reading without(Reading reading, Set<String> keys) {
        return keys.isEmpty()
                ? reading
                : reading.without(
                        constraint -> keys.contains(key(constraint)), title -> keys.contains(key(title, reading)));
    }

    private static ObjectNode put(ArrayNode array, Reading reading, Span span) {
        return array.addObject()
                .put("text", span.of(reading.text()))
                .put("start", span.start())
                .put("end", span.end());
    }

    private static String kind(Constraint constraint) {
        if (constraint instanceof Constraint.Genres) {
            return "genre";
        }
        if (constraint instanceof Constraint.Years) {
            return "years";
        }
        if (constraint instanceof Constraint.Rating) {
            return "rating";
        }
        if (constraint instanceof Constraint.Popularity) {
            return "popularity";
        }
        return constraint instanceof Constraint.Countries ? "country" : "person";
    }

    private static String key(Constraint constraint) {
        return (constraint.excluded() ? "not-" : "") + kind(constraint) + ":" + value(constraint);
    }

    private static String value(Constraint constraint) {
        if (constraint instanceof Constraint.Genres genres) {
            return joined(genres.anyOf().stream().map(Genre::english).toList());
        }
        if (constraint instanceof Constraint.Years years) {
            return years.from() + "-" + years.to();
        }
        if (constraint instanceof Constraint.Rating rating) {
            return String.format(Locale.ROOT, "%.1f-%.1f", rating.least(), rating.greatest());
        }
        if (constraint instanceof Constraint.Popularity popularity) {
            return popularity.wellKnown() ? "high" : "low";
        }
        if (constraint instanceof Constraint.Countries countries) {
            return joined(countries.anyOf());
        }
        return joined(((Constraint.People) constraint).anyOf());
    }

    private static String joined(Collection<String> values) {
        return values.stream().sorted().collect(Collectors.joining("|"));
    }

    private static String key(TitleMention title, Reading reading) {
        return "title:"
                + (title.films().isEmpty()
                        ? title.span().of(reading.text())
                        : title.films().get(0).value());
    }

    private static String label(TitleMention title, Reading reading, Catalog catalog) {
        return title.films().stream()
                .findFirst()
                .flatMap(catalog::find)
                .map(movie -> name(movie, reading.language()))
                .orElseGet(() -> title.span().of(reading.text()));
    }

    private static String name(Movie movie, Language language) {
        String name = language == Language.CHINESE ? movie.titleZh().orElse(movie.title()) : movie.title();
        return movie.year().isPresent() ? name + " (" + movie.year().getAsInt() + ")" : name;
    }
}
