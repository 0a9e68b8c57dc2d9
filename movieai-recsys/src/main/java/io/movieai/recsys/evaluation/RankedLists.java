package io.movieai.recsys.evaluation;

/**
 * The best items of some users.
 *
 * @param users numbers of users
 * @param lists for each of them the numbers of items, best first; never longer than asked for
 */
@SuppressWarnings("ArrayRecordComponent") // Owned by whoever asked; compared nowhere.
public record RankedLists(int[] users, int[][] lists) {
    /** @throws IllegalArgumentException if there is not one list for each user */
    public RankedLists {
        if (users.length != lists.length) {
            throw new IllegalArgumentException(
                    "lists: expected one for each of " + users.length + " users, found " + lists.length);
        }
    }
}
