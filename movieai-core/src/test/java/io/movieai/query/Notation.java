package io.movieai.query;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.query.Reading.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A reading in one line: what is wanted ({@code sci_fi}, {@code comedy|drama}, {@code 1990-1999}, {@code rating 4.0-5.0}, {@code known},
 * {@code countries FR}, {@code people ...}), {@code not} before what is not, {@code ~} behind what is implied and {@code ?} behind a
 * preference, then titles, the number of films, and the intent unless it is FIND.
 */
final class Notation {
    private Notation() {}

    static String of(Reading reading, Catalog catalog) {
        List<String> parts = new ArrayList<>();
        for (Constraint constraint : reading.constraints()) {
            String strength = switch (constraint.strength()) {
                case STATED -> "";
                case IMPLIED -> "~";
                case PREFERRED -> "?";
            };
            parts.add(constraint(constraint) + strength);
        }
        for (TitleMention title : reading.titles()) {
            String film = title.films().isEmpty()
                    ? "unknown"
                    : catalog.find(title.films().get(0)).orElseThrow().title()
                            + " "
                            + catalog.find(title.films().get(0))
                                    .orElseThrow()
                                    .year()
                                    .orElseThrow();
            parts.add(title.role().name().toLowerCase(Locale.ROOT) + " <" + film + ">");
        }
        reading.count().ifPresent(count -> parts.add("count " + count));
        if (reading.intent() != Intent.FIND) {
            parts.add(reading.intent().name());
        }
        return String.join("; ", parts);
    }

    private static String constraint(Constraint constraint) {
        if (constraint instanceof Constraint.Genres genres) {
            return not(genres.excluded()) + names(genres.anyOf());
        } else if (constraint instanceof Constraint.Years years) {
            return not(years.excluded()) + years.from() + "-" + years.to();
        } else if (constraint instanceof Constraint.Rating rating) {
            return String.format(Locale.ROOT, "rating %.2f-%.2f", rating.least(), rating.greatest());
        } else if (constraint instanceof Constraint.Popularity popularity) {
            return popularity.wellKnown() ? "known" : "hidden";
        } else if (constraint instanceof Constraint.Countries countries) {
            return not(countries.excluded()) + "countries " + String.join("|", new TreeSet<>(countries.anyOf()));
        } else if (constraint instanceof Constraint.People people) {
            return not(people.excluded()) + "people " + String.join("|", people.anyOf());
        }
        throw new AssertionError("no notation for " + constraint);
    }

    private static String not(boolean excluded) {
        return excluded ? "not " : "";
    }

    private static String names(Set<Genre> genres) {
        return String.join(
                "|",
                new TreeSet<>(genres)
                        .stream()
                                .map(genre -> genre.name().toLowerCase(Locale.ROOT))
                                .toList());
    }
}
