package io.movieai.query;

import io.movieai.text.Language;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What was understood of a request. Immutable.
 *
 * @param text the request as it was given
 * @param language the language to answer in
 * @param constraints the conditions on films; all of them hold together
 * @param titles the films that are named
 * @param count how many films are wanted, if the request says so: 1 to 100
 * @param topic what is left of the text when constraints, titles and phrases such as 推荐一部 are taken out; may be empty
 * @param intent what kind of request it is
 */
public record Reading(
        String text,
        Language language,
        List<Constraint> constraints,
        List<TitleMention> titles,
        OptionalInt count,
        String topic,
        Intent intent) {
    public Reading {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(language, "language");
        constraints = List.copyOf(constraints);
        titles = List.copyOf(titles);
        Objects.requireNonNull(count, "count");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(intent, "intent");
    }

    /** What kind of request it is. */
    public enum Intent {
        /** Films that fulfil conditions or suit a description. */
        FIND,
        /** One film that is named: what it is, whether it is there. */
        ABOUT_FILM,
        /** Films like one that is named. */
        SIMILAR,
        /** Films that suit the person, without saying anything of the films. */
        PERSONAL,
        /** Nothing in it speaks of films. */
        OFF_TOPIC
    }
}
