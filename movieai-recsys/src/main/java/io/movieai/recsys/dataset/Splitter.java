package io.movieai.recsys.dataset;

import io.movieai.recsys.dataset.SplitSettings.Grouping;
import io.movieai.recsys.dataset.SplitSettings.LeaveOneOut;
import io.movieai.recsys.dataset.SplitSettings.Order;
import io.movieai.recsys.dataset.SplitSettings.Ratio;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/** Divides interactions as {@link SplitSettings} say. Immutable and safe for use by several threads. */
public final class Splitter {
    private final SplitSettings settings;

    /** Makes a splitter with these settings. */
    public Splitter(SplitSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * Divides interactions. The same interactions, settings and seed give the same split on every machine.
     *
     * @param seed decides a random order; without effect on an order by time
     * @throws IllegalArgumentException if there are no interactions, or times are missing for an order by time
     */
    public Split split(Interactions interactions, long seed) {
        if (interactions.size() == 0) {
            throw new IllegalArgumentException(
                    "interactions: expected some to split, found none; check the data and its filters");
        }
        if (settings.order() == Order.TIME && !interactions.hasTimestamps()) {
            throw new IllegalArgumentException(
                    "order: a split by time expects a time on every interaction, found some without; split at random instead");
        }
        int[] ordered = order(interactions, seed);
        byte[] part = new byte[interactions.size()];
        int groups = settings.grouping() == Grouping.USER ? interactions.users().size() : 1;
        int[] size = new int[groups];
        for (int row = 0; row < part.length; row++) {
            size[group(interactions, row)]++;
        }
        int[] seen = new int[groups];
        int[] counts = new int[3];
        for (int row : ordered) {
            int group = group(interactions, row);
            part[row] = part(seen[group]++, size[group]);
            counts[part[row]]++;
        }
        int[][] rows = {new int[counts[0]], new int[counts[1]], new int[counts[2]]};
        int[] filled = new int[3];
        for (int row : ordered) {
            int p = part[row];
            rows[p][filled[p]++] = row;
        }
        return new Split(interactions.select(rows[0]), interactions.select(rows[1]), interactions.select(rows[2]));
    }

    private int group(Interactions interactions, int row) {
        return settings.grouping() == Grouping.USER ? interactions.user(row) : 0;
    }

    /** Returns where the {@code index}-th of a group's {@code size} interactions goes: 0 train, 1 valid, 2 test. */
    private byte part(int index, int size) {
        int valid;
        int test;
        if (settings.method() instanceof Ratio ratio) {
            double sum = ratio.train() + ratio.valid() + ratio.test();
            // The small addend keeps 0.1 · 10 from falling to 0 by a rounding error of the division.
            valid = (int) Math.floor(ratio.valid() / sum * size + 1e-9);
            test = (int) Math.floor(ratio.test() / sum * size + 1e-9);
        } else {
            boolean withValid = ((LeaveOneOut) settings.method()).validation();
            test = size >= 2 ? 1 : 0;
            valid = withValid && size >= 3 ? 1 : 0;
        }
        if (index < size - valid - test) {
            return 0;
        }
        return (byte) (index < size - test ? 1 : 2);
    }

    private int[] order(Interactions interactions, long seed) {
        int n = interactions.size();
        if (settings.order() == Order.TIME) {
            Integer[] rows = new Integer[n];
            Arrays.setAll(rows, row -> row);
            Arrays.sort(rows, (a, b) -> Long.compare(interactions.timestamp(a), interactions.timestamp(b)));
            return Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
        }
        int[] rows = new int[n];
        Arrays.setAll(rows, row -> row);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
        return rows;
    }
}
