package io.movieai.recommend;

import java.util.Objects;

/**
 * A film, by the identity that its catalogue uses, for example MovieLens' {@code movieId}.
 *
 * @param value the identity, not blank
 */
public record ItemId(String value) implements Comparable<ItemId> {
    /** @throws IllegalArgumentException if {@code value} is blank */
    public ItemId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("ItemId: expected a text, found a blank one");
        }
    }

    /** Returns the item id of that value. */
    public static ItemId of(String value) {
        return new ItemId(value);
    }

    @Override
    public int compareTo(ItemId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
