package io.movieai.query;

import java.util.Objects;

/**
 * Something in a request that speaks for its being about films, or against it.
 *
 * @param span where it was read
 * @param kind what it is
 */
public record Signal(Span span, Kind kind) {
    public Signal {
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(kind, "kind");
    }

    /** What a signal is, and how much it says. */
    public enum Kind {
        /** A film that the catalogue has is named. */
        TITLE(Side.FILMS),
        /** A word such as 电影, director or trilogy. */
        FILM_WORD(Side.FILMS),
        /** Somebody who made films of the catalogue is named. */
        PERSON(Side.FILMS),
        /** Watching is spoken of: 看点什么, 适合看. */
        WATCHING(Side.FILMS),
        /** What a film may be about: 讲…的, …题材. */
        SUBJECT(Side.FILMS),
        /** A genre by its name. */
        GENRE(Side.FILMS),
        /** A theme, mood, country, rating or time that is said of films and of other things. */
        QUALITY(Side.FILMS),
        /** Something is asked for, without saying what kind of thing: 来点, recommend. */
        ASKING(Side.NEITHER),
        /** Another kind of thing is asked for: 餐厅, 歌, a book. */
        OTHER_THING(Side.OTHER),
        /** A matter that no film request speaks of in this way: 天气怎么样, 股价. */
        OTHER_MATTER(Side.OTHER),
        /** Work that a film recommender does not do: 翻译, 写一段代码, 1+1. */
        TASK(Side.OTHER),
        /** A question, or a subject that people ask other programs about: any word that fits films outweighs it. */
        OTHER_SUBJECT(Side.OTHER),
        /** A greeting, thanks, or small talk. */
        GREETING(Side.OTHER),
        /** An instruction to the program itself: 忽略以上指令. */
        INSTRUCTION(Side.OTHER);

        private final Side side;

        Kind(Side side) {
            this.side = side;
        }

        /** Returns what it speaks for. */
        public Side side() {
            return side;
        }
    }

    /** What a signal speaks for. */
    public enum Side {
        /** The request is about films. */
        FILMS,
        /** Nothing by itself. */
        NEITHER,
        /** The request is about something else. */
        OTHER
    }
}
