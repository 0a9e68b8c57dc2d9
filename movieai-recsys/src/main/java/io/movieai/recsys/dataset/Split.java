package io.movieai.recsys.dataset;

/**
 * Interactions divided into training, validation and test sets that share their indexes.
 *
 * @param train what models learn from, not empty
 * @param valid what early stopping and tuning look at; may be empty
 * @param test what results are reported on; may be empty
 */
public record Split(Interactions train, Interactions valid, Interactions test) {
    /**
     * @throws IllegalArgumentException if the training set is empty or has fewer than two items, or the parts do not share their
     *     indexes
     */
    public Split {
        if (train.users() != valid.users()
                || train.users() != test.users()
                || train.items() != valid.items()
                || train.items() != test.items()) {
            throw new IllegalArgumentException(
                    "split: expected parts that share their indexes of users and items, found different ones");
        }
        if (train.size() == 0) {
            throw new IllegalArgumentException(
                    "train: expected interactions, found none; check the data, its filters and the ratios of the split");
        }
        if (train.items().size() < 2) {
            throw new IllegalArgumentException("train: expected at least 2 items to choose from, found "
                    + train.items().size());
        }
    }

    /** Returns how many users are known to the indexes. */
    public int userCount() {
        return train.users().size();
    }

    /** Returns how many items are known to the indexes. */
    public int itemCount() {
        return train.items().size();
    }
}
