package io.movieai.conversation;

import io.movieai.catalog.Genre;
import io.movieai.query.Constraint;
import io.movieai.query.Constraint.Strength;
import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.query.Reading.Unchecked;
import io.movieai.query.Signal;
import io.movieai.query.Span;
import io.movieai.query.TitleMention;
import io.movieai.query.TitleMention.Role;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Joins what holds of an earlier turn with what a follow-up says. What the follow-up says replaces what was said of the same
 * kind before:
 *
 * <ul>
 *   <li>years replace years, countries replace countries, and so with people, ratings and how well known films are;
 *   <li>genres replace all wanted genres, unless they come on top (还要搞笑的) or are compared (更恐怖的); a mood replaces an
 *       earlier mood and is joined to genres (轻松一点的);
 *   <li>an exclusion is joined to what there is, and takes what it excludes out of what was wanted; what is wanted again is
 *       no longer excluded;
 *   <li>films that were named stay named.
 * </ul>
 */
final class Continuation {
    /** How many conditions are carried from turn to turn. */
    private static final int MOST = 30;

    /** How much of earlier topics is carried, in UTF-16 units. */
    private static final int LONGEST_TOPIC = 100;

    private final Turn base;
    private final Reading own;
    private final List<Constraint> said;
    private final List<TitleMention> named;

    /**
     * @param own the follow-up as it reads by itself
     * @param said its constraints, with places in its text
     * @param named its titles, with places in its text
     */
    Continuation(Turn base, Reading own, List<Constraint> said, List<TitleMention> named) {
        this.base = base;
        this.own = own;
        this.said = said;
        this.named = named;
    }

    /**
     * Returns the whole request. Its text is the words of what still holds, then the follow-up.
     *
     * @param added whether genres and moods come on top of earlier ones
     * @param compared whether genres are compared (更恐怖的) and so come on top of earlier ones
     * @param subject what the follow-up says that is no condition; may be empty
     */
    Reading reading(boolean added, boolean compared, String subject) {
        List<Condition> dropped = new ArrayList<>(base.conditions());
        List<Condition> kept = kept(added, compared);
        dropped.removeAll(kept);
        boolean chinese = own.language() == Language.CHINESE;
        StringBuilder text = new StringBuilder();
        List<Constraint> constraints = new ArrayList<>();
        List<TitleMention> titles = new ArrayList<>();
        for (Condition condition : kept) {
            if (condition.excluded()) {
                text.append(chinese ? "不要" : "no ");
            }
            constraints.add(condition.constraint(append(text, condition.words())));
            text.append(chinese ? "，" : ", ");
        }
        for (NamedFilm title : base.titles()) {
            boolean again = named.stream().anyMatch(mention -> mention.films().equals(title.films()));
            if (!again) {
                titles.add(title.mention(append(text, title.words())));
                text.append(chinese ? "，" : ", ");
            }
        }
        int offset = text.length();
        text.append(own.text());
        said.forEach(constraint -> constraints.add(moved(constraint, offset)));
        named.forEach(mention -> titles.add(new TitleMention(
                moved(mention.span(), offset), mention.films(), mention.role(), mention.confidence())));
        OptionalInt count = own.count().isPresent() || base.count() == 0 ? own.count() : OptionalInt.of(base.count());
        return new Reading(
                text.toString(),
                own.language(),
                constraints,
                titles,
                count,
                topic(dropped, subject),
                intent(constraints, titles),
                own.signals().stream()
                        .map(signal -> new Signal(moved(signal.span(), offset), signal.kind()))
                        .toList(),
                own.unchecked().stream()
                        .map(unchecked -> new Unchecked(moved(unchecked.span(), offset), unchecked.aspect()))
                        .toList(),
                own.truncated());
    }

    private static Span append(StringBuilder text, String words) {
        int start = text.length();
        text.append(words);
        return new Span(start, text.length());
    }

    private Intent intent(List<Constraint> constraints, List<TitleMention> titles) {
        if (titles.stream().anyMatch(title -> title.role() == Role.LIKE)) {
            return Intent.SIMILAR;
        }
        return base.intent() == Intent.PERSONAL && constraints.isEmpty() ? Intent.PERSONAL : Intent.FIND;
    }

    /** A subject of its own replaces the earlier one; a mood is joined to it, and one that no longer holds is taken out. */
    private String topic(List<Condition> dropped, String subject) {
        String before = base.topic();
        for (Condition condition : dropped) {
            before = before.replace(condition.words(), " ");
        }
        String moods = said.stream()
                .filter(constraint -> constraint instanceof Constraint.Genres genres
                        && !genres.excluded()
                        && genres.strength() != Strength.STATED)
                .map(constraint -> constraint.span().of(own.text()))
                .collect(Collectors.joining(" "));
        String topic = ((subject.isEmpty() ? before : subject) + " " + moods)
                .replaceAll("\\s+", " ")
                .strip();
        return topic.length() <= LONGEST_TOPIC ? topic : topic.substring(0, LONGEST_TOPIC);
    }

    private List<Condition> kept(boolean added, boolean compared) {
        List<Condition> kept = base.conditions().stream()
                .flatMap(condition -> kept(condition, added, compared).stream())
                .toList();
        return kept.subList(Math.max(0, kept.size() - MOST), kept.size());
    }

    private Optional<Condition> kept(Condition condition, boolean added, boolean compared) {
        return switch (condition.kind()) {
            case GENRES -> keptGenres(condition, added, compared);
            case YEARS -> unless(says(Constraint.Years.class, years -> !years.excluded()), condition);
            case RATING -> unless(says(Constraint.Rating.class, rating -> true), condition);
            case POPULARITY -> unless(says(Constraint.Popularity.class, popularity -> true), condition);
            case COUNTRIES ->
                unless(
                        says(
                                Constraint.Countries.class,
                                countries -> !countries.excluded() || overlaps(condition, countries.anyOf())),
                        condition);
            case PEOPLE ->
                unless(
                        says(
                                Constraint.People.class,
                                people -> !people.excluded() || overlaps(condition, people.anyOf())),
                        condition);
        };
    }

    private Optional<Condition> keptGenres(Condition condition, boolean added, boolean compared) {
        boolean stated = says(Constraint.Genres.class, genres -> isWanted(genres) && isStated(genres));
        boolean mood = says(Constraint.Genres.class, genres -> isWanted(genres) && !isStated(genres));
        boolean wanted = !condition.excluded();
        boolean again = says(
                Constraint.Genres.class,
                genres -> isWanted(genres)
                        && genres.strength() == condition.strength()
                        && genres.anyOf().equals(genres(condition)));
        boolean moodForMood = mood && !added && condition.strength() != Strength.STATED;
        if (wanted && (again || moodForMood || (stated && !added && !compared))) {
            return Optional.empty();
        }
        // What is said now wins: what is excluded is no longer wanted, what is wanted or excluded anew is not excluded
        // twice.
        Set<String> taken = said.stream()
                .filter(constraint -> constraint instanceof Constraint.Genres)
                .filter(constraint -> !wanted || constraint.excluded())
                .flatMap(constraint -> ((Constraint.Genres) constraint).anyOf().stream())
                .map(Genre::name)
                .collect(Collectors.toSet());
        List<String> left = condition.values().stream()
                .filter(name -> !taken.contains(name))
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition(
                        condition.kind(), left, condition.excluded(), condition.strength(), condition.words()));
    }

    private static Set<Genre> genres(Condition condition) {
        return condition.values().stream().map(Genre::valueOf).collect(Collectors.toSet());
    }

    private static boolean isWanted(Constraint.Genres genres) {
        return !genres.excluded();
    }

    private static boolean isStated(Constraint.Genres genres) {
        return genres.strength() == Strength.STATED;
    }

    private static boolean overlaps(Condition condition, Collection<String> names) {
        return condition.values().stream().anyMatch(names::contains);
    }

    private static Optional<Condition> unless(boolean replaced, Condition condition) {
        return replaced ? Optional.empty() : Optional.of(condition);
    }

    private <C extends Constraint> boolean says(Class<C> kind, Predicate<C> which) {
        return said.stream().filter(kind::isInstance).map(kind::cast).anyMatch(which);
    }

    private static Span moved(Span span, int by) {
        return new Span(span.start() + by, span.end() + by);
    }

    private static Constraint moved(Constraint constraint, int by) {
        Span span = moved(constraint.span(), by);
        if (constraint instanceof Constraint.Genres c) {
            return new Constraint.Genres(span, c.anyOf(), c.excluded(), c.strength());
        }
        if (constraint instanceof Constraint.Years c) {
            return new Constraint.Years(span, c.from(), c.to(), c.excluded(), c.strength());
        }
        if (constraint instanceof Constraint.Rating c) {
            return new Constraint.Rating(span, c.least(), c.greatest(), c.strength());
        }
        if (constraint instanceof Constraint.Popularity c) {
            return new Constraint.Popularity(span, c.wellKnown(), c.strength());
        }
        if (constraint instanceof Constraint.Countries c) {
            return new Constraint.Countries(span, c.anyOf(), c.excluded());
        }
        if (constraint instanceof Constraint.People c) {
            return new Constraint.People(span, c.anyOf(), c.excluded());
        }
        throw new IllegalStateException("a constraint of unknown kind: " + constraint);
    }
}
