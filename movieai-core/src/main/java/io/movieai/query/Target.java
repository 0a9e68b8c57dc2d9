package io.movieai.query;

import io.movieai.catalog.Genre;
import io.movieai.recommend.ItemId;
import java.util.List;
import java.util.Set;

/** Something that a request may want or not want of films. */
sealed interface Target extends Meaning {

    /**
     * Genres.
     *
     * @param wanted the film has one of these
     * @param unwanted when negated, the film has none of these; empty when the negation says nothing of genres
     * @param words how closely the words name the genres
     */
    record Genres(Set<Genre> wanted, Set<Genre> unwanted, Words words) implements Target {}

    /** Words that say that films are not of these genres: 真人版 is no animation. */
    record Without(Set<Genre> genres) implements Target {}

    /** How closely words name genres. */
    enum Words {
        /** They are the genre's name. */
        NAME,
        /** They name a subject that implies the genres, and say more than those. */
        THEME,
        /** They name a mood that films of the genres usually have: a preference. */
        WISH
    }

    /** Years of release, both included. */
    record Years(int from, int to) implements Target {
        /** Before any film. */
        static final int FIRST = 1888;

        /** After any film that can be asked for. */
        static final int LAST = 2100;
    }

    /** A mean rating, in [0, 5]. */
    record Rating(double least, double greatest) implements Target {}

    /** How good or how well known, in words that the catalogue gives a measure to. */
    enum Quality implements Target {
        ACCLAIMED,
        /** Worth the time: what everybody wants, and so a preference. */
        GOOD,
        KNOWN,
        HIDDEN,
        CLASSIC,
        OLD,
        OLDER,
        NEW,
        NEWER,
        POOR
    }

    /** Countries, by ISO 3166-1 alpha-2 code. */
    record Countries(Set<String> codes) implements Target {}

    /** People, by the names that the catalogue has. */
    record People(List<String> names) implements Target {}

    /**
     * A title.
     *
     * @param films the films that go by it, best match first
     * @param confidence how surely the words mean the first film, in (0, 1]
     * @param role what the words around it say is wanted with it
     */
    record Title(List<ItemId> films, double confidence, TitleMention.Role role) implements Target {}
}
