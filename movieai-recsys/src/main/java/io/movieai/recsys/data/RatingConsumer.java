package io.movieai.recsys.data;

/** Takes the ratings of a file one after the other. */
@FunctionalInterface
public interface RatingConsumer {
    /** Stands for the time of a rating whose file does not tell it. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /**
     * Takes one rating.
     *
     * @param user the user, as numbered by the reader's index of users
     * @param item the item, as numbered by the reader's index of items
     * @param rating the rating, finite, or NaN if the file has no ratings but only who met what
     * @param timestamp seconds since 1970-01-01 UTC in MovieLens' data, or {@link #NO_TIMESTAMP}
     */
    void accept(int user, int item, float rating, long timestamp);
}
