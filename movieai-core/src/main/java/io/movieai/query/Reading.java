package io.movieai.query;

import io.movieai.catalog.Movie;
import io.movieai.text.Language;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What was understood of a request. Immutable.
 *
 * <p>A condition that no film of the catalogue could be checked against, because the catalogue has no such data at all
 * (a country where no film has one), is no constraint: its words stay in the topic and are listed as unchecked. The names of
 * people do not stay there: a film whose words resemble a name has nothing to do with who bears it.
 *
 * @param text the request as it was given
 * @param language the language to answer in
 * @param constraints the conditions on films; all of them hold together
 * @param titles the films that are named
 * @param count how many films are wanted, if the request says so: 1 to 100
 * @param topic what is left of the text when constraints, titles and phrases such as 推荐一部 are taken out; may be empty
 * @param intent what kind of request it is
 * @param signals what speaks for and against a request about films, in the order of the text: the evidence for the intent
 * @param unchecked conditions that the catalogue has no data for
 * @param truncated whether the text is longer than {@link RequestReader#LONGEST_TEXT} and only its beginning was read
 */
public record Reading(
        String text,
        Language language,
        List<Constraint> constraints,
        List<TitleMention> titles,
        OptionalInt count,
        String topic,
        Intent intent,
        List<Signal> signals,
        List<Unchecked> unchecked,
        boolean truncated) {
    public Reading {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(language, "language");
        constraints = List.copyOf(constraints);
        titles = List.copyOf(titles);
        Objects.requireNonNull(count, "count");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(intent, "intent");
        signals = List.copyOf(signals);
        unchecked = List.copyOf(unchecked);
    }

    /** Returns the reading of a request for films like one. */
    public static Reading like(Movie movie, Language language) {
        boolean chinese = language == Language.CHINESE;
        String before = chinese ? "和《" : "films like ";
        String name = chinese ? movie.titleZh().orElse(movie.title()) : movie.title();
        Span span = new Span(before.length(), before.length() + name.length());
        return new Reading(
                before + name + (chinese ? "》差不多的电影" : ""),
                language,
                List.of(),
                List.of(new TitleMention(span, List.of(movie.id()), TitleMention.Role.LIKE, 1)),
                OptionalInt.empty(),
                "",
                Intent.SIMILAR,
                List.of(),
                List.of(),
                false);
    }

    /**
     * Returns the reading without some conditions and titles, as if the person had taken them back. A request for films like
     * one that is named, or about it, becomes one for films when no such title is left.
     *
     * @param constraint which constraints go
     * @param title which titles go
     */
    public Reading without(Predicate<Constraint> constraint, Predicate<TitleMention> title) {
        List<Constraint> conditions =
                constraints.stream().filter(constraint.negate()).toList();
        List<TitleMention> named = titles.stream().filter(title.negate()).toList();
        boolean asked = intent == Intent.SIMILAR || intent == Intent.ABOUT_FILM;
        boolean untitled = !titles.isEmpty() && named.isEmpty();
        return new Reading(
                text,
                language,
                conditions,
                named,
                count,
                topic,
                asked && untitled ? Intent.FIND : intent,
                signals,
                unchecked,
                truncated);
    }

    /** What kind of request it is. */
    public enum Intent {
        /** Films that fulfil conditions or suit a description. */
        FIND,
        /** One film that is named: what it is, whether it is there. */
        ABOUT_FILM,
        /** Films like one that is named or, where none is, like those that were shown before. */
        SIMILAR,
        /** Films that suit the person, without saying anything of the films. */
        PERSONAL,
        /** Nothing in it speaks of films. */
        OFF_TOPIC
    }

    /**
     * A condition that the catalogue has no data for.
     *
     * @param span where it was read
     * @param aspect what the catalogue does not have
     */
    public record Unchecked(Span span, Aspect aspect) {
        public Unchecked {
            Objects.requireNonNull(span, "span");
            Objects.requireNonNull(aspect, "aspect");
        }
    }

    /** A kind of data about films. */
    public enum Aspect {
        /** Genres. */
        GENRE,
        /** Years of release. */
        YEAR,
        /** Mean ratings. */
        RATING,
        /** How many people rated a film. */
        POPULARITY,
        /** Countries. */
        COUNTRY,
        /** Who directed a film and who plays in it. */
        PEOPLE
    }
}
