package io.movieai.recsys.dataset;

import java.util.List;

/**
 * What a figure rests on, to be printed beside it.
 *
 * @param data the name of the data set
 * @param filter which interactions counted, in words
 * @param split how they were divided, in words
 * @param seed the seed of the split; without meaning for sets that were divided beforehand
 * @param users users with an interaction in any part
 * @param items items known to the indexes: the candidates
 * @param train interactions of the training set
 * @param valid interactions of the validation set
 * @param test interactions of the test set
 * @param validUsers users with an item in the validation set: those averaged over
 * @param testUsers users with an item in the test set: those averaged over
 */
public record Protocol(
        String data,
        String filter,
        String split,
        long seed,
        int users,
        int items,
        int train,
        int valid,
        int test,
        int validUsers,
        int testUsers) {
    private static final String FILES = "files ";

    /** Describes a split that was made here. */
    public static Protocol of(String data, InteractionFilter filter, SplitSettings settings, long seed, Split split) {
        return of(data, filter.describe(), settings.describe(), seed, split);
    }

    /** Describes a split that came in files of its own (RecBole's {@code benchmark_filename}). */
    public static Protocol ofFiles(String data, InteractionFilter filter, List<String> parts, Split split) {
        return of(data, filter.describe(), FILES + String.join(", ", parts), 0, split);
    }

    private static Protocol of(String data, String filter, String words, long seed, Split split) {
        boolean[] seen = new boolean[split.userCount()];
        int users = 0;
        for (Interactions part : List.of(split.train(), split.valid(), split.test())) {
            for (int row = 0; row < part.size(); row++) {
                if (!seen[part.user(row)]) {
                    seen[part.user(row)] = true;
                    users++;
                }
            }
        }
        return new Protocol(
                data,
                filter,
                words,
                seed,
                users,
                split.itemCount(),
                split.train().size(),
                split.valid().size(),
                split.test().size(),
                split.valid().countUsers(),
                split.test().countUsers());
    }

    /** Returns a few lines of text with everything. */
    @Override
    public String toString() {
        return "data " + data + ", filters: " + filter + System.lineSeparator()
                + "split " + split + (split.startsWith(FILES) ? "" : ", seed " + seed) + ": " + train + " train / "
                + valid + " valid / " + test
                + " test"
                + System.lineSeparator()
                + users + " users (" + validUsers + " with valid, " + testUsers + " with test items), " + items
                + " items, full ranking, known items masked";
    }
}
