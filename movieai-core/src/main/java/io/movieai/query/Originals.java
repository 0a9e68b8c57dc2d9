package io.movieai.query;

import io.movieai.query.Reading.Unchecked;
import java.util.List;

/** Turns what was read from the folded text into the same with the places in the original. */
final class Originals {
    private final RequestText source;

    Originals(RequestText source) {
        this.source = source;
    }

    List<Constraint> constraints(List<Constraint> read) {
        return read.stream().map(this::constraint).toList();
    }

    private Constraint constraint(Constraint read) {
        Span span = source.original(read.span());
        if (read instanceof Constraint.Genres genres) {
            return new Constraint.Genres(span, genres.anyOf(), genres.excluded(), genres.strength());
        } else if (read instanceof Constraint.Years years) {
            return new Constraint.Years(span, years.from(), years.to(), years.excluded(), years.strength());
        } else if (read instanceof Constraint.Rating rating) {
            return new Constraint.Rating(span, rating.least(), rating.greatest(), rating.strength());
        } else if (read instanceof Constraint.Popularity popularity) {
            return new Constraint.Popularity(span, popularity.wellKnown(), popularity.strength());
        } else if (read instanceof Constraint.Countries countries) {
            return new Constraint.Countries(span, countries.anyOf(), countries.excluded());
        } else if (read instanceof Constraint.People people) {
            return new Constraint.People(span, people.anyOf(), people.excluded());
        }
        throw new IllegalArgumentException("constraint: no way back to the original for " + read);
    }

    List<TitleMention> titles(List<TitleMention> read) {
        return read.stream()
                .map(title -> new TitleMention(
                        source.original(title.span()), title.films(), title.role(), title.confidence()))
                .toList();
    }

    List<Signal> signals(List<Signal> read) {
        return read.stream()
                .map(signal -> new Signal(source.original(signal.span()), signal.kind()))
                .toList();
    }

    List<Unchecked> unchecked(List<Unchecked> read) {
        return read.stream()
                .map(known -> new Unchecked(source.original(known.span()), known.aspect()))
                .toList();
    }
}
