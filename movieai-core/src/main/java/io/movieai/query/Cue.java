package io.movieai.query;

/** What a word does in a request when it does not name a property of films. The words are in {@code cues.tsv}. */
enum Cue implements Meaning {
    /** Looks like another cue and is none: 不错, 特别, no matter. */
    NOTHING,
    /** A negation of what stands directly behind it: 不, 没, 非. */
    NOT_BARE,
    /** A negation of what stands behind it in its clause: 不要, 讨厌, without. */
    NOT,
    /** A negation that turns into an addition when 还 or 也 follows: 除了. */
    EXCEPT,
    /** Ends what 除了 reaches: 以外. */
    OUTSIDE,
    /** What stands behind it is neither wanted nor unwanted: 不介意. */
    ALLOWED,
    /** A negation of what stands before it in its clause: 就算了. */
    NOT_AFTER,
    /** What stands behind it is wanted. */
    WANT,
    /** One or the other. */
    OR,
    /** One and the other. */
    AND,
    /** Any of what was listed before it will do: 都行. */
    ALL_FINE,
    /** Ends a clause and every negation in it: 但是. */
    BREAK,
    /** Turns a preceding 除了 into an addition. */
    ALSO,
    /** Keeps a preceding 除了 an exception. */
    OTHERS,
    /** Stands between a negation and what it negates without breaking the link: 太, 任何. */
    DEGREE,
    /** Speaks of films. */
    FILM,
    /** Speaks of watching. */
    WATCH,
    /** Asks for something. */
    ASK,
    /** How many films are wanted. */
    COUNT,
    /** Says nothing of its own; left out of the topic. */
    FILLER,
    /** Asks for what suits the person. */
    PERSONAL,
    /** A subject follows: 讲, 关于. */
    SUBJECT_BEFORE,
    /** A subject precedes: 题材. */
    SUBJECT_AFTER,
    /** A title to compare with follows: 像. */
    LIKE_BEFORE,
    /** A title follows that {@link #LIKE_AFTER} makes a comparison: 和. */
    LIKE_WITH,
    /** A title to compare with precedes: 一样的, 同款. */
    LIKE_AFTER,
    /** Films like others are wanted: 类似, 同类. */
    SIMILAR,
    /** A title that is asked about follows. */
    ABOUT_BEFORE,
    /** A title that is asked about precedes: 讲的啥. */
    ABOUT_AFTER,
    /** A title that was seen follows. */
    SEEN_BEFORE,
    /** A title that was seen precedes. */
    SEEN_AFTER
}
