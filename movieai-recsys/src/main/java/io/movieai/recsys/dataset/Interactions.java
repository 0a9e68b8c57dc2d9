package io.movieai.recsys.dataset;

import io.movieai.recsys.data.TokenIndex;
import java.util.Arrays;
import java.util.Objects;

/**
 * Who met which item, in the order of the data: four columns and the two indexes that number users and items from 0.
 *
 * <p>No pair of user and item occurs twice. Several sets can share their indexes, as the parts of a split do. Immutable and
 * safe for use by several threads, as long as nobody adds to the indexes.
 */
public final class Interactions {
    private final TokenIndex users;
    private final TokenIndex items;
    private final int[] user;
    private final int[] item;
    private final float[] value;
    private final long[] timestamp;

    private Interactions(TokenIndex users, TokenIndex items, int[] user, int[] item, float[] value, long[] timestamp) {
        this.users = users;
        this.items = items;
        this.user = user;
        this.item = item;
        this.value = value;
        this.timestamp = timestamp;
    }

    /** Returns a builder that numbers with these indexes, which may be shared with other sets and may still be growing. */
    public static Builder builder(TokenIndex users, TokenIndex items) {
        return new Builder(users, items);
    }

    /** Returns how many interactions there are. */
    public int size() {
        return user.length;
    }

    /** Returns the index of the users; it may know users without interactions here. */
    public TokenIndex users() {
        return users;
    }

    /** Returns the index of the items; it may know items without interactions here. */
    public TokenIndex items() {
        return items;
    }

    /** Returns the user of interaction {@code row}. */
    public int user(int row) {
        return user[row];
    }

    /** Returns the item of interaction {@code row}. */
    public int item(int row) {
        return item[row];
    }

    /** Returns the rating of interaction {@code row}; 1 where the data has none. */
    public float value(int row) {
        return value[row];
    }

    /** Returns the time of interaction {@code row}, in the data's unit; {@link Long#MIN_VALUE} where the data has none. */
    public long timestamp(int row) {
        return timestamp[row];
    }

    /** Returns whether every interaction has a time. */
    public boolean hasTimestamps() {
        for (long time : timestamp) {
            if (time == Long.MIN_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** Returns these interactions, in this order, with the same indexes. */
    public Interactions select(int[] rows) {
        int n = rows.length;
        int[] newUser = new int[n];
        int[] newItem = new int[n];
        float[] newValue = new float[n];
        long[] newTimestamp = new long[n];
        for (int i = 0; i < n; i++) {
            newUser[i] = user[rows[i]];
            newItem[i] = item[rows[i]];
            newValue[i] = value[rows[i]];
            newTimestamp[i] = timestamp[rows[i]];
        }
        return new Interactions(users, items, newUser, newItem, newValue, newTimestamp);
    }

    /** Returns the interactions as a sparse matrix with as many rows as users and as many columns as items are known. */
    public InteractionMatrix toMatrix() {
        return InteractionMatrix.of(users.size(), items.size(), user, item, value, timestamp);
    }

    /** Returns how many different users have an interaction. */
    public int countUsers() {
        return countDistinct(user, users.size());
    }

    /** Returns how many different items have an interaction. */
    public int countItems() {
        return countDistinct(item, items.size());
    }

    private static int countDistinct(int[] column, int size) {
        boolean[] seen = new boolean[size];
        int count = 0;
        for (int number : column) {
            if (!seen[number]) {
                seen[number] = true;
                count++;
            }
        }
        return count;
    }

    /** Collects interactions. Not safe for use by several threads. */
    public static final class Builder {
        private final TokenIndex users;
        private final TokenIndex items;
        private int size;
        private int[] user = new int[1024];
        private int[] item = new int[1024];
        private float[] value = new float[1024];
        private long[] timestamp = new long[1024];

        private Builder(TokenIndex users, TokenIndex items) {
            this.users = Objects.requireNonNull(users, "users");
            this.items = Objects.requireNonNull(items, "items");
        }

        /**
         * Adds an interaction of a user and an item by their numbers in the indexes.
         *
         * @param newValue the rating, or NaN if there is none, which counts as 1
         * @param newTimestamp when, in any unit, or {@link Long#MIN_VALUE} if it is not known
         * @throws IndexOutOfBoundsException if an index does not know the number
         * @throws IllegalArgumentException if the rating is infinite
         */
        public Builder add(int newUser, int newItem, float newValue, long newTimestamp) {
            Objects.checkIndex(newUser, users.size());
            Objects.checkIndex(newItem, items.size());
            if (Float.isInfinite(newValue)) {
                throw new IllegalArgumentException("value: expected a finite number, found " + newValue);
            }
            if (size == user.length) {
                int capacity = (int) Math.min(Integer.MAX_VALUE - 8, 2L * size);
                user = Arrays.copyOf(user, capacity);
                item = Arrays.copyOf(item, capacity);
                value = Arrays.copyOf(value, capacity);
                timestamp = Arrays.copyOf(timestamp, capacity);
            }
            user[size] = newUser;
            item[size] = newItem;
            value[size] = Float.isNaN(newValue) ? 1 : newValue;
            timestamp[size] = newTimestamp;
            size++;
            return this;
        }

        /** Adds an interaction of a user and an item by their identities, which the indexes take up if they are new. */
        public Builder add(String newUser, String newItem, float newValue, long newTimestamp) {
            return add(users.add(newUser), items.add(newItem), newValue, newTimestamp);
        }

        /**
         * Returns the interactions.
         *
         * @throws IllegalArgumentException if a pair of user and item occurs twice and the policy rejects that
         */
        public Interactions build(DuplicatePolicy policy) {
            // Sorting (pair, row) finds repetitions without a hash table: 16 bytes an interaction.
            long[] first = new long[size];
            for (int row = 0; row < size; row++) {
                first[row] = (long) user[row] * items.size() + item[row];
            }
            long[] sorted = first.clone();
            Arrays.sort(sorted);
            boolean repeated = false;
            for (int i = 1; i < size && !repeated; i++) {
                repeated = sorted[i] == sorted[i - 1];
            }
            if (!repeated) {
                return new Interactions(
                        users,
                        items,
                        Arrays.copyOf(user, size),
                        Arrays.copyOf(item, size),
                        Arrays.copyOf(value, size),
                        Arrays.copyOf(timestamp, size));
            }
            return withoutRepetitions(first, sorted, policy);
        }

        private Interactions withoutRepetitions(long[] pairs, long[] sorted, DuplicatePolicy policy) {
            int distinct = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || sorted[i] != sorted[i - 1]) {
                    sorted[distinct++] = sorted[i];
                }
            }
            int[] place = new int[distinct];
            Arrays.fill(place, -1);
            int kept = 0;
            int[] keptUser = new int[distinct];
            int[] keptItem = new int[distinct];
            float[] keptValue = new float[distinct];
            long[] keptTimestamp = new long[distinct];
            for (int row = 0; row < size; row++) {
                int slot = Arrays.binarySearch(sorted, 0, distinct, pairs[row]);
                int at = place[slot];
                if (at >= 0 && policy == DuplicatePolicy.REJECT) {
                    throw new IllegalArgumentException("interactions: expected each user and item once, found user "
                            + users.token(user[row]) + " with item " + items.token(item[row])
                            + " again; choose which one to keep");
                }
                if (at >= 0 && policy == DuplicatePolicy.KEEP_FIRST) {
                    continue;
                }
                if (at < 0) {
                    at = kept++;
                    place[slot] = at;
                }
                keptUser[at] = user[row];
                keptItem[at] = item[row];
                keptValue[at] = value[row];
                keptTimestamp[at] = timestamp[row];
            }
            return new Interactions(users, items, keptUser, keptItem, keptValue, keptTimestamp);
        }
    }
}
