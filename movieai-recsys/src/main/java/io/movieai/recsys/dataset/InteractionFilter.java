package io.movieai.recsys.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Which interactions count, applied in this order: the interval of ratings, then the label threshold, then the k-core.
 *
 * @param minValue the least rating that is kept, inclusive (RecBole's {@code val_interval})
 * @param maxValue the greatest rating that is kept, inclusive
 * @param labelThreshold the least rating that is a positive label (RecBole's {@code threshold}): what lies below is no positive
 *     and leaves, what stays counts as 1; NaN when every interaction is positive
 * @param minUserInteractions users with fewer interactions leave (RecBole's {@code user_inter_num_interval})
 * @param minItemInteractions items with fewer interactions leave (RecBole's {@code item_inter_num_interval}); both are repeated
 *     until nothing leaves any more
 */
public record InteractionFilter(
        float minValue, float maxValue, float labelThreshold, int minUserInteractions, int minItemInteractions) {
    /** Keeps everything. */
    public static final InteractionFilter NONE =
            new InteractionFilter(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, 0, 0);

    /** @throws IllegalArgumentException if the interval is empty or NaN or a minimum is negative */
    public InteractionFilter {
        if (!(minValue <= maxValue)) {
            throw new IllegalArgumentException(
                    "values: expected an interval, found [" + minValue + ", " + maxValue + "]");
        }
        if (minUserInteractions < 0 || minItemInteractions < 0) {
            throw new IllegalArgumentException(
                    "k-core: expected at least 0, found " + minUserInteractions + " and " + minItemInteractions);
        }
    }

    /** Returns this filter with an interval of ratings, both ends inclusive. */
    public InteractionFilter withValues(float min, float max) {
        return new InteractionFilter(min, max, labelThreshold, minUserInteractions, minItemInteractions);
    }

    /** Returns this filter with a label threshold. */
    public InteractionFilter withLabelThreshold(float threshold) {
        return new InteractionFilter(minValue, maxValue, threshold, minUserInteractions, minItemInteractions);
    }

    /** Returns this filter with a k-core. */
    public InteractionFilter withCore(int userInteractions, int itemInteractions) {
        return new InteractionFilter(minValue, maxValue, labelThreshold, userInteractions, itemInteractions);
    }

    /**
     * Returns the interactions that stay, in their order, with the same indexes. A label threshold turns their ratings into 1.
     */
    public Interactions apply(Interactions interactions) {
        Interactions kept =
                keep(interactions, row -> interactions.value(row) >= minValue && interactions.value(row) <= maxValue);
        if (!Float.isNaN(labelThreshold)) {
            kept = positives(kept);
        }
        return core(kept);
    }

    private Interactions positives(Interactions interactions) {
        Interactions.Builder builder = Interactions.builder(interactions.users(), interactions.items());
        for (int row = 0; row < interactions.size(); row++) {
            if (interactions.value(row) >= labelThreshold) {
                builder.add(interactions.user(row), interactions.item(row), 1, interactions.timestamp(row));
            }
        }
        return builder.build(DuplicatePolicy.REJECT);
    }

    private Interactions core(Interactions interactions) {
        if (minUserInteractions <= 1 && minItemInteractions <= 1) {
            return interactions;
        }
        Interactions kept = interactions;
        while (true) {
            int[] byUser = new int[kept.users().size()];
            int[] byItem = new int[kept.items().size()];
            for (int row = 0; row < kept.size(); row++) {
                byUser[kept.user(row)]++;
                byItem[kept.item(row)]++;
            }
            Interactions before = kept;
            kept = keep(
                    before,
                    row -> byUser[before.user(row)] >= minUserInteractions
                            && byItem[before.item(row)] >= minItemInteractions);
            if (kept.size() == before.size()) {
                return kept;
            }
        }
    }

    private static Interactions keep(Interactions interactions, IntPredicate wanted) {
        int[] rows = new int[interactions.size()];
        int kept = 0;
        for (int row = 0; row < rows.length; row++) {
            if (wanted.test(row)) {
                rows[kept++] = row;
            }
        }
        return kept == rows.length ? interactions : interactions.select(Arrays.copyOf(rows, kept));
    }

    /** Describes the filter in one line, for example {@code rating in [1, 5], label >= 4, 5-core of users, 5-core of items}. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        if (minValue > Float.NEGATIVE_INFINITY || maxValue < Float.POSITIVE_INFINITY) {
            text.append(String.format(Locale.ROOT, ", rating in [%s, %s]", minValue, maxValue));
        }
        if (!Float.isNaN(labelThreshold)) {
            text.append(", label >= ").append(labelThreshold);
        }
        if (minUserInteractions > 1) {
            text.append(", users with at least ").append(minUserInteractions).append(" interactions");
        }
        if (minItemInteractions > 1) {
            text.append(", items with at least ").append(minItemInteractions).append(" interactions");
        }
        return text.isEmpty() ? "none" : text.substring(2);
    }
}
